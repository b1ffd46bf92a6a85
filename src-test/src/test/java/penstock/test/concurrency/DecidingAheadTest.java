package penstock.test.concurrency;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.bench.engine.Assortment;
import penstock.bench.engine.Shop;
import penstock.bench.harness.Truth;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.ledger.MoveStock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.ApplyOrder;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.test.TestDatabase;

/**
 * A full batch is decided while the one before is being written, and is decided again if anything else has come. Here a batch
 * is full with one command, and what happens just before a batch takes the head is planned: so what comes between two batches
 * comes there and nowhere else.
 */
class DecidingAheadTest {

    private static final long SOON_S = 30;
    private static final int STOCK = 10;

    private final Clock clock = Clock.systemUTC();
    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(clock);
    private final Shop shop = Shop.open(database, clock, ids, Assortment.of(2, STOCK));
    private final Deque<Step> beforeHead = new ConcurrentLinkedDeque<>();
    private final Engine other = new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
    private Engine engine = engine(1);
    private int received;

    /** What happens before the next batch takes the head. */
    private interface Step {
        void run() throws SQLException;
    }

    private Engine engine(int batch) {
        return new Engine(new Database(watched()), clock, ids, new EngineLimits(3, batch, 100, 10), seller -> {});
    }

    @BeforeEach
    void oneUnitIsSoldBefore() {
        assertThat(told(other.submit(shop.sellerId(), order("FIRST", 0, 1)))).isEqualTo("CREATED 1+0");
    }

    @Test
    void whatWasForeseenIsCommittedAsItWasDecided() {
        Watched second = new Watched(order("B", 0, 4));
        assertThat(inTurn(order("A", 0, 4), second, second.decided, () -> {})).isEqualTo("CREATED 4+0, CREATED 4+0");
        assertAhead(1, 0);
        assertThat(told(engine.submit(shop.sellerId(), order("C", 0, 4)))).isEqualTo("CREATED 1+3");
    }

    @Test
    void whatAnotherEngineSoldInBetweenIsNotSoldAgain() {
        Watched second = new Watched(order("B", 0, 4));
        Step sale = () -> other.decide(shop.sellerId(), order("C", 0, 4));
        assertThat(inTurn(order("A", 0, 4), second, second.decided, sale)).isEqualTo("CREATED 4+0, CREATED 1+3");
        assertAhead(0, 1);
    }

    @Test
    void whatAnotherEngineWroteInBetweenWithoutAPostingIsSeen() {
        Watched second = new Watched(new Looks(shop.accountId(), "C"));
        Step shortOrder = () -> other.decide(shop.sellerId(), order("C", 0, 4));
        assertThat(inTurn(order("A", 0, 9), second, second.decided, shortOrder)).isEqualTo("CREATED 9+0, EXISTS");
        assertAhead(0, 1);
    }

    @Test
    void aListingThatWasBoundToAnotherSkuInBetweenSellsThatOne() {
        Watched second = new Watched(order("B", 0, 8));
        Step rebound = () -> database.transact(shop.sellerId(), this::bindToTheOtherSku);
        assertThat(inTurn(order("A", 0, 4), second, second.decided, rebound)).isEqualTo("CREATED 4+0, CREATED 8+0");
        assertAhead(0, 1);
    }

    private int bindToTheOtherSku(Transaction transaction) {
        transaction.update(
                "update listing set sku_id = ? where seller_id = ? and channel_sku = 'CH-0'",
                shop.skuIds()[1],
                shop.sellerId());
        return transaction.update(
                "update seller set catalogue_version = catalogue_version + 1 where seller_id = ?", shop.sellerId());
    }

    @Test
    void anOrderOfBothBatchesIsNotDecidedAhead() {
        Watched second = new Watched(order("A", 0, 4));
        assertThat(inTurn(order("A", 0, 4), second, second.announced, () -> {})).isEqualTo("CREATED 4+0, EXISTS 4+0");
        assertAhead(0, 0);
    }

    @Test
    void aListingThatIsNotInMemoryIsNotDecidedAhead() {
        Watched second = new Watched(order("B", 1, 4));
        assertThat(inTurn(order("A", 0, 4), second, second.announced, () -> {})).isEqualTo("CREATED 4+0, CREATED 4+0");
        assertAhead(0, 0);
    }

    @Test
    void anOrderThatWasThereBeforeIsFound() {
        Watched second = new Watched(new Looks(shop.accountId(), "FIRST"));
        assertThat(inTurn(order("A", 0, 4), second, second.decided, () -> {})).isEqualTo("CREATED 4+0, EXISTS");
        assertAhead(0, 1);
    }

    @Test
    void whatADecisionAsksForIsNotMadeUp() {
        StockKey key = new StockKey(shop.skuIds()[0], shop.locationId());
        received = 5;
        Watched second = new Watched(new MoveStock("M", MoveStock.Kind.RECEIVE, key, received));
        assertThat(inTurn(order("A", 0, 4), second, second.decided, () -> {})).isEqualTo("CREATED 4+0, CREATED");
        assertAhead(0, 1);
    }

    @Test
    void rowsThatWereWrittenAheadDoNotWaitForEver() {
        Watched second = new Watched(order("B", 0, 4));
        beforeHead.add(() ->
                await().atMost(SOON_S, SECONDS).until(() -> engine.figures().inVain() == 1));
        List<CompletableFuture<Reply>> replies = submit(order("A", 0, 4), second);
        assertThat(told(replies)).isEqualTo("CREATED 4+0, CREATED 4+0");
        assertAhead(0, 1);
    }

    @Test
    void whatWasDecidedOnABatchThatFailedIsDecidedAgain() {
        engine.close();
        engine = engine(2);
        Watched last = new Watched(order("B2", 0, 4));
        beforeHead.add(() -> {
            reached(last.decided);
            fail();
        });
        beforeHead.add(DecidingAheadTest::fail); // A1 alone
        List<CompletableFuture<Reply>> replies = new ArrayList<>();
        engine.decide(
                shop.sellerId(),
                new Watched(
                        new Looks(shop.accountId(), "NONE"),
                        () -> replies.addAll(submit(order("A1", 0, 4), order("A2", 0, 4), order("B1", 0, 4), last))));
        assertThatThrownBy(() -> told(replies.get(0))).hasRootCauseMessage("planted");
        assertThat(told(replies.subList(1, 4))).isEqualTo("CREATED 4+0, CREATED 4+0, CREATED 1+3");
        assertAhead(0, 1);
    }

    private static void fail() throws SQLException {
        throw new SQLException("planted", "22000");
    }

    @AfterEach
    void nothingIsSoldTwice() {
        engine.close();
        other.close();
        Truth.of(database, shop.sellerId()).requireSound(2L * STOCK + received);
    }

    // two batches ----------------------------------------------------------------------------------------------------

    /**
     * Has both decided, the first written when the second has come so far, and lets something happen in between.
     *
     * @return what was said of both
     */
    private String inTurn(Command first, Watched second, CountDownLatch soFar, Step between) {
        beforeHead.add(() -> reached(soFar));
        beforeHead.add(between);
        return told(submit(first, second));
    }

    private List<CompletableFuture<Reply>> submit(Command... commands) {
        return Arrays.stream(commands)
                .map(command -> engine.submit(shop.sellerId(), command))
                .toList();
    }

    private void assertAhead(long ahead, long inVain) {
        assertThat(engine.figures().ahead()).as("ahead").isEqualTo(ahead);
        assertThat(engine.figures().inVain()).as("in vain").isEqualTo(inVain);
    }

    private static void reached(CountDownLatch point) {
        try {
            assertThat(point.await(SOON_S, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String told(List<CompletableFuture<Reply>> replies) {
        return replies.stream().map(DecidingAheadTest::told).collect(Collectors.joining(", "));
    }

    private static String told(CompletableFuture<Reply> reply) {
        Reply said = reply.orTimeout(SOON_S, SECONDS).join();
        return said.lines().stream()
                .map(line -> said.verdict() + " " + line.reserved() + "+" + line.shortUnits())
                .findFirst()
                .orElse(said.verdict().toString());
    }

    // commands -------------------------------------------------------------------------------------------------------

    private ApplyOrder order(String id, int sku, int units) {
        OrderSnapshot snapshot = new OrderSnapshot(
                id,
                1,
                OrderPhase.CONFIRMED,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(new OrderLineSnapshot("1", shop.channelSku(sku), units, 0)));
        return new ApplyOrder(shop.accountId(), snapshot, 0, false);
    }

    /** Only says whether an order exists. */
    private record Looks(long accountId, String channelOrderId) implements Command {

        @Override
        public void announce(Needs needs) {
            needs.order(accountId, channelOrderId);
        }

        @Override
        public Reply decide(Book book) {
            return Reply.of(
                    book.findOrder(accountId, channelOrderId).isPresent() ? Verdict.EXISTS : Verdict.NOT_FOUND, 0);
        }
    }

    /** Tells how far a command is. */
    private record Watched(Command command, Runnable atDecision, CountDownLatch announced, CountDownLatch decided)
            implements Command {

        Watched(Command command) {
            this(command, () -> {});
        }

        Watched(Command command, Runnable atDecision) {
            this(command, atDecision, new CountDownLatch(1), new CountDownLatch(1));
        }

        @Override
        public void announce(Needs needs) {
            announced.countDown();
            command.announce(needs);
        }

        @Override
        public Reply decide(Book book) {
            try {
                atDecision.run();
                return command.decide(book);
            } finally {
                decided.countDown();
            }
        }
    }

    // the head -------------------------------------------------------------------------------------------------------

    /** The real data source, but before a batch takes the head the next step is run. */
    private DataSource watched() {
        DataSource real = TestDatabase.dataSource();
        return proxy(DataSource.class, (method, arguments) -> {
            Object result = method.invoke(real, arguments);
            return result instanceof Connection connection ? watched(connection) : result;
        });
    }

    private Connection watched(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> {
            boolean head = method.getName().equals("prepareStatement")
                    && arguments[0].toString().contains("update seller set head");
            Step next = head ? beforeHead.poll() : null;
            if (next != null) {
                next.run();
            }
            return method.invoke(connection, arguments);
        });
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.handle(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
