/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.core.store;

import org.jspecify.annotations.NullMarked;
