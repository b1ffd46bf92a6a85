/** What lies where, on a real database: bins, lots, serials, picking and counting. */
@NullMarked
package penstock.test.warehouse;

import org.jspecify.annotations.NullMarked;
