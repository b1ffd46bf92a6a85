package penstock.core.engine;

import penstock.core.book.Book;
import penstock.core.store.Transaction;

/**
 * Something that changes stock and a document's rows together: a receipt, a return. Its own rows it reads and writes by the
 * transaction, stock by the book alone; both are committed at once, or neither if it throws. The seller's head is locked, so
 * nothing of the seller's stock changes meanwhile. It may be run again when the outcome of a commit is unknown, so the
 * caller's id must make a repeat a repeat.
 */
@FunctionalInterface
public interface Together<T> {

    T decide(Transaction transaction, Book book);
}
