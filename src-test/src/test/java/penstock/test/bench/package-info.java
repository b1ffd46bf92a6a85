/** The benchmarks work, and their checks can fail. */
@NullMarked
package penstock.test.bench;

import org.jspecify.annotations.NullMarked;
