package penstock.core.engine;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A seller's batch, from being taken until nothing more is done for it. Its thread tells, that of the next batch asks. */
final class Turn {

    /**
     * How long rows that were written ahead wait for the batch before: it may wait for a node that has the head and waits for
     * one of these rows, because it was sent the same order.
     */
    static final long PATIENCE_MS = 500;

    private final Runnable letNextBegin;
    private final CompletableFuture<Optional<Prospect>> left = new CompletableFuture<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private volatile Optional<Prospect> prospect = Optional.empty();

    Turn(Runnable letNextBegin) {
        this.letNextBegin = letNextBegin;
    }

    /** Tells what the batch leaves if it is committed. Told anew when it is decided anew. */
    void foresee(Prospect foreseen) {
        prospect = Optional.of(foreseen);
        letNextBegin.run();
    }

    /** What was foreseen last. */
    Optional<Prospect> prospect() {
        return prospect;
    }

    /** Tells that all is committed, as it was foreseen last. */
    void committed() {
        left.complete(prospect);
        ended.complete(true);
    }

    /** Tells that nothing that was foreseen will come. */
    void failed() {
        left.complete(Optional.empty());
    }

    /** Tells that nothing more is done; nothing new after {@link #committed}. */
    void end() {
        failed();
        ended.complete(true);
    }

    /** Waits until it is known whether the batch leaves what was foreseen; no, if that takes too long. */
    boolean leaves(Prospect foreseen) {
        return left.copy()
                .completeOnTimeout(Optional.empty(), PATIENCE_MS, TimeUnit.MILLISECONDS)
                .join()
                .filter(real -> real == foreseen)
                .isPresent();
    }

    /** Waits until nothing more is done. */
    void awaitEnd() {
        ended.join();
    }
}
