/**
 * What the routes call: each class does one step for one account, claims its rows first and settles them after.
 *
 * <p>No class here knows a channel by name; what a channel can do is what its adapter offers.
 */
@NullMarked
package penstock.routes.work;

import org.jspecify.annotations.NullMarked;
