/**
 * The commands that a person types. The only package that writes to the terminal.
 *
 * <p>Exit codes: 0 as wished, 1 a check failed or a goal was missed, 2 the words were wrong, 3 it could not be run here.
 */
@NullMarked
package penstock.routes.command;

import org.jspecify.annotations.NullMarked;
