/** What is decided in a warehouse without asking the database. */
@NullMarked
package penstock.core.warehouse;

import org.jspecify.annotations.NullMarked;
