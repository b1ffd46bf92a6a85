/**
 * Simulated channels, suppliers and carriers over loopback HTTP, each with its own truth.
 *
 * <p>Imports nothing of Penstock's, so that a wrong mapping cannot cancel out. Only tests, benchmarks and the demo start it.
 */
@NullMarked
package penstock.sandbox;

import org.jspecify.annotations.NullMarked;
