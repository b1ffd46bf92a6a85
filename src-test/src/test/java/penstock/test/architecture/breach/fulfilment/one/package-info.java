/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.fulfilment.one;

import org.jspecify.annotations.NullMarked;
