/** Scenarios on a real database. */
@NullMarked
package penstock.test.scenario;

import org.jspecify.annotations.NullMarked;
