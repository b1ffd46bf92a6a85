/**
 * What stock is worth, kept up behind the ledger, off the engine's path.
 *
 * <p>Facts are postings and cost documents, in one order. {@link penstock.core.valuation.Valuing} follows them and keeps
 * layers, their consumption and the stock journal: a projection that says which position it reflects and can be dropped
 * and rebuilt byte for byte. What is decided about money is decided in {@code costing}, without a database.
 *
 * <p>Imports {@code costing}, {@code money}, {@code store}, and of {@code order} the hash that tells repeats.
 */
@NullMarked
package penstock.core.valuation;

import org.jspecify.annotations.NullMarked;
