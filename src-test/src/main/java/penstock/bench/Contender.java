package penstock.bench;

import java.util.concurrent.CompletableFuture;

/** A way to take orders durably. Any thread. */
interface Contender extends AutoCloseable {

    /** Takes an order; the future completes when it cannot be lost any more. */
    CompletableFuture<?> take(Sale sale);

    @Override
    void close();
}
