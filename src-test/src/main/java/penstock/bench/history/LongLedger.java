package penstock.bench.history;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import penstock.bench.engine.Assortment;
import penstock.bench.engine.Shop;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * A seller with many postings, written by the database itself: of five postings of a SKU two bring units in, two take one away, and
 * one promises one to an order; each with its document, so that every invariant holds.
 */
final class LongLedger {

    private static final int WRITTEN_AT_A_TIME = 50_000;
    private static final Duration APART = Duration.ofMillis(10);

    private static final String NUMBERED = """
              from seller s,
                   (select g as position, (g - 1) %% %1$d as sku, (g - 1) / %1$d %% 5 as turn
                      from generate_series(?::bigint, ?::bigint) as g) as p
            """;

    private final Database database;
    private final Shop shop;
    private final Instant start;
    private final long postings;

    private LongLedger(Database database, Shop shop, Instant start, long postings) {
        this.database = database;
        this.shop = shop;
        this.start = start;
        this.postings = postings;
    }

    static LongLedger write(Database database, Clock clock, Ids ids, int skus, long postings) {
        Instant start = clock.instant().truncatedTo(ChronoUnit.SECONDS).minus(APART.multipliedBy(postings));
        LongLedger ledger =
                new LongLedger(database, Shop.open(database, clock, ids, Assortment.of(skus, 0)), start, postings);
        ledger.write();
        return ledger;
    }

    long sellerId() {
        return shop.sellerId();
    }

    long postings() {
        return postings;
    }

    /** When a position was posted. */
    Instant postedAt(long position) {
        return start.plus(APART.multipliedBy(position));
    }

    private void write() {
        for (long from = 1; from <= postings; from += WRITTEN_AT_A_TIME) {
            long first = from;
            long last = Math.min(postings, from + WRITTEN_AT_A_TIME - 1);
            database.transact(shop.sellerId(), transaction -> write(transaction, first, last));
        }
        database.transact(shop.sellerId(), this::sumUp);
    }

    private int write(Transaction transaction, long first, long last) {
        for (String sql : statements()) {
            List<Object> parameters = new ArrayList<>();
            if (sql.contains("array_sku")) {
                parameters.add(shop.skuIds());
            }
            parameters.add(first);
            parameters.add(last);
            parameters.add(shop.sellerId());
            transaction.update(sql.replace("array_sku", "?::bigint[]"), parameters.toArray());
        }
        return 0;
    }

    private List<String> statements() {
        String numbered = NUMBERED.formatted(shop.skuIds().length);
        String where = " where s.seller_id = ?";
        String time = "timestamptz '%s' + p.position * interval '%d milliseconds'".formatted(start, APART.toMillis());
        long place = shop.locationId();
        return List.of(
                """
                insert into posting (seller_id, position, sku_id, from_location, from_condition, to_location, to_condition,
                                     quantity, cause, cause_id, posted_at)
                select s.seller_id, p.position, (array_sku)[p.sku + 1],
                       case when p.turn in (0, 2) then 0 else %1$d end,
                       case when p.turn in (0, 2) then 'supplier' else 'available' end,
                       case when p.turn in (1, 3) then 0 else %1$d end,
                       case p.turn when 4 then 'reserved' when 1 then 'adjustment' when 3 then 'adjustment' else 'available' end,
                       case when p.turn in (0, 2) then 2 else 1 end,
                       case p.turn when 4 then 'ORDER' else 'STOCK_MOVE' end, p.position, %2$s
                """.formatted(place, time) + numbered + where,
                """
                insert into stock_move (seller_id, move_id, caller_id, content_hash, kind, created_at)
                select s.seller_id, p.position, 'b' || p.position, '\\x00'::bytea,
                       case when p.turn in (0, 2) then 'RECEIVE' else 'ADJUST' end, %s
                """.formatted(time) + numbered + where + " and p.turn <> 4",
                """
                insert into sales_order (seller_id, order_id, account_id, channel_order_id, revision, content_hash, phase, placed_at,
                                         created_at)
                select s.seller_id, p.position, %d, 'B' || p.position, 1, '\\x00'::bytea, 'CONFIRMED', %s, %s
                """.formatted(shop.accountId(), time, time) + numbered + where + " and p.turn = 4",
                """
                insert into order_line (seller_id, order_id, line_no, channel_line_id, channel_sku, sku_id, ordered, reserved)
                select s.seller_id, p.position, 1, '1', 'CH-' || p.sku, (array_sku)[p.sku + 1], 1, 1
                """ + numbered + where + " and p.turn = 4",
                """
                insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, state)
                select s.seller_id, p.position, p.position, 1, (array_sku)[p.sku + 1], %d, 1, 'PENDING'
                """.formatted(place) + numbered + where + " and p.turn = 4");
    }

    private int sumUp(Transaction transaction) {
        long seller = shop.sellerId();
        transaction.update("""
                insert into balance (seller_id, sku_id, location_id, available, reserved, changed_at)
                select s.seller_id, p.sku_id, ?::bigint,
                       sum(case when p.to_condition = 'available' then p.quantity else 0 end
                           - case when p.from_condition = 'available' then p.quantity else 0 end),
                       sum(case when p.to_condition = 'reserved' then p.quantity else 0 end), max(p.position)
                  from seller s join posting p on p.seller_id = s.seller_id
                 where s.seller_id = ?
                 group by s.seller_id, p.sku_id
                """, shop.locationId(), seller);
        return transaction.update(
                "update seller set head = ?, head_at = ? where seller_id = ?", postings, postedAt(postings), seller);
    }
}
