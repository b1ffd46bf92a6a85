package penstock.test.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.history.LedgerPoint;
import penstock.core.history.Movement;
import penstock.core.history.Movement.Side;
import penstock.core.history.SkuHistory;
import penstock.core.history.SkuHistory.Filter;
import penstock.core.history.Snapshots;
import penstock.core.history.StockAsOf;
import penstock.core.history.StockAsOf.SkuStock;
import penstock.core.scenario.Chance;
import penstock.core.scenario.Script;
import penstock.core.scenario.Tables.BalanceRow;
import penstock.core.scenario.Tables.PostingRow;
import penstock.core.scenario.World;
import penstock.core.store.Database;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;

/** What is said of the past is what was true then, with snapshots and without. */
class AsOfTest {

    /** So near to each other that a short story passes many. */
    private static final int PAGE = 16;

    private static final int MOVES = 5;

    private final Database database = TestDatabase.database();
    private final StockAsOf stock = new StockAsOf(database);
    private final Snapshots snapshots = new Snapshots(database, PAGE, MOVES);

    /** What was true after a sentence. */
    private record Remembered(Instant moment, long position, String stock) {}

    @ParameterizedTest
    @ValueSource(longs = 21)
    void everyMomentOfAStoryIsToldAsItWas(long given) {
        long seed = Long.getLong("penstock.seed", given);
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            List<Remembered> story = play(ledger, seed);
            requireTold(ledger, story, seed);
            snapshots.followToHead(ledger.seller());
            assertThat(snapshots.reached(ledger.seller())).isPositive();
            requireTold(ledger, story, seed);

            String made = rows(ledger);
            assertThat(made).isNotEmpty();
            snapshots.drop(ledger.seller());
            assertThat(rows(ledger)).isEmpty();
            requireTold(ledger, story.subList(story.size() - 3, story.size()), seed);
            snapshots.followToHead(ledger.seller());
            assertThat(rows(ledger)).isEqualTo(made);
        }
    }

    private static List<Remembered> play(DatabaseLedger ledger, long seed) {
        Chance chance = new Chance(seed);
        List<Remembered> story = new ArrayList<>();
        story.add(new Remembered(ledger.now(), 0, ""));
        while (story.size() < 90) {
            ledger.pass(Duration.ofSeconds(1));
            try {
                Script.decide(ledger, chance.sentence(ledger));
            } catch (RuntimeException refused) {
                continue; // what cannot be is refused whole
            }
            story.add(remember(ledger));
        }
        return story;
    }

    private static Remembered remember(DatabaseLedger ledger) {
        List<PostingRow> postings = ledger.tables().postings();
        long head = postings.isEmpty() ? 0 : postings.get(postings.size() - 1).position();
        TreeSet<String> units = new TreeSet<>();
        for (BalanceRow row : ledger.tables().balances()) {
            String place = code(ledger, row.skuId()) + " " + place(ledger, row.locationId()) + " ";
            TreeMap<String, Integer> here = new TreeMap<>();
            here.put("available", row.available());
            here.put("reserved", row.reserved());
            here.put("damaged", row.damaged());
            here.forEach((condition, number) -> {
                if (number != 0) {
                    units.add(place + condition + " " + number);
                }
            });
        }
        return new Remembered(ledger.now(), head, String.join("\n", units));
    }

    private void requireTold(DatabaseLedger ledger, List<Remembered> story, long seed) {
        for (Remembered moment : story) {
            LedgerPoint point = stock.at(ledger.seller(), moment.moment());
            assertThat(point.position())
                    .as("penstock.seed=%d at %s", seed, moment.moment())
                    .isEqualTo(moment.position());
            assertThat(told(ledger, point.position()))
                    .as("penstock.seed=%d at %s", seed, moment.moment())
                    .isEqualTo(moment.stock());
        }
    }

    private String told(DatabaseLedger ledger, long position) {
        TreeSet<String> units = new TreeSet<>();
        List<SkuStock> skus = stock.list(ledger.seller(), position, "", World.SKUS.size() + 1);
        assertThat(skus).extracting(SkuStock::skuCode).containsExactlyElementsOf(World.SKUS);
        for (SkuStock sku : skus) {
            sku.places()
                    .forEach(place -> units.add(sku.skuCode() + " " + place.locationCode() + " " + place.condition()
                            + " " + place.units()));
        }
        SkuStock last = skus.get(skus.size() - 1);
        assertThat(stock.find(ledger.seller(), position, last.skuCode())).contains(last);
        return String.join("\n", units);
    }

    private String rows(DatabaseLedger ledger) {
        List<String> rows = database.transact(
                ledger.seller(), transaction -> transaction.list("""
                        select format('%s %s %s %s %s', sku_id, position, location_id, condition, units) as text
                          from stock_snapshot where seller_id = ?
                         order by sku_id, position, location_id, condition
                        """, row -> row.getText("text"), ledger.seller()));
        return String.join("\n", rows);
    }

    private static String code(DatabaseLedger ledger, long skuId) {
        return World.SKUS.stream()
                .filter(code -> ledger.sku(code) == skuId)
                .findFirst()
                .orElseThrow();
    }

    private static String place(DatabaseLedger ledger, long locationId) {
        return World.LOCATIONS.stream()
                .filter(code -> ledger.location(code) == locationId)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void timesNeverGoBackAlongTheLedger() {
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            Script.decide(ledger, "receive M1 SKU-1 WH1 5");
            Instant first = ledger.now();
            ledger.pass(Duration.ofMinutes(-10)); // as if another node's clock were behind
            Script.decide(ledger, "receive M2 SKU-1 WH1 3");
            assertThat(ledger.currentEngine().figures().clockLag()).isEqualTo(Duration.ofMinutes(10));
            assertThat(stock.at(ledger.seller(), ledger.now()).position()).isZero();
            LedgerPoint both = stock.at(ledger.seller(), first);
            assertThat(both.position()).isEqualTo(2);
            assertThat(both.postedAt()).contains(first);
            ledger.pass(Duration.ofMinutes(20));
            Script.decide(ledger, "receive M3 SKU-1 WH1 1");
            assertThat(stock.at(ledger.seller(), ledger.now()).position()).isEqualTo(3);
            assertThat(stock.at(ledger.seller(), ledger.now().minusNanos(1_000)).position())
                    .isEqualTo(2);
            assertThat(stock.at(ledger.seller(), 4).hasHappened()).isFalse();
        }
    }

    @Test
    void aHistoryIsTheSameForwardAndBackwardAndEndsAtTheBalance() {
        SkuHistory history = new SkuHistory(database);
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            play(ledger, Long.getLong("penstock.seed", 23));
            snapshots.followToHead(ledger.seller());
            for (String sku : World.SKUS) {
                List<Movement> forward = new ArrayList<>();
                for (long after = 0; ; ) {
                    SkuHistory.Page page = history.after(ledger.seller(), sku, Filter.ALL, after, 7);
                    forward.addAll(page.movements());
                    if (page.next().isEmpty()) {
                        break;
                    }
                    after = page.next().get();
                }
                List<Movement> backward = new ArrayList<>();
                for (long before = Long.MAX_VALUE; ; ) {
                    SkuHistory.Page page = history.before(ledger.seller(), sku, Filter.ALL, before, 7);
                    page.movements().forEach(movement -> backward.add(0, movement));
                    if (page.next().isEmpty()) {
                        break;
                    }
                    before = page.next().get();
                }
                assertThat(forward).isNotEmpty().isEqualTo(backward);
                assertThat(lastOf(forward)).isEqualTo(now(ledger, sku));
            }
        }
    }

    /** What the movements left behind, by place and condition. */
    private static TreeMap<String, Integer> lastOf(List<Movement> movements) {
        TreeMap<String, Integer> last = new TreeMap<>();
        for (Movement movement : movements) {
            for (Side side : List.of(movement.from(), movement.to())) {
                if (side instanceof Side.Place place) {
                    String key = place.locationCode() + " " + place.condition();
                    assertThat(place.before()).isEqualTo(last.getOrDefault(key, 0));
                    assertThat(Math.abs(place.after() - place.before())).isEqualTo(movement.quantity());
                    last.put(key, place.after());
                }
            }
        }
        last.values().removeIf(units -> units == 0);
        return last;
    }

    private TreeMap<String, Integer> now(DatabaseLedger ledger, String sku) {
        long head = stock.at(ledger.seller(), 0).head();
        TreeMap<String, Integer> now = new TreeMap<>();
        stock.find(ledger.seller(), head, sku)
                .orElseThrow()
                .places()
                .forEach(place -> now.put(place.locationCode() + " " + place.condition(), place.units()));
        return now;
    }
}
