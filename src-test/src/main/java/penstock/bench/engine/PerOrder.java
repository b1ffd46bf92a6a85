package penstock.bench.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import javax.sql.DataSource;
import penstock.bench.harness.Contender;
import penstock.bench.harness.Sale;

/**
 * The baseline: one order a transaction, the same rows in the same tables, written as well as we know how. It is spared
 * what a gateway would have to add: each worker keeps its connection and its prepared statements, the seller is named once
 * a session, and positions are ids made in memory, so that no order waits for another's head row (which the product locks
 * for its gapless positions). Only the balance row is fought over, and it is taken last, just before the commit.
 */
final class PerOrder implements Contender {

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private final Form form;

    /** How an order's rows are written. */
    interface Form {

        /** Whether each statement is a transaction of its own. */
        boolean autoCommit();

        /** Prepares the statements on a worker's connection. */
        Session prepare(Connection connection, Shop shop) throws SQLException;
    }

    /** A worker's prepared statements. */
    interface Session {

        /** Writes the order and commits; a repeat writes nothing. */
        void take(Sale sale) throws SQLException;
    }

    private record Waiting(Sale sale, CompletableFuture<Void> done) {}

    PerOrder(DataSource dataSource, Form form, int pool, Shop shop) throws SQLException {
        this.form = form;
        for (int i = 0; i < pool; i++) {
            Connection connection = dataSource.getConnection();
            Thread worker = new Thread(() -> work(connection, shop), "per-order-" + i);
            workers.add(worker);
            worker.start();
        }
    }

    @Override
    public CompletableFuture<?> take(Sale sale) {
        Waiting waiting = new Waiting(sale, new CompletableFuture<>());
        queue.add(waiting);
        return waiting.done();
    }

    private void work(Connection borrowed, Shop shop) {
        try (Connection connection = borrowed;
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(true);
            statement.execute("SET penstock.seller_id = '" + shop.sellerId() + "'");
            connection.setAutoCommit(form.autoCommit());
            serve(form.prepare(connection, shop));
            connection.setAutoCommit(true);
            statement.execute("RESET penstock.seller_id");
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException("a worker of the baseline ended early", e);
        }
    }

    private void serve(Session session) throws InterruptedException {
        for (Waiting next = queue.take(); !next.sale().lines().isEmpty(); next = queue.take()) {
            try {
                session.take(next.sale());
                next.done().complete(null);
            } catch (SQLException | RuntimeException e) {
                next.done().completeExceptionally(e);
            }
        }
    }

    @Override
    public void close() {
        workers.forEach(worker -> queue.add(new Waiting(new Sale("", List.of()), new CompletableFuture<>())));
        for (Thread worker : workers) {
            try {
                worker.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
