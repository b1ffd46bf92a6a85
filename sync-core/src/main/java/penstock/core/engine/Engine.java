package penstock.core.engine;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongConsumer;
import penstock.core.book.Actor;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Changes;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.store.OutcomeUnknown;
import penstock.core.store.Transaction;

/**
 * Decides commands and is the only one who writes stock. Any number of engines may work on one database: the seller's
 * head row orders their batches.
 *
 * <p>Any thread may submit. The future completes after the commit, on a committer's thread, so what depends on it must
 * be short. It fails with {@link DatabaseUnavailable} when the database is gone (nothing was done, or a repeat will tell),
 * with {@link penstock.core.book.BrokenInvariant} or another exception when the command itself is at fault.
 */
public final class Engine implements AutoCloseable {

    private final Database database;
    private final Clock clock;
    private final Ids ids;
    private final CatalogueCache catalogues;
    private final BalanceCache balances;
    private final LongConsumer afterCommit;
    private final Committers<Waiting> committers;
    private final ExecutorService answers;
    private final EngineCounts counts = new EngineCounts();

    /**
     * Starts the engine.
     *
     * @param afterCommit told which seller's ledger has moved; must not block
     */
    public Engine(Database database, Clock clock, Ids ids, EngineLimits limits, LongConsumer afterCommit) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
        this.catalogues = new CatalogueCache(limits.cachedSellers());
        this.balances = new BalanceCache(limits.cachedSellers());
        this.afterCommit = afterCommit;
        this.answers = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "engine-answers");
            thread.setDaemon(true);
            return thread;
        });
        this.committers = new Committers<>("engine", limits.committers(), limits.batch(), limits.queue(), this::commit);
    }

    /**
     * Queues a command.
     *
     * @throws EngineBusy if too many wait already
     */
    public CompletableFuture<Reply> submit(long sellerId, Command command) {
        Waiting waiting = new Waiting(command, new CompletableFuture<>());
        if (!committers.offer(sellerId, waiting)) {
            throw new EngineBusy("too much is waiting to be decided; come back in a second");
        }
        return waiting.reply();
    }

    /** Queues a command and waits for what is decided; throws what the future would fail with. */
    public Reply decide(long sellerId, Command command) {
        try {
            return submit(sellerId, command).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private void commit(long sellerId, List<Waiting> batch) {
        List<Reply> replies;
        long begun = System.nanoTime();
        try {
            replies = decide(sellerId, batch.stream().map(Waiting::command).toList());
            counts.committed(batch.size(), System.nanoTime() - begun);
        } catch (DatabaseUnavailable e) {
            counts.failed();
            batch.forEach(waiting -> waiting.reply().completeExceptionally(e));
            return;
        } catch (RuntimeException | Error e) {
            counts.failed();
            commitOneByOne(sellerId, batch, e);
            return;
        }
        // who is answered may ask again at once, and is still in time for the next batch unless that is full
        if (committers.hasFullBatchWaiting(sellerId)) {
            answers.execute(() -> answer(sellerId, batch, replies));
        } else {
            answer(sellerId, batch, replies);
        }
    }

    private void answer(long sellerId, List<Waiting> batch, List<Reply> replies) {
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).reply().complete(replies.get(i));
        }
        afterCommit.accept(sellerId);
    }

    /** So that one bad command does not fail the others of its batch. */
    private void commitOneByOne(long sellerId, List<Waiting> batch, Throwable failure) {
        if (batch.size() == 1) {
            batch.get(0).reply().completeExceptionally(failure);
        } else {
            batch.forEach(waiting -> commit(sellerId, List.of(waiting)));
        }
    }

    private List<Reply> decide(long sellerId, List<Command> commands) {
        Decided decided;
        try {
            decided = database.transact(sellerId, transaction -> decide(transaction, commands));
        } catch (OutcomeUnknown e) {
            // ids make a repeat a repeat: whatever was committed answers that it exists
            decided = database.transact(sellerId, transaction -> decide(transaction, commands));
        }
        balances.remember(sellerId, decided.positionBefore(), decided.positionAfter(), decided.balances());
        return decided.replies();
    }

    private Decided decide(Transaction transaction, List<Command> commands) {
        Needs needs = new Needs();
        commands.forEach(command -> command.announce(needs));
        BatchReader reader = BatchReader.lock(transaction, needs, balances);
        SellerHead head = reader.head();
        SellerRules rules = catalogues.rules(transaction, head);
        rules.learn(transaction, needs.listings());

        Book book = new Book(rules, reader, ids::next, clock.instant());
        reader.load(book, rules, needs);

        List<Reply> replies = new ArrayList<>(commands.size());
        commands.forEach(command -> replies.add(command.decide(book)));

        Changes changes = book.changes();
        if (!changes.isEmpty()) {
            write(transaction, head, book.now(), changes);
        }
        return new Decided(
                replies, head.position(), head.position() + changes.postings().size(), book.balances());
    }

    /**
     * Decides stock and a document's rows in one transaction, on the caller's thread. Rare and not batched; orders wait as long
     * as it takes.
     */
    public <T> T together(long sellerId, Together<T> work) {
        T decided;
        try {
            decided = database.transact(sellerId, transaction -> together(transaction, work));
        } catch (OutcomeUnknown e) {
            decided = database.transact(sellerId, transaction -> together(transaction, work));
        }
        afterCommit.accept(sellerId);
        return decided;
    }

    /** The same, of somebody who is to be remembered. */
    public <T> T together(long sellerId, Actor actor, Together<T> work) {
        return together(sellerId, (transaction, book) -> book.actedBy(actor, () -> work.decide(transaction, book)));
    }

    /** Balances are read: what committers keep in memory is theirs. The head is raised, so they notice. */
    private <T> T together(Transaction transaction, Together<T> work) {
        BatchReader reader = BatchReader.lock(transaction, new Needs(), new BalanceCache(0));
        SellerHead head = reader.head();
        Book book = new Book(catalogues.rules(transaction, head), reader, ids::next, clock.instant());
        T decided = work.decide(transaction, book);
        Changes changes = book.changes();
        if (!changes.isEmpty()) {
            write(transaction, head, book.now(), changes);
        }
        return decided;
    }

    private void write(Transaction transaction, SellerHead head, Instant now, Changes changes) {
        counts.behind(head.lag(now));
        new BatchWriter(transaction, head, now).write(changes);
    }

    /** What it has done so far. */
    public EngineFigures figures() {
        return counts.figures(committers.waiting());
    }

    /** Lets what waits be decided, then stops. */
    @Override
    public void close() {
        committers.close();
        answers.shutdown();
    }

    /** What a batch decided, true once it is committed. */
    private record Decided(
            List<Reply> replies, long positionBefore, long positionAfter, Map<Long, List<Balance>> balances) {}

    private record Waiting(Command command, CompletableFuture<Reply> reply) {}
}
