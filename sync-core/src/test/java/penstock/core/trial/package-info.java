/** Sales on channels that hear of each other late, played hour by hour. */
@NullMarked
package penstock.core.trial;

import org.jspecify.annotations.NullMarked;
