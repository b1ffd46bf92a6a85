/**
 * The database: transactions of one seller each, and the SQL of the hot path.
 *
 * <p>Plain JDBC, statements as text. A transaction's first statement names the seller; row-level security shows it no
 * other's rows, and every statement names the seller again in its WHERE. Rows are written one statement a table with
 * array parameters. Retrying after a serialisation failure or deadlock happens in {@link penstock.core.store.Database}
 * and nowhere else.
 *
 * <p>May be imported by the rooms of sync-core only.
 */
@NullMarked
package penstock.core.store;

import org.jspecify.annotations.NullMarked;
