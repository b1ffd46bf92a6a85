package penstock.core.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Changes;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.OutcomeUnknown;
import penstock.core.store.Transaction;

/**
 * Decides a batch and writes it, in one transaction.
 *
 * <p>As usual, it locks the head, reads, decides, writes, commits. Ahead, it does what it can while the batch before is still
 * being written: it decides on what that one is going to leave, writes the new orders, and waits. Only then it takes the head,
 * if it is as foreseen, writes what moves stock, and commits.
 */
final class Deciding {

    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final EngineCounts counts;
    private final CatalogueCache catalogues;
    private final BalanceCache balances;

    Deciding(Database database, Clock clock, Ids ids, EngineCounts counts, int cachedSellers) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.counts = counts;
        this.catalogues = new CatalogueCache(cachedSellers);
        this.balances = new BalanceCache(cachedSellers);
    }

    /** What is to be decided, what it announces, and whose turn it is. */
    private record Batch(long sellerId, List<Command> commands, Needs needs, Turn turn) {

        Batch(long sellerId, List<Command> commands, Turn turn) {
            this(sellerId, commands, new Needs(), turn);
            commands.forEach(command -> command.announce(needs));
        }

        List<Reply> decide(Book book) {
            List<Reply> replies = new ArrayList<>(commands.size());
            commands.forEach(command -> replies.add(command.decide(book)));
            return replies;
        }
    }

    /** What was decided, true once it is committed. */
    private record Decided(List<Reply> replies, SellerHead before, Prospect left) {}

    /** Decides and commits, ahead if that is possible, and tells by its turn how far it is. */
    List<Reply> decide(long sellerId, List<Command> commands, Turn turn, Optional<Turn> before) {
        Batch batch = new Batch(sellerId, commands, turn);
        Optional<Decided> ahead = before.flatMap(last -> decideAhead(batch, last));
        before.ifPresent(Turn::awaitEnd);
        Decided decided = ahead.orElseGet(() -> decideAsUsual(batch));
        Prospect left = decided.left();
        balances.remember(sellerId, decided.before().position(), left.head().position(), left.balances());
        turn.committed();
        return decided.replies();
    }

    // as usual -------------------------------------------------------------------------------------------------------

    private Decided decideAsUsual(Batch batch) {
        try {
            return database.transact(batch.sellerId(), transaction -> asUsual(transaction, batch));
        } catch (OutcomeUnknown e) {
            // ids make a repeat a repeat: whatever was committed answers that it exists
            return database.transact(batch.sellerId(), transaction -> asUsual(transaction, batch));
        }
    }

    private Decided asUsual(Transaction transaction, Batch batch) {
        Needs needs = batch.needs();
        BatchReader reader = BatchReader.lock(transaction, needs, balances);
        SellerHead head = reader.head();
        SellerRules rules = catalogues.rules(transaction, head);
        rules.learn(transaction, needs.listings());

        Book book = new Book(rules, reader, ids::next, clock.instant());
        reader.load(book, rules, needs);
        List<Reply> replies = batch.decide(book);

        Changes changes = book.changes();
        SellerHead after = changes.isEmpty() ? head : head.after(changes, book.now());
        Prospect left = new Prospect(after, rules, needs.orders(), book.balances(), reader.known());
        batch.turn().foresee(left);
        if (!changes.isEmpty()) {
            write(transaction, head, book.now(), changes);
        }
        return new Decided(replies, head, left);
    }

    private void write(Transaction transaction, SellerHead head, Instant now, Changes changes) {
        counts.behind(head.lag(now));
        new BatchWriter(transaction, head, now)
                .newOrders(changes)
                .everythingElse(changes)
                .send();
    }

    /** Decides stock and a document's rows in one transaction, neither queued nor batched. */
    <T> T together(long sellerId, Together<T> work) {
        try {
            return database.transact(sellerId, transaction -> together(transaction, work));
        } catch (OutcomeUnknown e) {
            return database.transact(sellerId, transaction -> together(transaction, work));
        }
    }

    /** Balances are read: what committers keep in memory is theirs. The head is raised, so they notice. */
    private <T> T together(Transaction transaction, Together<T> work) {
        BatchReader reader = BatchReader.lock(transaction, new Needs(), new BalanceCache(0));
        SellerHead head = reader.head();
        SellerRules rules = catalogues.rules(transaction, head);
        reader.teach(rules);
        Book book = new Book(rules, reader, ids::next, clock.instant());
        T decided = work.decide(transaction, book);
        Changes changes = book.changes();
        if (!changes.isEmpty()) {
            write(transaction, head, book.now(), changes);
        }
        return decided;
    }

    // ahead ----------------------------------------------------------------------------------------------------------

    private Optional<Decided> decideAhead(Batch batch, Turn before) {
        Optional<Prospect> prospect = before.prospect();
        Optional<Book> book = prospect.flatMap(foreseen -> foreseen.open(batch.needs(), ids::next, clock.instant()));
        if (book.isEmpty()) {
            return Optional.empty();
        }
        try {
            Decided decided = ahead(batch, book.get(), prospect.get(), before);
            counts.ahead();
            return Optional.of(decided);
        } catch (RuntimeException e) {
            // whatever it was: decided as usual it comes right, fails again, or was committed and exists
            counts.inVain();
            return Optional.empty();
        }
    }

    private Decided ahead(Batch batch, Book book, Prospect prospect, Turn before) {
        List<Reply> replies = batch.decide(book);
        Changes changes = book.changes();
        SellerHead head = prospect.head();
        return database.transact(batch.sellerId(), transaction -> {
            BatchReader.requireNone(transaction, batch.needs().orders());
            new BatchWriter(transaction, head, book.now()).newOrders(changes).send();
            BatchWriter rest = new BatchWriter(transaction, head, book.now()).everythingElse(changes);
            if (!before.leaves(prospect)) {
                throw new NotForeseen("the batch before was not committed as it was decided first");
            }
            Prospect left = new Prospect(
                    head.after(changes, book.now()),
                    prospect.rules(),
                    batch.needs().orders(),
                    book.balances(),
                    balances.asOf(batch.sellerId(), head.position()));
            batch.turn().foresee(left);
            counts.behind(head.lag(book.now()));
            rest.send();
            return new Decided(replies, head, left);
        });
    }
}
