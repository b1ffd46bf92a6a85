/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.channels.other;

import org.jspecify.annotations.NullMarked;
