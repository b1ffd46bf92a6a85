package penstock.bench.harness;

import java.util.concurrent.CompletableFuture;

/** A way to take orders. Any thread. */
public interface Contender extends AutoCloseable {

    /** Takes an order; the future completes when it cannot be lost any more. */
    CompletableFuture<?> take(Sale sale);

    @Override
    void close();
}
