package penstock.core.transfer;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;
import penstock.core.transfer.Transfer.Line;
import penstock.core.transfer.Transfer.Part;
import penstock.core.transfer.Transfer.State;

/** The rows of transfers and of what came of them. One transaction. */
final class TransferRows {

    private static final String TRANSFERS = """
            select t.*, f.code as from_code, o.code as to_code, v.code as via_code
              from transfer t
              join location f on f.seller_id = t.seller_id and f.location_id = t.from_location
              join location o on o.seller_id = t.seller_id and o.location_id = t.to_location
              join location v on v.seller_id = t.seller_id and v.location_id = t.transit_location
             where t.seller_id = ?
            """;

    private final Transaction transaction;

    TransferRows(Transaction transaction) {
        this.transaction = transaction;
    }

    /** The numbers of the places that a transfer leads through. */
    record Way(long from, long to, long transit) {}

    /** What a row says beyond the transfer itself. */
    record Stored(
            Transfer transfer,
            Way way,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            Optional<byte[]> sentHash) {}

    Optional<Stored> find(String number) {
        return withLines(transaction.list(
                        TRANSFERS + " and t.number = ?", TransferRows::stored, transaction.sellerId(), number))
                .stream()
                .findFirst();
    }

    List<Transfer> list(String state, long after, int limit) {
        return withLines(transaction.list(
                        TRANSFERS + " and (? = '' or t.state = ?) and t.transfer_id > ? order by t.transfer_id limit ?",
                        TransferRows::stored,
                        transaction.sellerId(),
                        state,
                        state,
                        after,
                        limit))
                .stream()
                .map(Stored::transfer)
                .toList();
    }

    /** Without its lines. */
    private static Stored stored(Row row) throws SQLException {
        Transfer transfer = new Transfer(
                row.getLong("transfer_id"),
                row.getText("number"),
                row.getText("from_code"),
                row.getText("to_code"),
                row.getText("via_code"),
                row.findText("expected_on").map(LocalDate::parse),
                State.valueOf(row.getText("state")),
                row.getInstant("created_at"),
                row.findInstant("sent_at"),
                List.of());
        return new Stored(
                transfer,
                new Way(row.getLong("from_location"), row.getLong("to_location"), row.getLong("transit_location")),
                row.getBytes("content_hash"),
                row.findBytes("sent_hash"));
    }

    /** The lines of all of them in one statement, and the parts of all their lines in another. */
    private List<Stored> withLines(List<Stored> heads) {
        Long[] ids = heads.stream().map(head -> head.transfer().transferId()).toArray(Long[]::new);
        Map<OfSku, List<Part>> parts = ids.length == 0 ? Map.of() : parts(ids);
        Map<Long, List<Line>> lines = ids.length == 0 ? Map.of() : lines(ids, parts);
        return heads.stream()
                .map(head -> with(head, lines.getOrDefault(head.transfer().transferId(), List.of())))
                .toList();
    }

    private static Stored with(Stored head, List<Line> lines) {
        Transfer of = head.transfer();
        Transfer whole = new Transfer(
                of.transferId(),
                of.number(),
                of.from(),
                of.to(),
                of.via(),
                of.expectedOn(),
                of.state(),
                of.createdAt(),
                of.sentAt(),
                lines);
        return new Stored(whole, head.way(), head.contentHash(), head.sentHash());
    }

    private record OfSku(long transferId, long skuId) {}

    private Map<Long, List<Line>> lines(Long[] transferIds, Map<OfSku, List<Part>> parts) {
        Map<Long, List<Line>> lines = new HashMap<>();
        transaction.list(
                """
                select l.*, s.code as sku
                  from unnest(?::bigint[]) as k (transfer_id)
                 cross join lateral (
                       select * from transfer_line l where l.seller_id = ? and l.transfer_id = k.transfer_id) as l
                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 order by l.transfer_id, l.line_no
                """,
                row -> lines.computeIfAbsent(row.getLong("transfer_id"), any -> new ArrayList<>())
                        .add(new Line(
                                row.getInt("line_no"),
                                row.getLong("sku_id"),
                                row.getText("sku"),
                                row.getInt("planned"),
                                parts.getOrDefault(
                                        new OfSku(row.getLong("transfer_id"), row.getLong("sku_id")), List.of()))),
                transferIds,
                transaction.sellerId());
        return lines;
    }

    private Map<OfSku, List<Part>> parts(Long[] transferIds) {
        Map<OfSku, List<Part>> parts = new HashMap<>();
        transaction.list(
                """
                select p.*, coalesce(l.code, '') as lot
                  from unnest(?::bigint[]) as k (transfer_id)
                 cross join lateral (
                       select * from transfer_part p where p.seller_id = ? and p.transfer_id = k.transfer_id) as p
                  left join lot l on l.seller_id = p.seller_id and l.lot_id = p.lot_id
                 order by p.transfer_id, p.sku_id, p.lot_id
                """,
                row -> parts.computeIfAbsent(
                                new OfSku(row.getLong("transfer_id"), row.getLong("sku_id")), any -> new ArrayList<>())
                        .add(new Part(
                                row.getLong("lot_id"),
                                row.getText("lot"),
                                row.getInt("sent"),
                                row.getInt("received"),
                                row.getInt("returned"),
                                row.getInt("lost"))),
                transferIds,
                transaction.sellerId());
        return parts;
    }

    /** A transfer to be written down. */
    record NewRow(
            long transferId,
            NewTransfer wish,
            Way way,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
            Instant at) {}

    /** @param skuIds in the order of the wish's lines */
    void insert(NewRow row, List<Long> skuIds) {
        transaction.update(
                """
                insert into transfer (seller_id, transfer_id, number, content_hash, from_location, to_location,
                                      transit_location, expected_on, state, created_at)
                select s.seller_id, ?, ?, ?, ?, ?, ?, ?::date, 'DRAFT', ?::timestamptz from seller s where s.seller_id = ?
                """,
                row.transferId(),
                row.wish().number(),
                row.contentHash(),
                row.way().from(),
                row.way().to(),
                row.way().transit(),
                row.wish().expectedOn().map(LocalDate::toString).orElse(null),
                row.at(),
                transaction.sellerId());
        transaction.update(
                """
                insert into transfer_line (seller_id, transfer_id, line_no, sku_id, planned)
                select s.seller_id, ?, u.line_no, u.sku_id, u.planned
                  from seller s, unnest(?::int[], ?::bigint[], ?::int[]) as u (line_no, sku_id, planned)
                 where s.seller_id = ?
                """,
                Columns.of(IntStream.range(0, skuIds.size()).boxed().toList())
                        .value(row.transferId())
                        .ints(number -> number + 1)
                        .longs(skuIds::get)
                        .ints(number -> row.wish().lines().get(number).units())
                        .then(transaction.sellerId()));
    }

    void enter(long transferId, State state) {
        transaction.update(
                "update transfer set state = ? where seller_id = ? and transfer_id = ?",
                state.name(),
                transaction.sellerId(),
                transferId);
    }

    /** Units of a SKU's lot. */
    record Lotted(long skuId, long lotId, int units) {}

    void sent(long transferId, byte[] sentHash, Collection<Lotted> sent, Instant at) {
        transaction.update("""
                update transfer set state = 'SENT', sent_hash = ?, sent_at = ? where seller_id = ? and transfer_id = ?
                """, sentHash, at, transaction.sellerId(), transferId);
        transaction.update(
                """
                insert into transfer_part (seller_id, transfer_id, sku_id, lot_id, sent)
                select s.seller_id, ?, u.sku_id, u.lot_id, u.sent
                  from seller s, unnest(?::bigint[], ?::bigint[], ?::int[]) as u (sku_id, lot_id, sent)
                 where s.seller_id = ?
                """,
                Columns.of(sent)
                        .value(transferId)
                        .longs(Lotted::skuId)
                        .longs(Lotted::lotId)
                        .ints(Lotted::units)
                        .then(transaction.sellerId()));
    }

    /** Units by which the figures of a part grow. */
    record Growth(long skuId, long lotId, int received, int returned, int lost) {}

    void grow(long transferId, Collection<Growth> parts) {
        transaction.update(
                """
                update transfer_part p
                   set received = p.received + u.received, returned = p.returned + u.returned, lost = p.lost + u.lost
                  from (select sku_id, lot_id, sum(received)::int as received, sum(returned)::int as returned,
                               sum(lost)::int as lost
                          from unnest(?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::int[])
                               as g (sku_id, lot_id, received, returned, lost)
                         group by sku_id, lot_id) as u
                 where p.seller_id = ? and p.transfer_id = ? and p.sku_id = u.sku_id and p.lot_id = u.lot_id
                """,
                Columns.of(parts)
                        .longs(Growth::skuId)
                        .longs(Growth::lotId)
                        .ints(Growth::received)
                        .ints(Growth::returned)
                        .ints(Growth::lost)
                        .then(transaction.sellerId(), transferId));
    }

    // what came ------------------------------------------------------------------------------------------------------

    /** A delivery that was taken in. */
    record Receipt(
            long receiptId,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash) {}

    Optional<Receipt> receipt(long transferId, String callerId) {
        return transaction.find(
                "select * from transfer_receipt where seller_id = ? and transfer_id = ? and caller_id = ?",
                row -> new Receipt(row.getLong("receipt_id"), row.getBytes("content_hash")),
                transaction.sellerId(),
                transferId,
                callerId);
    }

    /** Units that came together. */
    record Item(long skuId, long lotId, int units, int beyond, boolean damaged) {}

    void insert(long transferId, String callerId, Receipt receipt, List<Item> items, Instant at) {
        transaction.update(
                """
                insert into transfer_receipt (seller_id, receipt_id, transfer_id, caller_id, content_hash, recorded_at)
                select s.seller_id, ?, ?, ?, ?, ?::timestamptz from seller s where s.seller_id = ?
                """, receipt.receiptId(), transferId, callerId, receipt.contentHash(), at, transaction.sellerId());
        transaction.update(
                """
                insert into transfer_receipt_item (seller_id, receipt_id, item_no, sku_id, lot_id, units, beyond, damaged)
                select s.seller_id, ?, u.item_no, u.sku_id, u.lot_id, u.units, u.beyond, u.damaged
                  from seller s,
                       unnest(?::int[], ?::bigint[], ?::bigint[], ?::int[], ?::int[], ?::boolean[])
                           as u (item_no, sku_id, lot_id, units, beyond, damaged)
                 where s.seller_id = ?
                """,
                receipt.receiptId(),
                IntStream.rangeClosed(1, items.size()).toArray(),
                items.stream().mapToLong(Item::skuId).toArray(),
                items.stream().mapToLong(Item::lotId).toArray(),
                items.stream().mapToInt(Item::units).toArray(),
                items.stream().mapToInt(Item::beyond).toArray(),
                items.stream().map(Item::damaged).toArray(Boolean[]::new),
                transaction.sellerId());
    }

    /** Something that was not as it should be. */
    record Noted(long discrepancyId, TransferDiscrepancy.Kind kind, long skuId, long lotId, int units, String reason) {}

    /** @param receiptId of the delivery, empty if it was noticed when the transfer was closed */
    void note(long transferId, Optional<Long> receiptId, List<Noted> noted, String note, Instant at) {
        transaction.update(
                """
                insert into transfer_discrepancy (seller_id, transfer_id, discrepancy_id, receipt_id, sku_id, lot_id, kind,
                                                  units, reason, note, noted_at)
                select s.seller_id, ?, u.discrepancy_id, ?::bigint, u.sku_id, u.lot_id, u.kind, u.units, u.reason, ?,
                       ?::timestamptz
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::int[], ?::text[])
                           as u (discrepancy_id, sku_id, lot_id, kind, units, reason)
                 where s.seller_id = ?
                """,
                transferId,
                receiptId.orElse(null),
                note,
                at,
                noted.stream().mapToLong(Noted::discrepancyId).toArray(),
                noted.stream().mapToLong(Noted::skuId).toArray(),
                noted.stream().mapToLong(Noted::lotId).toArray(),
                noted.stream().map(one -> one.kind().name()).toArray(String[]::new),
                noted.stream().mapToInt(Noted::units).toArray(),
                noted.stream().map(Noted::reason).toArray(String[]::new),
                transaction.sellerId());
    }

    /** How the transfer was ended, if it was. */
    Optional<Ending> ending(long transferId) {
        return transaction.find(
                """
                select kind, reason, note from transfer_discrepancy
                 where seller_id = ? and transfer_id = ? and receipt_id is null
                 limit 1
                """,
                row -> new Ending(
                        Ending.Outcome.valueOf(row.getText("kind")), row.getText("reason"), row.getText("note")),
                transaction.sellerId(),
                transferId);
    }

    List<TransferDiscrepancy> discrepancies(String number, long after, int limit) {
        return transaction.list(
                """
                select d.*, r.caller_id, s.code as sku, coalesce(l.code, '') as lot
                  from transfer t
                  join transfer_discrepancy d on d.seller_id = t.seller_id and d.transfer_id = t.transfer_id
                  join sku s on s.seller_id = d.seller_id and s.sku_id = d.sku_id
                  left join transfer_receipt r on r.seller_id = d.seller_id and r.receipt_id = d.receipt_id
                  left join lot l on l.seller_id = d.seller_id and l.lot_id = d.lot_id
                 where t.seller_id = ? and t.number = ? and d.discrepancy_id > ?
                 order by d.discrepancy_id
                 limit ?
                """,
                row -> new TransferDiscrepancy(
                        row.getLong("discrepancy_id"),
                        row.findText("caller_id"),
                        TransferDiscrepancy.Kind.valueOf(row.getText("kind")),
                        row.getText("sku"),
                        row.getText("lot"),
                        row.getInt("units"),
                        row.getText("reason"),
                        row.getText("note"),
                        row.getInstant("noted_at")),
                transaction.sellerId(),
                number,
                after,
                limit);
    }

    // pieces ---------------------------------------------------------------------------------------------------------

    /** Of these pieces those that were last heard of when the transfer was sent. */
    List<String> piecesUnderWay(long transferId, long skuId, long transit, Collection<String> serialNos) {
        return transaction.list(
                """
                select k.serial_no
                  from unnest(?::text[]) as k (serial_no)
                 cross join lateral (
                       select p.cause, p.cause_id, p.to_location
                         from posting_serial x
                         join posting p on p.seller_id = x.seller_id and p.position = x.position
                        where x.seller_id = ? and x.serial_no = k.serial_no and p.sku_id = ?
                        order by x.position desc
                        limit 1) as p
                 where p.cause = 'TRANSFER' and p.cause_id = ? and p.to_location = ?
                """,
                row -> row.getText("serial_no"),
                serialNos.toArray(String[]::new),
                transaction.sellerId(),
                skuId,
                transferId,
                transit);
    }

    /** All pieces of a SKU that were sent with the transfer and are still on their way. */
    List<String> piecesUnderWay(long transferId, long skuId, long transit) {
        List<String> there =
                transaction.list("""
                select serial_no from serial
                 where seller_id = ? and sku_id = ? and location_id = ? and state = 'IN_STOCK'
                 order by serial_no
                """, row -> row.getText("serial_no"), transaction.sellerId(), skuId, transit);
        return piecesUnderWay(transferId, skuId, transit, there);
    }
}
