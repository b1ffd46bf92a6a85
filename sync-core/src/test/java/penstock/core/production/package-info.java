/** Where the cost of what is made is, and what it should be. */
@NullMarked
package penstock.core.production;

import org.jspecify.annotations.NullMarked;
