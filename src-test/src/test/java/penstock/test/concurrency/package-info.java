/** Many at once on a real database: nothing is promised twice, nothing is lost, nobody waits for everybody else. */
@NullMarked
package penstock.test.concurrency;

import org.jspecify.annotations.NullMarked;
