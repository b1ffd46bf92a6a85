/**
 * Who may import whom, as an allow-list (DESIGN.md, section 1), over the compiled classes of all modules.
 *
 * <p>{@code breach} holds a small wrong house in which every rule is broken once; only the proof of the rules reads it.
 */
@NullMarked
package penstock.test.architecture;

import org.jspecify.annotations.NullMarked;
