package penstock.core.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import penstock.core.book.Backlog;
import penstock.core.book.BackorderRule;
import penstock.core.engine.BackorderRows;
import penstock.core.sourcing.ArrivalPlan;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Reads what is owed of stock that is still to come, and what may be promised of it. Any thread. */
public final class Outstanding {

    private final Database database;
    private final Clock clock;

    public Outstanding(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * What is owed of a SKU and what of it is on its way.
     *
     * @param incoming units on their way, whether or not anybody knows when they come
     */
    public record SkuBacklog(Backlog backlog, long incoming) {

        /** Units that may still be promised. */
        public long promisable() {
            return backlog.rule().kind() == BackorderRule.Kind.NONE
                    ? 0
                    : Math.max(0, incoming + backlog.rule().beyond() - backlog.owed());
        }
    }

    /**
     * A promise that is still owed.
     *
     * @param expectedOn as things stand; empty if nobody knows
     */
    public record Owed(
            long backorderId,
            long orderId,
            long accountId,
            String channelOrderId,
            int lineNo,
            String skuCode,
            int units,
            LocalDate promisedOn,
            Optional<LocalDate> expectedOn,
            Instant madeAt) {}

    /** A promise that was noticed not to be kept. */
    public record SlipView(
            long slipId,
            long backorderId,
            long orderId,
            long accountId,
            String channelOrderId,
            String skuCode,
            LocalDate promisedOn,
            Optional<LocalDate> expectedOn,
            Instant notedAt) {}

    private LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    public SkuBacklog backlog(long sellerId, long skuId) {
        return database.transact(sellerId, transaction -> backlog(transaction, skuId));
    }

    private static SkuBacklog backlog(Transaction transaction, long skuId) {
        long incoming = transaction
                .find(
                        "select coalesce(sum(incoming), 0) as units from balance where seller_id = ? and sku_id = ?",
                        row -> row.getLong("units"),
                        transaction.sellerId(),
                        skuId)
                .orElse(0L);
        return new SkuBacklog(new BackorderRows(transaction).backlog(skuId), incoming);
    }

    /**
     * Units that are wanted of what is still to come.
     *
     * @param kept units of it that are to be left alone
     */
    public record Lack(long units, long kept) {}

    /**
     * For which day units could be promised that are not there, by SKU; a SKU of which so many cannot be promised is missing.
     *
     * @param units by SKU
     */
    public Map<Long, LocalDate> daysToPromise(long sellerId, Map<Long, Lack> units) {
        Map<Long, LocalDate> days = new TreeMap<>();
        if (!units.isEmpty()) {
            database.transact(sellerId, transaction -> {
                units.forEach((sku, lacking) -> {
                    SkuBacklog found = backlog(transaction, sku);
                    if (lacking.units() <= found.promisable() - lacking.kept()) {
                        ArrivalPlan plan = new ArrivalPlan(found.backlog(), found.incoming(), today());
                        days.put(sku, plan.dayToPromise(found.backlog().owed() + lacking.units()));
                    }
                });
                return days;
            });
        }
        return days;
    }

    /**
     * A page of what orders are owed, those after a backorder; holds are left out.
     *
     * @param skuCode "" for any
     * @param lateOnly only what is expected later than promised, or nobody knows when
     */
    public List<Owed> list(long sellerId, String skuCode, boolean lateOnly, long afterId, int limit) {
        return database.transact(
                sellerId,
                transaction ->
                        transaction.list("""
                        select b.*, o.account_id, o.channel_order_id, s.code
                          from backorder b
                          join sales_order o on o.seller_id = b.seller_id and o.order_id = b.order_id
                          join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
                         where b.seller_id = ? and b.state = 'OPEN' and b.backorder_id > ? and o.phase <> 'HELD'
                           and (? = '' or s.code = ?)
                           and (not ? or b.expected_on is null or b.expected_on > b.promised_on)
                         order by b.backorder_id
                         limit ?
                        """, Outstanding::owed, sellerId, afterId, skuCode, skuCode, lateOnly, limit));
    }

    private static Owed owed(Row row) throws SQLException {
        return new Owed(
                row.getLong("backorder_id"),
                row.getLong("order_id"),
                row.getLong("account_id"),
                row.getText("channel_order_id"),
                row.getInt("line_no"),
                row.getText("code"),
                row.getInt("quantity") - row.getInt("served") - row.getInt("voided"),
                LocalDate.parse(row.getText("promised_on")),
                row.findText("expected_on").map(LocalDate::parse),
                row.getInstant("made_at"));
    }

    /** A page of what was noticed of orders, the oldest first, those after a slip. */
    public List<SlipView> slips(long sellerId, long afterId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select p.*, o.account_id, o.channel_order_id, s.code
                          from backorder_slip p
                          join sales_order o on o.seller_id = p.seller_id and o.order_id = p.order_id
                          join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
                         where p.seller_id = ? and p.slip_id > ? and o.phase in ('PENDING', 'CONFIRMED', 'CANCELLED')
                         order by p.slip_id
                         limit ?
                        """,
                        row -> new SlipView(
                                row.getLong("slip_id"),
                                row.getLong("backorder_id"),
                                row.getLong("order_id"),
                                row.getLong("account_id"),
                                row.getText("channel_order_id"),
                                row.getText("code"),
                                LocalDate.parse(row.getText("promised_on")),
                                row.findText("expected_on").map(LocalDate::parse),
                                row.getInstant("noted_at")),
                        sellerId,
                        afterId,
                        limit));
    }
}
