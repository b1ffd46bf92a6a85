/** Numbers, rules and shares, decided without a database. */
@NullMarked
package penstock.core.offer;

import org.jspecify.annotations.NullMarked;
