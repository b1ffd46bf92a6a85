/** The house rules of style that a machine can see, over the source tree; each proven by a sample that breaks it. */
@NullMarked
package penstock.test.house;

import org.jspecify.annotations.NullMarked;
