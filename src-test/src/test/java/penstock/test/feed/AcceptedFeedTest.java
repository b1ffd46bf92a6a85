package penstock.test.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.Stock;
import penstock.core.message.Rejection;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.store.Database;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.Feeds.Item;
import penstock.core.supplier.Feeds.Run;
import penstock.core.supplier.Feeds.State;
import penstock.routes.accounts.SupplierKind;
import penstock.routes.collect.SupplierFeedReader;
import penstock.test.TestDatabase;
import penstock.test.check.MovedClock;

/** Feeds that are kept and applied later, by two nodes on one database. */
class AcceptedFeedTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final ChannelKind SUPPLIER =
            new ChannelKind(SupplierKind.CODE, Role.SUPPLIER, false, false, false, false, List.of());

    private final MovedClock clock = new MovedClock(Instant.parse("2026-03-02T08:00:00Z"));
    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(clock);
    private final Engine engine = new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
    private final Accounts accounts = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]));
    private final Feeds node = new Feeds(database, clock, ids, engine);
    private final Feeds other = new Feeds(database, clock, ids, engine);
    private final SupplierFeedReader reader = new SupplierFeedReader(accounts);
    private final long seller = new Sellers(database, clock, ids)
            .create("Weir & Sluice", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
            .sellerId();
    private final long supplier = accounts.open(
                    seller, SUPPLIER, new Accounts.Opening("Nord", "", 1, Map.of(), Map.of()))
            .accountId();

    AcceptedFeedTest() {
        new Skus(database, clock, ids).create(seller, "MUG", "Mug", Optional.empty(), Skus.Sharing.POOL, 0);
        new Locations(database, clock, ids)
                .create(
                        seller,
                        "NORD",
                        "Nord",
                        Locations.Kind.SUPPLIER,
                        Locations.ShipsBy.SELLER,
                        Optional.of(supplier),
                        1);
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whatOneNodeAcceptsAnotherAppliesByteForByte() {
        String padding = "OTHER,".concat("1".repeat(40)).concat("\n").repeat(60_000); // more than two parts
        Run accepted = accept("sku,quantity\n" + padding + "MUG,7\n");
        assertThat(accepted.state()).isEqualTo(State.WAITING);
        assertThat(available()).isZero();
        assertThat(other.dueAccounts(seller)).containsExactly(supplier);

        Run applied = applyNext(other).orElseThrow();

        assertThat(told(applied)).isEqualTo("APPLIED 1 applied 1 changed 60000 rejected");
        assertThat(applied.feedId()).isEqualTo(accepted.feedId());
        assertThat(available()).isEqualTo(7);
        assertThat(kept()).as("its bytes are let go").isZero();
        assertThat(other.dueAccounts(seller)).isEmpty();
        assertThat(applyNext(other)).isEmpty();
    }

    @Test
    void aFeedThatANodeDiedOverIsBegunAgainByAnother() {
        long feedId = accept("sku,quantity\nMUG,many\nMUG,7\n").feedId();
        assertThatThrownBy(() -> node.applyNext(seller, supplier, body -> dyingAfter(1, rows(body))))
                .isInstanceOf(Death.class);
        assertThat(applyNext(other)).as("it may still live").isEmpty();

        clock.move(LONG);

        assertThat(told(applyNext(other).orElseThrow())).isEqualTo("APPLIED 1 applied 1 changed 1 rejected");
        assertThat(other.rejections(seller, feedId))
                .extracting(Rejection::value)
                .containsExactly("many");
        assertThat(available()).isEqualTo(7);
    }

    @Test
    void aNodeThatWasTakenForDeadChangesNothingAnyMore() {
        accept("sku,quantity\nMUG,7\n");
        Iterator<Item> late = new Iterator<>() {
            private int row;

            @Override
            public boolean hasNext() {
                return row < 1_000;
            }

            @Override
            public Item next() {
                if (row++ == 0) {
                    clock.move(LONG);
                    assertThat(told(applyNext(other).orElseThrow()))
                            .isEqualTo("APPLIED 1 applied 1 changed 0 rejected");
                }
                return new Item.Figure(row, "MUG", 3);
            }
        };

        Run seen = node.applyNext(seller, supplier, body -> late).orElseThrow();

        assertThat(told(seen)).isEqualTo("APPLIED 1 applied 1 changed 0 rejected");
        assertThat(available()).isEqualTo(7);
    }

    @Test
    void feedsAreAppliedInTheOrderInWhichTheyCame() {
        accept("sku,quantity\nMUG,7\n");
        accept("sku,quantity\nMUG,8\n");
        assertThatThrownBy(() -> node.applyNext(seller, supplier, body -> gone()))
                .isInstanceOf(DatabaseUnavailable.class);
        assertThat(applyNext(node)).as("the second waits for the first").isEmpty();
        assertThatThrownBy(() -> node.apply(seller, arrival("MUG,9"), figure(9)))
                .as("a file from the folder does too")
                .isInstanceOf(EngineBusy.class);

        clock.move(Duration.ofSeconds(1));

        assertThat(applyNext(node)).isPresent();
        assertThat(available()).isEqualTo(7);
        assertThat(applyNext(node)).isPresent();
        assertThat(available()).isEqualTo(8);
        node.apply(seller, arrival("MUG,9"), figure(9));
        assertThat(available()).isEqualTo(9);
    }

    @Test
    void theSameBytesSentAgainAreTheSameFeedWhileItWaits() {
        Run first = accept("sku,quantity\nMUG,7\n");
        assertThat(accept("sku,quantity\nMUG,7\n").feedId()).isEqualTo(first.feedId());
        accept("sku,quantity\nMUG,8\n");
        assertThat(accept("sku,quantity\nMUG,7\n").feedId())
                .as("it says that there are 7 again")
                .isNotEqualTo(first.feedId());
        applyNext(node);
        applyNext(node);
        assertThat(available()).isEqualTo(8);
        applyNext(node);
        assertThat(available()).isEqualTo(7);
        assertThat(accept("sku,quantity\nMUG,7\n").state()).isEqualTo(State.WAITING);
    }

    @Test
    void whoSendsTheSameBytesWhileTheyAreReadSendsThemAnew() {
        Run first = accept("sku,quantity\nMUG,7\n");
        node.applyNext(seller, supplier, body -> {
            assertThat(accept("sku,quantity\nMUG,7\n").feedId()).isNotEqualTo(first.feedId());
            return rows(body);
        });
        assertThat(node.dueAccounts(seller)).containsExactly(supplier);
    }

    @Test
    void aFeedThatNobodySurvivesIsGivenUp() {
        accept("sku,quantity\nMUG,7\n");
        for (int i = 0; i < Feeds.MAX_BROKEN_OFF; i++) {
            assertThatThrownBy(() -> node.applyNext(seller, supplier, body -> dyingAfter(0, rows(body))))
                    .isInstanceOf(Death.class);
            clock.move(LONG);
        }
        Run given = applyNext(node).orElseThrow();
        assertThat(given.state()).isEqualTo(State.REJECTED);
        assertThat(given.rejectedReason().orElseThrow()).contains("broken off 5 times");
        assertThat(kept()).isZero();
    }

    @Test
    void aFileThatWasBrokenOffBlocksNothing() {
        assertThatThrownBy(() -> node.apply(seller, arrival("MUG,7"), dyingAfter(0, figure(7))))
                .isInstanceOf(Death.class);
        accept("sku,quantity\nMUG,8\n");
        clock.move(LONG);
        assertThat(applyNext(other).orElseThrow().rejectedReason().orElseThrow())
                .contains("from its folder");
        assertThat(applyNext(other).orElseThrow().state()).isEqualTo(State.APPLIED);
        assertThat(available()).isEqualTo(8);
    }

    @Test
    void aFileThatIsNoFeedIsRejectedWithItsReason() {
        accept("colour,weight\nred,3\n");
        Run rejected = applyNext(node).orElseThrow();
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.rejectedReason().orElseThrow()).contains("sku");
    }

    @Test
    void noMoreThanSoManyWait() {
        IntStream.range(0, Feeds.MAX_WAITING).forEach(i -> accept("sku,quantity\nMUG," + i + "\n"));
        assertThatThrownBy(() -> accept("sku,quantity\nMUG,99\n")).isInstanceOf(EngineBusy.class);
    }

    private Run accept(String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return node.accept(seller, arrival(csv), () -> new ByteArrayInputStream(bytes));
    }

    private Feeds.Arrival arrival(String csv) {
        return new Feeds.Arrival(
                supplier, Feeds.Mode.DELTA, false, Optional.empty(), "stock.csv", sha256(csv), clock.instant());
    }

    private Optional<Run> applyNext(Feeds feeds) {
        return feeds.applyNext(seller, supplier, this::rows);
    }

    private Iterator<Item> rows(InputStream body) {
        return reader.read(seller, supplier, body, "text/csv");
    }

    private static Iterator<Item> figure(int quantity) {
        return List.<Item>of(new Item.Figure(1, "MUG", quantity)).iterator();
    }

    private static Iterator<Item> gone() {
        throw new DatabaseUnavailable("gone", new SQLException("gone", "08006"));
    }

    private static Iterator<Item> dyingAfter(int rows, Iterator<Item> items) {
        return new Iterator<>() {
            private int given;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Item next() {
                if (given++ == rows) {
                    throw new Death();
                }
                return items.next();
            }
        };
    }

    /** Stands for the end of the process: nothing that runs after it is reached. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private int available() {
        return new Stock(database)
                .balances(seller, "MUG", "", 10).stream()
                        .mapToInt(balance -> balance.available())
                        .sum();
    }

    private int kept() {
        return database.transact(
                        seller,
                        transaction -> transaction.list(
                                "select part_no from feed_part where seller_id = ?",
                                row -> row.getInt("part_no"),
                                seller))
                .size();
    }

    private static String told(Run run) {
        return run.state() + " " + run.rowsApplied() + " applied " + run.rowsChanged() + " changed "
                + run.rowsRejected() + " rejected";
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
