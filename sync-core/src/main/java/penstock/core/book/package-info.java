/**
 * The working set of one batch: what the engine loaded, what the decisions changed, what is to be written.
 *
 * <p>Everything that changes stock is a {@link penstock.core.book.Command} that decides on a {@link penstock.core.book.Book}
 * in plain Java, without a database. The book keeps double entry: units only ever move from one account to another, and
 * every move leaves a posting. One thread at a time; a book lives as long as its transaction.
 */
@NullMarked
package penstock.core.book;

import org.jspecify.annotations.NullMarked;
