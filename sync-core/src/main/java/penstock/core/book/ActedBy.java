package penstock.core.book;

/** A command of somebody who is to be remembered: decides the same, and notes whose postings they are. */
public record ActedBy(Actor actor, Command command) implements Command {

    @Override
    public void announce(Needs needs) {
        command.announce(needs);
    }

    @Override
    public Reply decide(Book book) {
        return book.actedBy(actor, () -> command.decide(book));
    }
}
