package penstock.test.architecture.breach.core.store;

import penstock.test.architecture.breach.core.book.BookThatAsksTheStore;

/** The other half of a circle. */
public final class StoreThatAsksTheBook {

    public String ask(BookThatAsksTheStore book) {
        return book.toString();
    }
}
