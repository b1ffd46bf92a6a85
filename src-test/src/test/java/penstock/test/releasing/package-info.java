/** Orders are handed to fulfilment once, whatever fails meanwhile. */
@NullMarked
package penstock.test.releasing;

import org.jspecify.annotations.NullMarked;
