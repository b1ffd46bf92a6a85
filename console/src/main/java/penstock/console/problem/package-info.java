/**
 * What a caller is told when something cannot be done: problem details (RFC 9457) that say what was wrong, where, and
 * what to do. Imports nothing of the console.
 */
@NullMarked
package penstock.console.problem;

import org.jspecify.annotations.NullMarked;
