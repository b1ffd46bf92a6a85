/**
 * A simulated marketplace with its own fulfilment network: tokens, orders, listings, MCF, stock summaries and a notification queue.
 */
@NullMarked
package penstock.sandbox.amazon;

import org.jspecify.annotations.NullMarked;
