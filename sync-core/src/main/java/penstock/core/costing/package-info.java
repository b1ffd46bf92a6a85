/**
 * What stock cost and what it is worth: a deterministic fold over what happened to one SKU, plain Java without a database.
 *
 * <p>{@link penstock.core.costing.SkuCosts} takes {@link penstock.core.costing.CostEvent}s in order, keeps layers and
 * their consumption in {@link penstock.core.costing.CostRecords}, and writes a journal of
 * {@link penstock.core.costing.CostEntry}s. Amounts are minor units of the seller's currency; not one of them is lost.
 *
 * <p>Imports {@code money} only.
 */
@NullMarked
package penstock.core.costing;

import org.jspecify.annotations.NullMarked;
