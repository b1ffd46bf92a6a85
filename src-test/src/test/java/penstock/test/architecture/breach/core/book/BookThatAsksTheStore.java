package penstock.test.architecture.breach.core.book;

import penstock.test.architecture.breach.core.store.StoreThatAsksTheBook;

/** A decision that reaches for the database. */
public final class BookThatAsksTheStore {

    public String ask(StoreThatAsksTheBook store) {
        return store.toString();
    }
}
