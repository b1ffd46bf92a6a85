/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.core.attic;

import org.jspecify.annotations.NullMarked;
