/**
 * The script of what goes wrong: which call or message is hit, how, and how often. Knows no channel's words.
 */
@NullMarked
package penstock.sandbox.fault;

import org.jspecify.annotations.NullMarked;
