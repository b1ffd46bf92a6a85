/**
 * Suppliers' availability, and every location whose figures somebody else keeps.
 *
 * <p>Imports {@code book} and {@code ledger}.
 */
@NullMarked
package penstock.core.supplier;

import org.jspecify.annotations.NullMarked;
