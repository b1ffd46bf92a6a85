/** Part of the wrong house. */
@NullMarked
package penstock.test.architecture.breach.fulfilment.other;

import org.jspecify.annotations.NullMarked;
