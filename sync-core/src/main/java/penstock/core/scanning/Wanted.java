package penstock.core.scanning;

import java.sql.SQLException;
import java.util.List;
import penstock.core.scanning.ScanSession.Document;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * Units that a session's document, or what lies in no bin, says are to be scanned, as the ledger stands. A document has a limit;
 * of what lies in no bin there are as many rows as show, with what was scanned left out.
 *
 * @param lineNo of a count or a fulfilment order, else 0
 * @param binId where they are, 0 for nowhere in particular
 * @param lotId of which lot, 0 for any
 */
record Wanted(int lineNo, long skuId, String sku, long binId, String bin, long lotId, String lot, int units) {

    private static final String OF_PURCHASE_ORDER = """
            select 0 as line_no, l.sku_id, 0::bigint as bin_id, 0::bigint as lot_id,
                   sum(l.ordered - l.received - l.cancelled)::int as units
              from purchase_order o
              join purchase_line l on l.seller_id = o.seller_id and l.purchase_id = o.purchase_id
             where o.seller_id = ? and o.number = ?
             group by l.sku_id
            """;

    private static final String OF_ANNOUNCEMENT = """
            select 0 as line_no, l.sku_id, 0::bigint as bin_id, 0::bigint as lot_id,
                   sum(n.units - n.received)::int as units
              from announcement a
              join announcement_line n on n.seller_id = a.seller_id and n.announcement_id = a.announcement_id
              join purchase_line l on l.seller_id = n.seller_id and l.purchase_id = n.purchase_id
                                  and l.line_no = n.purchase_line_no
             where a.seller_id = ? and a.number = ?
             group by l.sku_id
            """;

    private static final String OF_TRANSFER = """
            select 0 as line_no, p.sku_id, 0::bigint as bin_id, p.lot_id,
                   p.sent - p.received - p.returned - p.lost as units
              from transfer t
              join transfer_part p on p.seller_id = t.seller_id and p.transfer_id = t.transfer_id
             where t.seller_id = ? and t.number = ?
            """;

    private static final String OF_FULFILMENT = """
            select n.line_no, n.sku_id, 0::bigint as bin_id, 0::bigint as lot_id,
                   n.quantity - n.shipped - n.cancelled
                       - coalesce((select sum(a.picked) from allocation a
                                    where a.seller_id = n.seller_id and a.fulfilment_id = n.fulfilment_id
                                      and a.line_no = n.line_no and a.state = 'OPEN'), 0)::int as units
              from fulfilment_line n
             where n.seller_id = ? and n.fulfilment_id = ?::bigint
            """;

    private static final String OF_COUNT = """
            select n.line_no, n.sku_id, n.bin_id, n.lot_id, 0 as units
              from stock_count_line n
              join sku k on k.seller_id = n.seller_id and k.sku_id = n.sku_id and k.tracking <> 'SERIAL'
             where n.seller_id = ? and n.count_id = ?::bigint and n.state in ('OPEN', 'COUNTED')
            """;

    private static final String IN_NO_BIN = """
            select 0 as line_no, d.sku_id, 0::bigint as bin_id, d.lot_id, sum(d.units)::int as units
              from stock_detail d
             where d.seller_id = ? and d.location_id = ?::bigint and d.bin_id = 0
             group by d.sku_id, d.lot_id
             limit %d
            """.formatted(ScanSession.MAX_SCANS
            + SessionView.MAX_MISSING); // of which a session can have scanned the first only

    private static final String NAMED = """
            select w.*, s.code as sku, coalesce(b.code, '') as bin, coalesce(t.code, '') as lot
              from (%s) as w
              join sku s on s.seller_id = ? and s.sku_id = w.sku_id
              left join bin b on b.seller_id = s.seller_id and b.bin_id = w.bin_id
              left join lot t on t.seller_id = s.seller_id and t.lot_id = w.lot_id
             order by bin, sku, lot, w.line_no
            """;

    /** What is wanted of a session; nothing where nobody said what to expect. */
    static List<Wanted> list(Transaction transaction, Stored stored) {
        if (stored.task() == Task.PUT_AWAY) {
            return list(transaction, IN_NO_BIN, Long.toString(stored.locationId()));
        }
        return stored.session()
                .opening()
                .against()
                .map(against -> list(transaction, query(against.document()), against.number()))
                .orElse(List.of());
    }

    private static String query(Document document) {
        return switch (document) {
            case PURCHASE_ORDER -> OF_PURCHASE_ORDER;
            case ANNOUNCEMENT -> OF_ANNOUNCEMENT;
            case TRANSFER -> OF_TRANSFER;
            case FULFILMENT -> OF_FULFILMENT;
            case COUNT -> OF_COUNT;
        };
    }

    private static List<Wanted> list(Transaction transaction, String query, String number) {
        return transaction.list(
                NAMED.formatted(query), Wanted::wanted, transaction.sellerId(), number, transaction.sellerId());
    }

    private static Wanted wanted(Row row) throws SQLException {
        return new Wanted(
                row.getInt("line_no"),
                row.getLong("sku_id"),
                row.getText("sku"),
                row.getLong("bin_id"),
                row.getText("bin"),
                row.getLong("lot_id"),
                row.getText("lot"),
                row.getInt("units"));
    }
}
