/**
 * What lies where in a warehouse: bins, lots, what is to be picked in which order, and what was counted.
 *
 * <p>Masters and reading; whatever moves units is a command of {@code ledger} or {@code shipping}. Imports those, and
 * {@code catalogue}, {@code book}, {@code shelf}, {@code engine}, {@code history}, {@code money} and {@code store}.
 */
@NullMarked
package penstock.core.warehouse;

import org.jspecify.annotations.NullMarked;
