package penstock.core.history;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.history.Movement.Side;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * What happened to a SKU, forward or backward, a page at a time. Any thread.
 *
 * <p>Whatever is filtered out still moves the figures, so it is read as well; therefore a page looks at a limited number of
 * movements, and may hold fewer than were asked for, or none, and yet have a next one.
 */
public final class SkuHistory {

    /** Movements that a page looks at, however few of them are asked for. */
    public static final int MAX_LOOKED_AT = 20_000;

    private static final int CHUNK = 2_000;

    private final Database database;

    public SkuHistory(Database database) {
        this.database = database;
    }

    /**
     * Which movements are shown.
     *
     * @param location one end of them, by its code
     * @param cause ORDER, STOCK_MOVE, …
     * @param from the first moment
     * @param until the moment after the last
     */
    public record Filter(
            Optional<String> location, Optional<String> cause, Optional<Instant> from, Optional<Instant> until) {

        public static final Filter ALL =
                new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * Movements in the order in which they were asked for.
     *
     * @param next the position to go on from, empty when there is nothing more
     */
    public record Page(List<Movement> movements, Optional<Long> next) {}

    /** The movements after a position, the oldest first. */
    public Page after(long sellerId, String skuCode, Filter filter, long position, int limit) {
        return database.transact(
                sellerId, transaction -> read(transaction, skuCode, filter, limit, true, span -> span.after(position)));
    }

    /** The movements before a position, the newest first. */
    public Page before(long sellerId, String skuCode, Filter filter, long position, int limit) {
        return database.transact(
                sellerId,
                transaction -> read(transaction, skuCode, filter, limit, false, span -> span.before(position)));
    }

    /** Positions after one and up to another. */
    private record Span(long after, long upTo) {

        Span after(long position) {
            return new Span(Math.max(after, position), upTo);
        }

        Span before(long position) {
            return new Span(after, Math.min(upTo, position - 1));
        }
    }

    private interface Narrowing {
        Span narrow(Span whole);
    }

    private static Page read(
            Transaction transaction, String skuCode, Filter filter, int limit, boolean forward, Narrowing narrowing) {
        Optional<Long> sku = transaction.find(
                "select sku_id from sku where seller_id = ? and code = ?",
                row -> row.getLong("sku_id"),
                transaction.sellerId(),
                skuCode);
        if (sku.isEmpty()) {
            return new Page(List.of(), Optional.empty());
        }
        Span span = narrowing.narrow(span(transaction, filter));
        Chosen chosen = choose(transaction, sku.get(), span, filter, limit, forward);
        return new Page(MovementDetails.of(transaction, chosen.moves()), chosen.next());
    }

    private static Span span(Transaction transaction, Filter filter) {
        long after = filter.from()
                .map(moment -> LedgerPoint.before(transaction, moment).position())
                .orElse(0L);
        long upTo = filter.until()
                .map(moment -> LedgerPoint.before(transaction, moment).position())
                .orElseGet(() -> LedgerPoint.at(transaction, 0).head());
        return new Span(after, upTo);
    }

    /** A posting with what it left at both its ends. */
    record Move(
            long position,
            Instant postedAt,
            Account from,
            Account to,
            int quantity,
            String cause,
            Side left,
            Side came) {}

    private record Chosen(List<Move> moves, Optional<Long> next) {}

    private static Chosen choose(
            Transaction transaction, long skuId, Span span, Filter filter, int limit, boolean forward) {
        Map<Long, String> locations = StockAsOf.locations(transaction);
        Stride stride =
                new Stride(UnitsAt.find(transaction, skuId, forward ? span.after() : span.upTo()), locations, forward);
        List<Move> chosen = new ArrayList<>();
        Span left = span;
        int lookedAt = 0;
        while (left.after() < left.upTo()) {
            List<Move> chunk = chunk(transaction, skuId, left, forward);
            for (Move posting : chunk) {
                Move move = stride.over(posting);
                lookedAt++;
                if (shows(filter, locations, move)) {
                    chosen.add(move);
                }
                if (chosen.size() == limit || lookedAt == MAX_LOOKED_AT) {
                    return new Chosen(chosen, Optional.of(move.position()));
                }
            }
            if (chunk.size() < CHUNK) {
                break;
            }
            long last = chunk.get(chunk.size() - 1).position();
            left = forward ? left.after(last) : left.before(last);
        }
        return new Chosen(chosen, Optional.empty());
    }

    private static boolean shows(Filter filter, Map<Long, String> locations, Move move) {
        boolean here = filter.location().isEmpty()
                || filter.location().get().equals(locations.get(move.from().locationId()))
                || filter.location().get().equals(locations.get(move.to().locationId()));
        return here && filter.cause().map(move.cause()::equals).orElse(true);
    }

    private static List<Move> chunk(Transaction transaction, long skuId, Span span, boolean forward) {
        return transaction.list(
                """
                select * from posting
                 where seller_id = ? and sku_id = ? and position > ? and position <= ?
                 order by position %s
                 limit ?
                """.formatted(forward ? "asc" : "desc"),
                SkuHistory::move,
                transaction.sellerId(),
                skuId,
                span.after(),
                span.upTo(),
                CHUNK);
    }

    private static Move move(Row row) throws SQLException {
        Account from = new Account(row.getLong("from_location"), row.getText("from_condition"));
        Account to = new Account(row.getLong("to_location"), row.getText("to_condition"));
        return new Move(
                row.getLong("position"),
                row.getInstant("posted_at"),
                from,
                to,
                row.getInt("quantity"),
                row.getText("cause"),
                new Side.Outside(from.condition()),
                new Side.Outside(to.condition()));
    }
}
