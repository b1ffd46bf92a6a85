/** How fast things sell and how late channels hear of it, measured on a real PostgreSQL. */
@NullMarked
package penstock.test.risk;

import org.jspecify.annotations.NullMarked;
