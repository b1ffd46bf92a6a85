/** What is ordered, received, inspected and sent back, on a real database. */
@NullMarked
package penstock.test.purchasing;

import org.jspecify.annotations.NullMarked;
