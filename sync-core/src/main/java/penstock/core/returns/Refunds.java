package penstock.core.returns;

import java.time.Clock;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.identity.Ids;
import penstock.core.money.Money;
import penstock.core.order.ContentHash;
import penstock.core.store.Database;

/** Money that is given back. It is noted, and nothing else: a refund moves no stock. Any thread. */
public final class Refunds {

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Refunds(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** Notes what was given back for a return; the id is the caller's. */
    public Reply note(long sellerId, String returnId, String id, Money amount, String note) {
        return database.transact(sellerId, transaction -> {
            long wanted = new ReturnRows(transaction)
                    .find(returnId)
                    .orElseThrow(() -> Returns.noSuch("return " + returnId))
                    .wanted()
                    .returnId();
            byte[] hash = ContentHash.of(returnId + "\t" + amount + "\t" + note);
            long refundId = ids.next();
            int written = transaction.update(
                    """
                    insert into refund (seller_id, refund_id, caller_id, return_id, content_hash, amount, currency, note,
                                        recorded_at)
                    select s.seller_id, ?, ?, ?, ?, ?, ?, ?, ?::timestamptz from seller s where s.seller_id = ?
                    on conflict do nothing
                    """,
                    refundId,
                    id,
                    wanted,
                    hash,
                    amount.minor(),
                    amount.currency().getCurrencyCode(),
                    note,
                    clock.instant(),
                    sellerId);
            if (written == 1) {
                return Reply.of(Verdict.CREATED, refundId);
            }
            return transaction
                    .find(
                            "select * from refund where seller_id = ? and caller_id = ? and content_hash = ?",
                            row -> Reply.of(Verdict.EXISTS, row.getLong("refund_id")),
                            sellerId,
                            id,
                            hash)
                    .orElseThrow(Returns::otherContent);
        });
    }
}
