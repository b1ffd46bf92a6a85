/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.console;

import org.jspecify.annotations.NullMarked;
