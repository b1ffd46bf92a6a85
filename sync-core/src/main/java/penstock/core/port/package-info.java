/**
 * What the outside must do for the core, as interfaces: implemented in routes, called by the console.
 *
 * <p>Imports {@code message}, and {@code supplier} for the rows of a feed.
 */
@NullMarked
package penstock.core.port;

import org.jspecify.annotations.NullMarked;
