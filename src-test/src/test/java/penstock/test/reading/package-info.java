/** What becomes of stored messages that say something that does not fit. */
@NullMarked
package penstock.test.reading;

import org.jspecify.annotations.NullMarked;
