/** What comes in unasked. */
@NullMarked
package penstock.routes.collect;

import org.jspecify.annotations.NullMarked;
