package penstock.core.returns;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.ledger.Placed;
import penstock.core.money.Money;
import penstock.core.returns.ReturnRule.Postage;
import penstock.core.returns.ReturnRule.Terms;
import penstock.core.returns.SalesReturn.Item;
import penstock.core.returns.SalesReturn.Line;
import penstock.core.returns.SalesReturn.Refund;
import penstock.core.returns.SalesReturn.State;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.warehouse.ItemPieces;

/** The rows of returns. One transaction. */
final class ReturnRows {

    private final Transaction transaction;

    ReturnRows(Transaction transaction) {
        this.transaction = transaction;
    }

    record Stored(
            SalesReturn wanted,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash) {}

    Optional<Stored> find(String callerId) {
        return transaction.find(
                "select * from sales_return where seller_id = ? and caller_id = ?",
                this::stored,
                transaction.sellerId(),
                callerId);
    }

    Optional<Stored> find(long returnId) {
        return transaction.find(
                "select * from sales_return where seller_id = ? and return_id = ?",
                this::stored,
                transaction.sellerId(),
                returnId);
    }

    /** Of a state ({@code ""} for all), the oldest first, those after one. */
    List<SalesReturn> list(String state, long after, int limit) {
        return transaction.list("""
                select * from sales_return
                 where seller_id = ? and (? = '' or state = ?) and return_id > ? order by return_id limit ?
                """, row -> stored(row).wanted(), transaction.sellerId(), state, state, after, limit);
    }

    void insert(SalesReturn wanted, byte[] hash) {
        transaction.update(
                """
                insert into sales_return (seller_id, return_id, caller_id, content_hash, order_id, announced, goodwill, state,
                                          policy_version, note, created_at, expires_at)
                select s.seller_id, ?, ?, ?, ?::bigint, ?, ?, ?, ?::int, ?, ?::timestamptz, ?::timestamptz
                  from seller s where s.seller_id = ?
                """,
                wanted.returnId(),
                wanted.id(),
                hash,
                wanted.orderId().orElse(null),
                wanted.announced(),
                wanted.goodwill(),
                wanted.state().name(),
                wanted.policyVersion().orElse(null),
                wanted.note(),
                wanted.createdAt(),
                wanted.expiresAt().orElse(null),
                transaction.sellerId());
        transaction.update(
                """
                insert into sales_return_line (seller_id, return_id, line_no, order_line_no, sku_id, units, reason, accepted,
                                               rule_no, fee_basis_points, postage, why)
                select s.seller_id, ?, u.line_no, u.order_line_no, u.sku_id, u.units, u.reason, u.accepted::boolean, u.rule_no,
                       u.fee, u.postage, u.why
                  from seller s,
                       unnest(?::int[], ?::int[], ?::bigint[], ?::int[], ?::text[], ?::text[], ?::int[], ?::int[], ?::text[],
                              ?::text[])
                           as u (line_no, order_line_no, sku_id, units, reason, accepted, rule_no, fee, postage, why)
                 where s.seller_id = ?
                """,
                Columns.of(wanted.lines())
                        .value(wanted.returnId())
                        .ints(Line::lineNo)
                        .nullableInts(line -> line.orderLine().orElse(null))
                        .longs(Line::skuId)
                        .ints(Line::units)
                        .texts(line -> line.reason().name())
                        .texts(line -> String.valueOf(line.accepted()))
                        .nullableInts(line -> line.ruleNo() == 0 ? null : line.ruleNo())
                        .ints(line -> line.terms().feeBasisPoints())
                        .texts(line -> line.terms().postage().name())
                        .texts(Line::why)
                        .then(transaction.sellerId()));
    }

    void enter(long returnId, State state) {
        transaction.update(
                "update sales_return set state = ? where seller_id = ? and return_id = ?",
                state.name(),
                transaction.sellerId(),
                returnId);
    }

    /** Authorised returns that did not come in time are not expected any more. */
    void expire(Instant now) {
        transaction.update("""
                update sales_return set state = 'EXPIRED'
                 where seller_id = ? and state = 'AUTHORISED' and expires_at <= ?
                """, transaction.sellerId(), now);
    }

    /** Whether an order was placed in the stead of some return. */
    boolean isExchange(long orderId) {
        return transaction
                .find(
                        "select 1 as one from sales_return where seller_id = ? and exchange_order_id = ?",
                        row -> row.getInt("one"),
                        transaction.sellerId(),
                        orderId)
                .isPresent();
    }

    void exchange(long returnId, long orderId) {
        transaction.update(
                "update sales_return set exchange_order_id = ? where seller_id = ? and return_id = ?",
                orderId,
                transaction.sellerId(),
                returnId);
    }

    /** Units that came of a line. */
    void receive(long returnId, int lineNo, int units) {
        transaction.update("""
                update sales_return_line set received = received + ?
                 where seller_id = ? and return_id = ? and line_no = ?
                """, units, transaction.sellerId(), returnId, lineNo);
    }

    Optional<byte[]> arrival(long returnId, String arrivalId) {
        return transaction.find(
                "select content_hash from return_arrival where seller_id = ? and return_id = ? and arrival_id = ?",
                row -> row.getBytes("content_hash"),
                transaction.sellerId(),
                returnId,
                arrivalId);
    }

    void arrived(long returnId, String arrivalId, byte[] hash, Instant now) {
        transaction.update("""
                insert into return_arrival (seller_id, return_id, arrival_id, content_hash, recorded_at)
                select s.seller_id, ?, ?, ?, ?::timestamptz from seller s where s.seller_id = ?
                """, returnId, arrivalId, hash, now, transaction.sellerId());
    }

    void insert(long returnId, long skuId, Item item, Placing placing) {
        transaction.update(
                """
                insert into return_item (seller_id, item_id, return_id, line_no, arrival_id, sku_id, location_id, units,
                                         condition, proposed, disposition, recorded_at, bin_id, lot_id)
                select s.seller_id, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz, ?::bigint, ?::bigint
                  from seller s where s.seller_id = ?
                """,
                item.itemId(),
                returnId,
                item.lineNo(),
                item.arrival(),
                skuId,
                placing.locationId(),
                item.units(),
                item.condition().name(),
                item.proposed().name(),
                item.disposition().name(),
                item.recordedAt(),
                ItemPieces.binOf(placing.placed()),
                ItemPieces.lotOf(placing.placed()),
                transaction.sellerId());
        ItemPieces.insert(transaction, Map.of(item.itemId(), placing.placed().serialNos()));
    }

    /** Where an item is put. */
    record Placing(long locationId, Placed placed) {}

    void end(long itemId, Disposition as) {
        transaction.update(
                "update return_item set ended_as = ? where seller_id = ? and item_id = ?",
                as.name(),
                transaction.sellerId(),
                itemId);
    }

    private Stored stored(Row row) throws SQLException {
        long returnId = row.getLong("return_id");
        SalesReturn wanted = new SalesReturn(
                returnId,
                row.getText("caller_id"),
                row.findLong("order_id"),
                row.getBoolean("announced"),
                row.getBoolean("goodwill"),
                State.valueOf(row.getText("state")),
                row.findInt("policy_version"),
                row.getText("note"),
                row.getInstant("created_at"),
                row.findInstant("expires_at"),
                row.findLong("exchange_order_id"),
                lines(returnId),
                items(returnId),
                refunds(returnId));
        return new Stored(wanted, row.getBytes("content_hash"));
    }

    private List<Line> lines(long returnId) {
        return transaction.list(
                """
                select l.*, s.code as sku
                  from sales_return_line l
                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 where l.seller_id = ? and l.return_id = ? order by l.line_no
                """,
                row -> new Line(
                        row.getInt("line_no"),
                        row.findInt("order_line_no"),
                        row.getLong("sku_id"),
                        row.getText("sku"),
                        row.getInt("units"),
                        row.getInt("received"),
                        ReturnReason.valueOf(row.getText("reason")),
                        row.getBoolean("accepted"),
                        row.findInt("rule_no").orElse(0),
                        new Terms(row.getInt("fee_basis_points"), Postage.valueOf(row.getText("postage"))),
                        row.getText("why")),
                transaction.sellerId(),
                returnId);
    }

    private List<Item> items(long returnId) {
        Map<Long, List<String>> pieces = ItemPieces.ofReturn(transaction, returnId);
        return transaction.list(
                """
                select i.*, l.code as location, b.code as bin, t.code as lot
                  from return_item i
                  left join bin b on b.seller_id = i.seller_id and b.bin_id = i.bin_id
                  left join lot t on t.seller_id = i.seller_id and t.lot_id = i.lot_id
                  join location l on l.seller_id = i.seller_id and l.location_id = i.location_id
                 where i.seller_id = ? and i.return_id = ? order by i.item_id
                """,
                row -> new Item(
                        row.getLong("item_id"),
                        row.getText("arrival_id"),
                        row.getInt("line_no"),
                        row.getText("location"),
                        row.getInt("units"),
                        ReceivedCondition.valueOf(row.getText("condition")),
                        Disposition.valueOf(row.getText("proposed")),
                        Disposition.valueOf(row.getText("disposition")),
                        row.findText("ended_as").map(Disposition::valueOf),
                        row.getInstant("recorded_at"),
                        row.findText("bin"),
                        row.findText("lot"),
                        pieces.getOrDefault(row.getLong("item_id"), List.of())),
                transaction.sellerId(),
                returnId);
    }

    private List<Refund> refunds(long returnId) {
        return transaction.list(
                "select * from refund where seller_id = ? and return_id = ? order by refund_id",
                row -> new Refund(
                        row.getText("caller_id"),
                        new Money(row.getLong("amount"), Money.currency(row.getText("currency"))),
                        row.getText("note"),
                        row.getInstant("recorded_at")),
                transaction.sellerId(),
                returnId);
    }
}
