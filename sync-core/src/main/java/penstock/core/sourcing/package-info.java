/**
 * Choosing where an order is served from, and promising what is still to come, in the order's own transaction. Pure functions over what the book says.
 *
 * <p>Imports {@code book} only.
 */
@NullMarked
package penstock.core.sourcing;

import org.jspecify.annotations.NullMarked;
