/**
 * Seeded random buyers.
 */
@NullMarked
package penstock.sandbox.traffic;

import org.jspecify.annotations.NullMarked;
