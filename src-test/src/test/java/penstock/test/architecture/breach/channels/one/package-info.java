/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.channels.one;

import org.jspecify.annotations.NullMarked;
