/** What is left when a process is killed at a random moment under load: every acknowledged order once, every invariant. */
@NullMarked
package penstock.test.crash;

import org.jspecify.annotations.NullMarked;
