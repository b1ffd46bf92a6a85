/**
 * The endpoints: one class for each thing, its requests and answers beside it.
 *
 * <p>Requests check themselves when they are made, so that a controller sees sound ones only. A request that creates
 * something carries the caller's id or a natural key, and its repeat answers 200 where the first answered 201.
 */
@NullMarked
package penstock.console.api;

import org.jspecify.annotations.NullMarked;
