/** Files of tables, as spreadsheets make them. */
@NullMarked
package penstock.routes.sheet;

import org.jspecify.annotations.NullMarked;
