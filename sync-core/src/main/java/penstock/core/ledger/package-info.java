/**
 * Stock that comes, goes and is counted: the moves that a person or a file reports as facts.
 *
 * <p>Imports {@code book}, {@code order} and {@code sourcing}.
 */
@NullMarked
package penstock.core.ledger;

import org.jspecify.annotations.NullMarked;
