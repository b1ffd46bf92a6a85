/** How deliveries are divided and lots sampled, in plain Java. */
@NullMarked
package penstock.core.buying;

import org.jspecify.annotations.NullMarked;
