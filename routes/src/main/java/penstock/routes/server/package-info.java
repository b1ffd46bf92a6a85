/**
 * The web server's own part: what callers are told whom it refuses before anybody of ours is asked, and how patient it is
 * with bodies that nobody reads. Only the composition root imports it.
 */
@NullMarked
package penstock.routes.server;

import org.jspecify.annotations.NullMarked;
