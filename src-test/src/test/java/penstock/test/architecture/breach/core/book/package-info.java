/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.core.book;

import org.jspecify.annotations.NullMarked;
