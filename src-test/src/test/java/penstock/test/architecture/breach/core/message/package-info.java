/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.core.message;

import org.jspecify.annotations.NullMarked;
