/**
 * What there was at any past moment, and what happened to a SKU: read from postings, which never change, and from snapshots,
 * which only make it fast.
 *
 * <p>Imports {@code book} and {@code store}. The engine knows nothing of it.
 */
@NullMarked
package penstock.core.history;

import org.jspecify.annotations.NullMarked;
