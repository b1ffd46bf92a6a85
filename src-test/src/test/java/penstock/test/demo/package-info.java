/** The demo as a person starts it, but shorter. */
@NullMarked
package penstock.test.demo;

import org.jspecify.annotations.NullMarked;
