/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.core.order;

import org.jspecify.annotations.NullMarked;
