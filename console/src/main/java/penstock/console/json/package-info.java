/**
 * How the API reads and writes JSON: strictly. What is not known, not of the right kind, too long or too deep is refused
 * with its place; ids are texts of digits, because they exceed what a JavaScript number holds.
 */
@NullMarked
package penstock.console.json;

import org.jspecify.annotations.NullMarked;
