/**
 * Stock on its way between two warehouses of the seller's own, by a document that says what was sent, what came and what did not.
 *
 * <p>While it is under way it lies in a location of kind {@code IN_TRANSIT}, available to nobody, and is {@code incoming} where it
 * is expected. The document's rows and the postings are written in one transaction under the seller's head lock
 * ({@link penstock.core.engine.Together}); the transfer is the cause of its postings.
 *
 * <p>Imports {@code book}, {@code catalogue}, {@code engine}, {@code ledger}, {@code order}'s hash that tells repeats,
 * {@code purchasing}'s places and SKUs, {@code shelf}, {@code sourcing}, {@code store} and {@code warehouse}'s reasons.
 */
@NullMarked
package penstock.core.transfer;

import org.jspecify.annotations.NullMarked;
