package penstock.core.shipping;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.store.Walk;

/** Reads fulfilment orders, and finds those that somebody is to do something about. Any thread. */
public final class Fulfilments {

    private final Database database;
    private final Clock clock;

    public Fulfilments(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A fulfilment order.
     *
     * @param providerAccountId who ships it, empty for the seller
     * @param recipientChanged whether another recipient has been named since it was packed or the provider was told one
     * @param priority whether its order is picked before others
     */
    public record Fulfilment(
            long fulfilmentId,
            long orderId,
            String channelOrderId,
            String locationCode,
            Optional<Long> providerAccountId,
            String state,
            int attempt,
            Optional<String> providerOrderId,
            Optional<String> providerStatus,
            Optional<String> refusedReason,
            boolean recipientChanged,
            boolean priority,
            Instant createdAt,
            List<Line> lines) {}

    /** Units of a SKU in it. */
    public record Line(int lineNo, int orderLineNo, String skuCode, int quantity, int shipped, int cancelled) {}

    /**
     * A provider's order that is due, claimed: to be created, read back, followed or cancelled.
     *
     * @param fence only the holder of the latest may create it or say what became of it
     */
    public record Due(long fulfilmentId, long orderId, String state, int attempt, String providerOrderId, long fence) {}

    private static final String SELECT = """
            select f.*, o.channel_order_id, o.priority, l.code,
                   coalesce(f.state not in ('CANCELLED', 'REFUSED') and f.recipient_mark <> o.recipient_mark, false)
                       as recipient_changed
              from fulfilment_order f
              join sales_order o on o.seller_id = f.seller_id and o.order_id = f.order_id
              join location l on l.seller_id = f.seller_id and l.location_id = f.location_id
            """;

    /**
     * A page of fulfilment orders of all orders, those after {@code afterId}, of one state if it is given, and whether or not their
     * recipient changed or their order is picked before others. At most {@link Walk#MAX_LOOKED_AT} are looked at, whatever is found among them.
     */
    public Walk<Fulfilment> walk(
            long sellerId,
            Optional<State> state,
            Optional<Boolean> recipientChanged,
            Optional<Boolean> priority,
            long afterId,
            int limit) {
        String only = state.map(State::name).orElse("");
        return database.transact(sellerId, transaction -> {
            List<Fulfilment> found = transaction.list(
                    "select * from (" + SELECT + """
                     where f.seller_id = ? and f.fulfilment_id > ?
                     order by f.fulfilment_id
                     limit ?) as f
                     where (? = '' or f.state = ?) and f.recipient_changed = coalesce(?::boolean, f.recipient_changed)
                       and f.priority = coalesce(?::boolean, f.priority)
                     order by f.fulfilment_id
                     limit ?
                    """,
                    Fulfilments::header,
                    sellerId,
                    afterId,
                    Walk.MAX_LOOKED_AT,
                    only,
                    only,
                    recipientChanged.orElse(null),
                    priority.orElse(null),
                    limit);
            Optional<Long> lookedThrough = found.size() == limit
                    ? Optional.empty()
                    : transaction.find(
                            """
                            select fulfilment_id from fulfilment_order
                             where seller_id = ? and fulfilment_id > ? order by fulfilment_id offset ? limit 1
                            """, row -> row.getLong("fulfilment_id"), sellerId, afterId, Walk.MAX_LOOKED_AT - 1);
            return new Walk<>(
                    found.stream().map(one -> withLines(transaction, one)).toList(), lookedThrough);
        });
    }

    /** A page of fulfilment orders, those after {@code afterId}; {@code state} empty for any. */
    public List<Fulfilment> list(long sellerId, String state, long orderId, long afterId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .list(
                                SELECT + """
                                           where f.seller_id = ? and (? = '' or f.state = ?) and (? = 0 or f.order_id = ?)
                                             and f.fulfilment_id > ?
                                           order by f.fulfilment_id
                                           limit ?
                                          """,
                                Fulfilments::header,
                                sellerId,
                                state,
                                state,
                                orderId,
                                orderId,
                                afterId,
                                limit)
                        .stream()
                        .map(found -> withLines(transaction, found))
                        .toList());
    }

    public Optional<Fulfilment> find(long sellerId, long fulfilmentId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find(
                                SELECT + " where f.seller_id = ? and f.fulfilment_id = ?",
                                Fulfilments::header,
                                sellerId,
                                fulfilmentId)
                        .map(found -> withLines(transaction, found)));
    }

    private static Fulfilment header(Row row) throws SQLException {
        return new Fulfilment(
                row.getLong("fulfilment_id"),
                row.getLong("order_id"),
                row.getText("channel_order_id"),
                row.getText("code"),
                row.findLong("provider_account_id"),
                row.getText("state"),
                row.getInt("attempt"),
                row.findText("provider_order_id"),
                row.findText("provider_status"),
                row.findText("refused_reason"),
                row.getBoolean("recipient_changed"),
                row.getBoolean("priority"),
                row.getInstant("created_at"),
                List.of());
    }

    private static Fulfilment withLines(Transaction transaction, Fulfilment found) {
        List<Line> lines = transaction.list(
                """
                select l.*, s.code
                  from fulfilment_line l join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 where l.seller_id = ? and l.fulfilment_id = ?
                 order by l.line_no
                """,
                row -> new Line(
                        row.getInt("line_no"),
                        row.getInt("order_line_no"),
                        row.getText("code"),
                        row.getInt("quantity"),
                        row.getInt("shipped"),
                        row.getInt("cancelled")),
                transaction.sellerId(),
                found.fulfilmentId());
        return new Fulfilment(
                found.fulfilmentId(),
                found.orderId(),
                found.channelOrderId(),
                found.locationCode(),
                found.providerAccountId(),
                found.state(),
                found.attempt(),
                found.providerOrderId(),
                found.providerStatus(),
                found.refusedReason(),
                found.recipientChanged(),
                found.priority(),
                found.createdAt(),
                lines);
    }

    /** The provider accounts that have orders due. */
    public List<Long> dueProviders(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select distinct f.provider_account_id
                          from fulfilment_order f
                          join channel_account a on a.seller_id = f.seller_id and a.account_id = f.provider_account_id
                         where f.seller_id = ? and f.next_attempt_at <= ? and a.state = 'ACTIVE'
                           and (f.lease_until is null or f.lease_until <= ?)
                        """, row -> row.getLong("provider_account_id"), sellerId, clock.instant(), clock.instant()));
    }

    /** Claims provider orders of an account that are due, for as long as a call may take. */
    public List<Due> claim(long sellerId, long providerAccountId, int limit) {
        Instant now = clock.instant();
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        update fulfilment_order f
                           set lease_until = ?, fence = f.fence + 1, attempts = f.attempts + 1
                          from (select seller_id, fulfilment_id from fulfilment_order
                                 where seller_id = ? and provider_account_id = ? and next_attempt_at <= ?
                                   and (lease_until is null or lease_until <= ?)
                                 order by next_attempt_at limit ? for update skip locked) as due
                         where f.seller_id = ? and f.fulfilment_id = due.fulfilment_id
                        returning f.fulfilment_id, f.order_id, f.state, f.attempt, f.provider_order_id, f.fence
                        """,
                        row -> new Due(
                                row.getLong("fulfilment_id"),
                                row.getLong("order_id"),
                                row.getText("state"),
                                row.getInt("attempt"),
                                row.getText("provider_order_id"),
                                row.getLong("fence")),
                        now.plus(Confirmations.CLAIM),
                        sellerId,
                        providerAccountId,
                        now,
                        now,
                        limit,
                        sellerId));
    }

    /** Notes whom the provider is about to be told to ship it to, so that a recipient named later is seen to be another. */
    public void addressed(long sellerId, long fulfilmentId, String recipientMark) {
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        "update fulfilment_order set recipient_mark = ? where seller_id = ? and fulfilment_id = ?",
                        recipientMark,
                        sellerId,
                        fulfilmentId));
    }

    /** Gives a claim back once its outcome has been decided; one that has been overtaken is another's. */
    public void release(long sellerId, Due claim) {
        database.transact(
                sellerId, transaction -> transaction.update("""
                        update fulfilment_order set lease_until = null
                         where seller_id = ? and fulfilment_id = ? and fence = ?
                        """, sellerId, claim.fulfilmentId(), claim.fence()));
    }

    /**
     * Ends the claims of whoever worked the seller before, who cannot settle them any more. An order that was perhaps being
     * created keeps the moment at which it is read back.
     */
    public void endClaims(long sellerId) {
        database.transact(sellerId, transaction -> transaction.update("""
                        update fulfilment_order set lease_until = null, fence = fence + 1
                         where seller_id = ? and next_attempt_at is not null and lease_until is not null
                        """, sellerId));
    }

    /** What the provider is asked to ship: its SKUs and units by line, what has been cancelled left out. */
    public List<ProviderLine> providerLines(long sellerId, long fulfilmentId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select l.line_no, l.quantity - l.cancelled as quantity, coalesce(b.channel_sku, s.code) as provider_sku
                          from fulfilment_line l
                          join fulfilment_order f on f.seller_id = l.seller_id and f.fulfilment_id = l.fulfilment_id
                          join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                          left join listing b on b.seller_id = l.seller_id and b.sku_id = l.sku_id
                                             and b.account_id = f.provider_account_id and b.state <> 'ENDED'
                         where l.seller_id = ? and l.fulfilment_id = ? and l.quantity > l.cancelled
                         order by l.line_no
                        """,
                        row -> new ProviderLine(
                                row.getInt("line_no"), row.getText("provider_sku"), row.getInt("quantity")),
                        sellerId,
                        fulfilmentId));
    }

    /** Units of one line in the provider's words. */
    public record ProviderLine(int lineNo, String providerSku, int quantity) {}
}
