/**
 * Orders and holds: what a snapshot of an order changes, what a hold promises.
 *
 * <p>Imports {@code message}, {@code book} and {@code sourcing}.
 */
@NullMarked
package penstock.core.order;

import org.jspecify.annotations.NullMarked;
