/**
 * The canonical messages: what channels, suppliers and providers say and are told, in Penstock's own words.
 *
 * <p>The only package of the core that every other module imports freely. Values only: no behaviour that reads a clock,
 * a file or a database. A message carries a <em>snapshot</em> with its revision, never a delta, so that a repeat, a late
 * arrival and a cancel that overtakes its order are all the same case.
 */
@NullMarked
package penstock.core.message;

import org.jspecify.annotations.NullMarked;
