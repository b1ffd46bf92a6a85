/** By which terms things may come back, in plain Java. */
@NullMarked
package penstock.core.returns;

import org.jspecify.annotations.NullMarked;
