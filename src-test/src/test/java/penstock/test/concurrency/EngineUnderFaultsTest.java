package penstock.test.concurrency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.engine.EngineLimits;
import penstock.core.scenario.Invariants;
import penstock.core.scenario.Tables;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Words;
import penstock.core.store.Database;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.store.OutcomeUnknown;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;
import penstock.test.scenario.FaultyDataSource;
import penstock.test.scenario.FaultyDataSource.Fault;

/** What goes wrong around a batch fails those whom it concerns, and does nothing by halves. */
class EngineUnderFaultsTest {

    private static final long SOON_S = 30;

    /** Waits inside the batch until it is let go, so that what comes meanwhile gathers behind it. */
    private static final class Gate implements Command {
        final CountDownLatch reached = new CountDownLatch(1);
        final CountDownLatch open = new CountDownLatch(1);

        @Override
        public void announce(Needs needs) {}

        @Override
        public Reply decide(Book book) {
            reached.countDown();
            try {
                open.await(SOON_S, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return Reply.of(Verdict.EXISTS, 0);
        }
    }

    private record Poison() implements Command {
        @Override
        public void announce(Needs needs) {}

        @Override
        public Reply decide(Book book) {
            throw new IllegalStateException("poison");
        }
    }

    @Test
    void onePoisonousCommandFailsOnlyItself() throws Exception {
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            Gate gate = new Gate();
            Engine engine = ledger.currentEngine();
            engine.submit(ledger.seller(), gate);
            assertThat(gate.reached.await(SOON_S, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<Reply>> good = new ArrayList<>();
            good.add(engine.submit(ledger.seller(), command(ledger, "receive M1 SKU-1 WH1 100")));
            CompletableFuture<Reply> bad = null;
            for (int i = 0; i < 20; i++) {
                if (i == 10) {
                    bad = engine.submit(ledger.seller(), new Poison());
                }
                good.add(engine.submit(
                        ledger.seller(), command(ledger, "order amazon/A" + i + " rev 1 CONFIRMED 1:SKU-1x1")));
            }
            gate.open.countDown();
            for (CompletableFuture<Reply> one : good) {
                assertThat(one.get(SOON_S, TimeUnit.SECONDS).verdict()).isEqualTo(Verdict.CREATED);
            }
            CompletableFuture<Reply> poisoned = bad;
            assertThatThrownBy(() -> poisoned.get(SOON_S, TimeUnit.SECONDS)).hasRootCauseMessage("poison");
            Tables tables = sound(ledger);
            assertThat(tables.orders()).hasSize(20);
            assertThat(tables.balances().get(0).reserved()).isEqualTo(20);
        }
    }

    @Test
    void oneSellersFiveThousandCommandsDoNotKeepAnothersWaiting() throws Exception {
        EngineLimits oneCommitter = new EngineLimits(1, 500, 20_000, 10);
        try (DatabaseLedger busy = new DatabaseLedger(false);
                DatabaseLedger quiet = new DatabaseLedger(false);
                Engine engine = engine(TestDatabase.database(), oneCommitter)) {
            Gate gate = new Gate();
            engine.submit(busy.seller(), gate);
            assertThat(gate.reached.await(SOON_S, TimeUnit.SECONDS)).isTrue();
            AtomicInteger done = new AtomicInteger();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                Command command = command(busy, "order amazon/A" + i + " rev 1 CONFIRMED 1:SKU-1x1");
                all.add(engine.submit(busy.seller(), command).thenAccept(reply -> done.incrementAndGet()));
            }
            CompletableFuture<Integer> doneBefore = engine.submit(
                            quiet.seller(), command(quiet, "order amazon/A1 rev 1 CONFIRMED 1:SKU-1x1"))
                    .thenApply(reply -> done.get());
            gate.open.countDown();
            assertThat(doneBefore.get(SOON_S, TimeUnit.SECONDS)).isLessThanOrEqualTo(oneCommitter.batch());
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(120, TimeUnit.SECONDS);
            assertThat(busy.tables().orders()).hasSize(5_000);
        }
    }

    @Test
    void aFullQueueSaysSoAndClosingDrainsIt() throws Exception {
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            Engine engine = engine(TestDatabase.database(), new EngineLimits(2, 5, 20, 10));
            Gate gate = new Gate();
            engine.submit(ledger.seller(), gate);
            assertThat(gate.reached.await(SOON_S, TimeUnit.SECONDS)).isTrue();
            List<CompletableFuture<Reply>> waiting = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                waiting.add(engine.submit(ledger.seller(), command(ledger, "receive M" + i + " SKU-1 WH1 1")));
            }
            Command oneMore = command(ledger, "receive M20 SKU-1 WH1 1");
            assertThatThrownBy(() -> engine.submit(ledger.seller(), oneMore)).isInstanceOf(EngineBusy.class);
            Thread closing = new Thread(engine::close);
            closing.start();
            gate.open.countDown();
            closing.join(TimeUnit.SECONDS.toMillis(SOON_S));
            assertThat(waiting).allMatch(CompletableFuture::isDone);
            assertThat(ledger.tables().balances().get(0).available()).isEqualTo(20);
            assertThatThrownBy(() -> engine.submit(ledger.seller(), oneMore)).isInstanceOf(EngineBusy.class);
        }
    }

    @Test
    void withoutADatabaseNothingIsDone() {
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            FaultyDataSource faulty = new FaultyDataSource(TestDatabase.dataSource());
            try (Engine engine = engine(new Database(faulty.proxy()), EngineLimits.DEFAULT)) {
                Command receive = command(ledger, "receive M1 SKU-1 WH1 5");
                faulty.fault(Fault.NO_CONNECTION);
                assertFails(engine, ledger.seller(), receive, DatabaseUnavailable.class);
                faulty.fault(Fault.BREAKS_HALFWAY);
                assertFails(engine, ledger.seller(), receive, DatabaseUnavailable.class);
                assertThat(faulty.broken()).isEqualTo(1);
                faulty.fault(Fault.BREAKS_BEFORE_COMMIT);
                assertFails(engine, ledger.seller(), receive, OutcomeUnknown.class);
                assertThat(ledger.tables().moves()).isEmpty();
                assertThat(ledger.tables().postings()).isEmpty();
                faulty.fault(Fault.NONE);
                assertThat(engine.decide(ledger.seller(), receive).verdict()).isEqualTo(Verdict.CREATED);
            }
        }
    }

    @Test
    void whatWasCommittedWithoutAnAnswerIsThereOnceAndItsRepeatExists() throws Exception {
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            FaultyDataSource faulty = new FaultyDataSource(TestDatabase.dataSource());
            try (Engine engine = engine(new Database(faulty.proxy()), EngineLimits.DEFAULT)) {
                Command receive = command(ledger, "receive M1 SKU-1 WH1 5");
                Command order = command(ledger, "order amazon/A1 rev 1 CONFIRMED 1:SKU-1x3");
                faulty.fault(Fault.BREAKS_AFTER_ONE_COMMIT);
                assertThat(engine.decide(ledger.seller(), receive).verdict()).isEqualTo(Verdict.EXISTS);
                faulty.fault(Fault.BREAKS_AFTER_ONE_COMMIT);
                assertThat(engine.decide(ledger.seller(), order).verdict()).isEqualTo(Verdict.EXISTS);
                faulty.fault(Fault.BREAKS_AFTER_EVERY_COMMIT);
                Command another = command(ledger, "order amazon/A2 rev 1 CONFIRMED 1:SKU-1x1");
                assertFails(engine, ledger.seller(), another, OutcomeUnknown.class);
                faulty.fault(Fault.NONE);
                assertThat(engine.decide(ledger.seller(), another).verdict()).isEqualTo(Verdict.EXISTS);
            }
            Tables tables = sound(ledger);
            assertThat(tables.moves()).hasSize(1);
            assertThat(tables.lines()).extracting(LineRow::reserved).containsExactly(3, 1);
            assertThat(tables.balances().get(0).available()).isEqualTo(1);
        }
    }

    private static void assertFails(Engine engine, long seller, Command command, Class<? extends Throwable> with) {
        assertThatThrownBy(() -> engine.submit(seller, command).join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(with);
    }

    private static Engine engine(Database database, EngineLimits limits) {
        Clock clock = Clock.systemUTC();
        return new Engine(database, clock, TestDatabase.ids(clock), limits, moved -> {});
    }

    private static Command command(DatabaseLedger ledger, String sentence) {
        Optional<Command> command = Words.understand(ledger, sentence);
        return command.orElseThrow();
    }

    private static Tables sound(DatabaseLedger ledger) {
        Tables tables = ledger.tables();
        assertThat(Invariants.broken(tables)).isEmpty();
        return tables;
    }
}
