/**
 * Tables that people keep in spreadsheets: what their columns mean, what is wrong with which row, and what there is.
 *
 * <p>A table's rows have natural keys and say what is, so that a file may be sent again. Imports {@code book},
 * {@code catalogue}, {@code engine}, {@code ledger}, {@code order}, {@code port} and {@code store}.
 */
@NullMarked
package penstock.core.masterdata;

import org.jspecify.annotations.NullMarked;
