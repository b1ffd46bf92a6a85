package penstock.core.warehouse;

import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.shelf.Spot;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * What was counted, compared with what the ledger said at the position at which it was counted. Any thread.
 *
 * <p>Within the tolerance a difference is booked at once, beyond it a person decides. It is noted before it is booked, and
 * booked under an id of the line, so whoever got no answer repeats what he said.
 */
public final class CountedLines {

    private final Database database;
    private final Engine engine;
    private final Clock clock;

    public CountedLines(Database database, Engine engine, Clock clock) {
        this.database = database;
        this.engine = engine;
        this.clock = clock;
    }

    /** What is known of a line that is being counted. */
    record Counting(
            long sellerId,
            long countId,
            int lineNo,
            StockKey key,
            Spot spot,
            boolean detailed,
            Tolerance tolerance,
            Counts.State state,
            Optional<Integer> counted,
            Optional<Integer> difference) {

        String moveId() {
            return "count-" + countId + "-" + lineNo;
        }
    }

    /**
     * Says what was counted of a line.
     *
     * @param position the ledger's at that moment, empty for now
     */
    public Reply record(long sellerId, Actor actor, long countId, int lineNo, int counted, OptionalLong position) {
        Optional<Counting> noted = database.transact(
                sellerId,
                transaction -> find(transaction, countId, lineNo)
                        .map(line ->
                                line.state() == Counts.State.OPEN ? note(transaction, line, counted, position) : line));
        if (noted.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such line of a count");
        }
        Counting line = noted.get();
        if (!line.counted().equals(Optional.of(counted))) {
            return Reply.of(
                    Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    countId,
                    "the line was counted already; begin another count to count again");
        }
        return line.state() == Counts.State.COUNTED ? book(actor, line) : Reply.of(Verdict.CHANGED, countId);
    }

    private Counting note(Transaction transaction, Counting line, int counted, OptionalLong position) {
        long head = Counts.head(transaction);
        long at = Math.min(head, position.orElse(head));
        int expected = Expected.at(transaction, line.key(), line.spot(), line.detailed(), at);
        int difference = counted - expected;
        Counts.State state = difference == 0
                ? Counts.State.POSTED
                : line.tolerance().holds(expected, difference) ? Counts.State.COUNTED : Counts.State.TO_APPROVE;
        transaction.update(
                """
                update stock_count_line
                   set state = ?, counted = ?, position = ?, expected = ?, difference = ?, counted_at = ?
                 where seller_id = ? and count_id = ? and line_no = ? and state = 'OPEN'
                """,
                state.name(),
                counted,
                at,
                expected,
                difference,
                clock.instant(),
                line.sellerId(),
                line.countId(),
                line.lineNo());
        return find(transaction, line.countId(), line.lineNo()).orElseThrow();
    }

    /** Books a difference beyond the tolerance after all, or rejects it. */
    public Reply judge(long sellerId, Actor actor, long countId, int lineNo, boolean approved) {
        Optional<Counting> found = database.transact(
                sellerId,
                transaction -> find(transaction, countId, lineNo).map(line -> claim(transaction, line, approved)));
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such line of a count");
        }
        Counting line = found.get();
        Counts.State wanted = approved ? Counts.State.POSTED : Counts.State.REJECTED;
        if (line.state() == wanted) {
            return Reply.of(Verdict.EXISTS, countId);
        } else if (approved && line.state() == Counts.State.COUNTED) { // a repeat, of whoever got no answer
            return book(actor, line);
        } else if (line.state() != Counts.State.TO_APPROVE) {
            return Reply.of(Verdict.NOT_POSSIBLE, countId, "the line is " + line.state() + ", not to be approved");
        }
        return approved ? book(actor, line) : Reply.of(Verdict.CHANGED, countId);
    }

    /** Whoever judges first has judged: the line as it was found, which is taken if it was to be approved. */
    private static Counting claim(Transaction transaction, Counting line, boolean approved) {
        transaction.update(
                """
                update stock_count_line set state = ?
                 where seller_id = ? and count_id = ? and line_no = ? and state = 'TO_APPROVE'
                """,
                (approved ? Counts.State.COUNTED : Counts.State.REJECTED).name(),
                line.sellerId(),
                line.countId(),
                line.lineNo());
        return line;
    }

    private Reply book(Actor actor, Counting line) {
        Placed placed = line.detailed() ? Placed.at(line.spot()) : Placed.BY_RULE;
        Reply reply = engine.decide(
                line.sellerId(),
                new ActedBy(
                        actor,
                        new MoveStock(
                                line.moveId(),
                                MoveStock.Kind.ADJUST,
                                line.key(),
                                line.difference().orElseThrow(),
                                placed,
                                Reasons.COUNT)));
        if (reply.verdict().holds()) {
            enter(line, Counts.State.POSTED, OptionalLong.of(reply.id()));
            return Reply.of(Verdict.CHANGED, line.countId());
        }
        enter(line, Counts.State.TO_APPROVE, OptionalLong.empty());
        return Reply.of(reply.verdict(), line.countId(), reply.detail() + "; reject the line and count again");
    }

    private void enter(Counting line, Counts.State state, OptionalLong moveId) {
        database.transact(
                line.sellerId(),
                transaction -> transaction.update(
                        """
                        update stock_count_line set state = ?, move_id = ?
                         where seller_id = ? and count_id = ? and line_no = ? and state = 'COUNTED'
                        """,
                        state.name(),
                        moveId.isPresent() ? moveId.getAsLong() : null,
                        line.sellerId(),
                        line.countId(),
                        line.lineNo()));
    }

    static Optional<Counting> find(Transaction transaction, long countId, int lineNo) {
        return transaction.find(
                """
                select n.*, c.location_id, c.tolerance_units, c.tolerance_basis_points,
                       l.keeps_bins or s.tracking <> 'NONE' and l.kind in ('WAREHOUSE', 'IN_TRANSIT', 'VIRTUAL') as detailed
                  from stock_count_line n
                  join stock_count c on c.seller_id = n.seller_id and c.count_id = n.count_id
                  join location l on l.seller_id = c.seller_id and l.location_id = c.location_id
                  join sku s on s.seller_id = n.seller_id and s.sku_id = n.sku_id
                 where n.seller_id = ? and n.count_id = ? and n.line_no = ?
                   for update of n
                """,
                row -> new Counting(
                        transaction.sellerId(),
                        countId,
                        lineNo,
                        new StockKey(row.getLong("sku_id"), row.getLong("location_id")),
                        new Spot(row.getLong("bin_id"), row.getLong("lot_id")),
                        row.getBoolean("detailed"),
                        new Tolerance(row.getInt("tolerance_units"), row.getInt("tolerance_basis_points")),
                        Counts.State.valueOf(row.getText("state")),
                        row.findInt("counted"),
                        row.findInt("difference")),
                transaction.sellerId(),
                countId,
                lineNo);
    }
}
