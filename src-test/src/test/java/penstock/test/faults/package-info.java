/** What goes wrong between Penstock and a channel, done to publishing as it runs, and how every number comes right all the same. */
@NullMarked
package penstock.test.faults;

import org.jspecify.annotations.NullMarked;
