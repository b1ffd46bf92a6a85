/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.routes;

import org.jspecify.annotations.NullMarked;
