/**
 * How stock is made from stock: production orders, stage by stage, what they take and yield and cost; things taken apart;
 * and the equipment that keeps it going.
 *
 * <p>What is done about an order is a {@link penstock.core.production.ProductionCommand}, decided by the engine with the
 * stock it moves. What it cost is rolled up behind the ledger, by cost documents. Imports {@code book}, {@code engine},
 * {@code ledger}, {@code catalogue}, {@code valuation} and what these stand on.
 */
@NullMarked
package penstock.core.production;

import org.jspecify.annotations.NullMarked;
