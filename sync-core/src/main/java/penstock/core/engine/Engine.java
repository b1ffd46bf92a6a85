package penstock.core.engine;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongConsumer;
import penstock.core.book.Actor;
import penstock.core.book.Command;
import penstock.core.book.Reply;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.DatabaseUnavailable;

/**
 * Decides commands and is the only one who writes stock. Any number of engines may work on one database: the seller's
 * head row orders their batches.
 *
 * <p>Any thread may submit. The future completes after the commit, on a committer's thread, so what depends on it must
 * be short. It fails with {@link DatabaseUnavailable} when the database is gone (nothing was done, or a repeat will tell),
 * with {@link penstock.core.book.BrokenInvariant} or another exception when the command itself is at fault.
 */
public final class Engine implements AutoCloseable {

    private final Deciding deciding;
    private final LongConsumer afterCommit;
    private final Committers<Waiting> committers;
    private final Map<Long, Turn> turns =
            new ConcurrentHashMap<>(); // of each seller's last batch, while it is under way
    private final EngineCounts counts = new EngineCounts();

    /**
     * Starts the engine.
     *
     * @param afterCommit told which seller's ledger has moved; must not block
     */
    public Engine(Database database, Clock clock, Ids ids, EngineLimits limits, LongConsumer afterCommit) {
        this.deciding = new Deciding(database, clock, ids, counts, limits.cachedSellers());
        this.afterCommit = afterCommit;
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
        Turn turn = new Turn(() -> committers.letNextBegin(sellerId));
        Optional<Turn> before = Optional.ofNullable(turns.put(sellerId, turn));
        try {
            commit(sellerId, batch, turn, before);
        } finally {
            turns.remove(sellerId, turn);
            turn.end();
        }
    }

    private void commit(long sellerId, List<Waiting> batch, Turn turn, Optional<Turn> before) {
        List<Reply> replies;
        long begun = System.nanoTime();
        try {
            List<Command> commands = batch.stream().map(Waiting::command).toList();
            replies = deciding.decide(sellerId, commands, turn, before);
            counts.committed(batch.size(), System.nanoTime() - begun);
        } catch (DatabaseUnavailable e) {
            counts.failed();
            batch.forEach(waiting -> waiting.reply().completeExceptionally(e));
            return;
        } catch (RuntimeException | Error e) {
            counts.failed();
            turn.failed();
            commitOneByOne(sellerId, batch, e);
            return;
        }
        // who is answered may ask again at once, and is still in time for the next batch unless that has begun
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
            batch.forEach(waiting -> commit(sellerId, List.of(waiting), new Turn(() -> {}), Optional.empty()));
        }
    }

    /**
     * Decides stock and a document's rows in one transaction, on the caller's thread. Rare and not batched; orders wait as long
     * as it takes.
     */
    public <T> T together(long sellerId, Together<T> work) {
        T decided = deciding.together(sellerId, work);
        afterCommit.accept(sellerId);
        return decided;
    }

    /** The same, of somebody who is to be remembered. */
    public <T> T together(long sellerId, Actor actor, Together<T> work) {
        return together(sellerId, (transaction, book) -> book.actedBy(actor, () -> work.decide(transaction, book)));
    }

    /** What it has done so far. */
    public EngineFigures figures() {
        return counts.figures(committers.waiting());
    }

    /** Lets what waits be decided, then stops. */
    @Override
    public void close() {
        committers.close();
    }

    private record Waiting(Command command, CompletableFuture<Reply> reply) {}
}
