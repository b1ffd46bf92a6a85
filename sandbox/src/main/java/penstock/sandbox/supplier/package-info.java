/**
 * Simulated suppliers: their own truth of stock, told as an availability feed in CSV.
 */
@NullMarked
package penstock.sandbox.supplier;

import org.jspecify.annotations.NullMarked;
