/**
 * Puts right what {@code penstock check} finds, as far as that can be done without inventing anything: projections are built anew,
 * and where documents and stock differ, new postings make up for it. History is never changed.
 *
 * <p>Imports whatever it repairs.
 */
@NullMarked
package penstock.core.repair;

import org.jspecify.annotations.NullMarked;
