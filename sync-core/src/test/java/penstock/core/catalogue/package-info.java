/** What can be said of SKUs without a database. */
@NullMarked
package penstock.core.catalogue;

import org.jspecify.annotations.NullMarked;
