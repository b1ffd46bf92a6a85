/**
 * The invariants, each proven to be found when it is broken and to hold through a random history.
 *
 * <p>A random history prints its seed; {@code -Dpenstock.seed=<seed>} plays it again.
 */
@NullMarked
package penstock.test.check;

import org.jspecify.annotations.NullMarked;
