/**
 * What the gateway measures of itself. Every tag has few values, named by us: the kind of channel, the stage, the outcome;
 * never a seller, an account or anything that a message said.
 *
 * <p>May be imported by every package of routes.
 */
@NullMarked
package penstock.routes.metrics;

import org.jspecify.annotations.NullMarked;
