/**
 * A simulated carrier: labels, and parcels that move in scaled time.
 */
@NullMarked
package penstock.sandbox.carrier;

import org.jspecify.annotations.NullMarked;
