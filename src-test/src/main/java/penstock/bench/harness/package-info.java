/**
 * How a benchmark is run, whatever it measures: a closed loop with a fixed number of sales in flight, an open loop that
 * counts latency from the moment a sale was due, rounds of product and anchors, and the verdict on their ratios.
 *
 * <p>Imported by the benchmarks.
 */
@NullMarked
package penstock.bench.harness;

import org.jspecify.annotations.NullMarked;
