/** A house in which everything is wrong: every rule of the architecture is broken once. */
@NullMarked
package penstock.test.architecture.breach;

import org.jspecify.annotations.NullMarked;
