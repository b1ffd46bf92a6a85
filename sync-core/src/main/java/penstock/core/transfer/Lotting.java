package penstock.core.transfer;

import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.store.Transaction;

/** Which lot is meant by its code. */
final class Lotting {

    private Lotting() {}

    static long id(Transaction transaction, String sku, long skuId, String code) {
        return transaction
                .find(
                        "select lot_id from lot where seller_id = ? and sku_id = ? and code = ?",
                        row -> row.getLong("lot_id"),
                        transaction.sellerId(),
                        skuId,
                        code)
                .orElseThrow(() -> new Refusal(
                        Verdict.NOT_POSSIBLE,
                        TransferFault.UNKNOWN_LOT,
                        sku + " has no lot " + code + "; create it first"));
    }
}
