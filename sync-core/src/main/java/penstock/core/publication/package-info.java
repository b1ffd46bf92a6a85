/**
 * The right number on every channel: what each listing is to show, when it is told, and what became of it.
 *
 * <p>Level-triggered: the ledger's tail says which SKUs moved; what waits is a listing, never a quantity; the number is
 * computed when it is sent. One write in flight for a listing, fenced. Imports {@code message}, {@code engine} (exposures)
 * and {@code store}.
 */
@NullMarked
package penstock.core.publication;

import org.jspecify.annotations.NullMarked;
