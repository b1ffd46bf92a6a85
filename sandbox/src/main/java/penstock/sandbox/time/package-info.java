/**
 * The sandbox's clock: real wall-clock instants, with every published duration and rate divided by one time factor.
 */
@NullMarked
package penstock.sandbox.time;

import org.jspecify.annotations.NullMarked;
