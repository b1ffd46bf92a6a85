/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.sandbox;

import org.jspecify.annotations.NullMarked;
