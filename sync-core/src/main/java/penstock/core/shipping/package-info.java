/**
 * Handing reservations to whoever ships them, and what comes of it: fulfilment orders, parcels, provider orders.
 *
 * <p>Imports {@code message}, {@code book}, {@code shelf}, {@code ledger}, {@code order}, {@code sourcing} and {@code store}.
 */
@NullMarked
package penstock.core.shipping;

import org.jspecify.annotations.NullMarked;
