package penstock.core.transfer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** Which lots the items of a transfer mean by their codes, looked up together. */
final class Lotting {

    /** A lot as an item names it. */
    record Named(long skuId, String code) {}

    private final Map<Named, Long> lots = new HashMap<>();

    private Lotting() {}

    static Lotting of(Transaction transaction, Collection<Named> named) {
        Lotting lotting = new Lotting();
        if (!named.isEmpty()) {
            transaction.list(
                    """
                    select l.sku_id, l.code, l.lot_id
                      from unnest(?::bigint[], ?::text[]) as k (sku_id, code)
                     cross join lateral (
                           select * from lot l where l.seller_id = ? and l.sku_id = k.sku_id and l.code = k.code) as l
                    """,
                    row -> lotting.lots.put(
                            new Named(row.getLong("sku_id"), row.getText("code")), row.getLong("lot_id")),
                    Columns.of(named).longs(Named::skuId).texts(Named::code).then(transaction.sellerId()));
        }
        return lotting;
    }

    long id(String sku, long skuId, String code) {
        return Optional.ofNullable(lots.get(new Named(skuId, code)))
                .orElseThrow(() -> new Refusal(
                        Verdict.NOT_POSSIBLE,
                        TransferFault.UNKNOWN_LOT,
                        sku + " has no lot " + code + "; create it first"));
    }
}
