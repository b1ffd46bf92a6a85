/**
 * Plays what would happen: sales on channels that hear of each other late, from a seed or as they were. Decides nothing and changes nothing.
 *
 * <p>Imports {@code risk}, {@code offer} (the rules that are tried), {@code history}, {@code identity}, {@code catalogue} (how a wrong field is told) and
 * {@code store}.
 */
@NullMarked
package penstock.core.trial;

import org.jspecify.annotations.NullMarked;
