package penstock.core.book;

/** Something that may change the stock of one seller. Immutable; decides the same on the same book. */
public interface Command {

    /** Names the rows that {@link #decide} is sure to look at, so that a batch loads them in one statement a table. */
    void announce(Needs needs);

    /**
     * Changes the book and says what was decided. Pure but for the book; a repeat of a command that was decided before
     * changes nothing and says so.
     *
     * @throws BrokenInvariant if a rule of the house would be broken: the book is then thrown away
     */
    Reply decide(Book book);
}
