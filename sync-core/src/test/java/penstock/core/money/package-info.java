/** Amounts that are divided without losing any. */
@NullMarked
package penstock.core.money;

import org.jspecify.annotations.NullMarked;
