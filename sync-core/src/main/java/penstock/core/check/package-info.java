/**
 * The invariants of the house as queries: the same for the tests, for {@code penstock check} and for a job that runs by
 * itself. Reads everything, writes nothing.
 *
 * <p>Each query lies in {@code resources/penstock/check} and returns a row for each violation: {@code seller_id, keys,
 * wrong}. A new one comes with a planted violation that it finds.
 *
 * <p>Imports nothing of ours. May be imported by {@code routes} and {@code console}.
 */
@NullMarked
package penstock.core.check;

import org.jspecify.annotations.NullMarked;
