package penstock.core.valuation;

import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * How far the projection has come.
 *
 * @param skuId the next document concerns all SKUs, and those up to this one are done
 */
record CursorRow(long position, long documentNo, long skuId) {

    private static final CursorRow BEGINNING = new CursorRow(0, 0, 0);

    /** Locks the seller's row: what was accepted before is visible now, and nobody else accepts or projects meanwhile. */
    static CursorRow lock(Transaction transaction) {
        transaction.update("""
                insert into valuation_cursor (seller_id, position, document_no, sku_id)
                select s.seller_id, 0, 0, 0 from seller s where s.seller_id = ?
                on conflict do nothing
                """, transaction.sellerId());
        return transaction
                .find(
                        "select * from valuation_cursor where seller_id = ? for update",
                        CursorRow::of,
                        transaction.sellerId())
                .orElseThrow(() -> new IllegalArgumentException("there is no seller " + transaction.sellerId()));
    }

    /** Without a lock: it may have moved on. */
    static CursorRow read(Transaction transaction) {
        return transaction
                .find("select * from valuation_cursor where seller_id = ?", CursorRow::of, transaction.sellerId())
                .orElse(BEGINNING);
    }

    /** The position of the last posting. */
    static long head(Transaction transaction) {
        return transaction
                .find("select head from seller where seller_id = ?", row -> row.getLong("head"), transaction.sellerId())
                .orElse(0L);
    }

    /** The number of the last document. */
    static long lastDocument(Transaction transaction) {
        return transaction
                .find(
                        "select document_no from cost_document where seller_id = ? order by document_no desc limit 1",
                        row -> row.getLong("document_no"),
                        transaction.sellerId())
                .orElse(0L);
    }

    void write(Transaction transaction) {
        transaction.update(
                "update valuation_cursor set position = ?, document_no = ?, sku_id = ? where seller_id = ?",
                position,
                documentNo,
                skuId,
                transaction.sellerId());
    }

    private static CursorRow of(Row row) throws java.sql.SQLException {
        return new CursorRow(row.getLong("position"), row.getLong("document_no"), row.getLong("sku_id"));
    }
}
