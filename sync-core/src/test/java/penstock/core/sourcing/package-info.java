/** Who is promised what of stock that is still to come. */
@NullMarked
package penstock.core.sourcing;

import org.jspecify.annotations.NullMarked;
