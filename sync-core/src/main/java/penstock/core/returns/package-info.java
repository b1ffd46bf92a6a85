/**
 * What customers send back: by which terms, what came, and what became of it.
 *
 * <p>The terms are a policy in versions; {@link penstock.core.returns.ReturnsPolicy} decides without a database and says why.
 * What comes back is booked with the return's rows in one transaction, under the seller's head lock. Money that is given back is
 * noted beside it and never moves stock.
 *
 * <p>Imports {@code book}, {@code catalogue}, {@code engine}, {@code identity}, {@code ledger}, {@code money}, {@code order}'s hash that tells
 * repeats, {@code purchasing} for places of one's own, and {@code store}.
 */
@NullMarked
package penstock.core.returns;

import org.jspecify.annotations.NullMarked;
