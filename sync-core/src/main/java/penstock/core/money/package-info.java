/**
 * Money in whole minor units, and how it is divided without losing any. Pure: values and arithmetic.
 *
 * <p>Imports nothing of ours; may be imported by every room.
 */
@NullMarked
package penstock.core.money;

import org.jspecify.annotations.NullMarked;
