package penstock.core.shipping;

import java.util.Arrays;
import java.util.List;
import penstock.core.store.Database;

/** Finds fulfilment orders that may leave in one parcel. Any thread. */
public final class Mergeable {

    private final Database database;

    public Mergeable(Database database) {
        this.database = database;
    }

    /** Fulfilment orders of one recipient at one location, the oldest first, as many as fit into one parcel. */
    public record Group(String locationCode, List<Long> fulfilmentIds) {}

    /**
     * A page of groups, by their oldest fulfilment orders, those after one of these. What is held back is left out, what
     * is packed for somebody whom its order names no more as well, and who nobody knows, or may know any more, is nobody's
     * recipient.
     */
    public List<Group> list(long sellerId, long afterFulfilmentId, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select l.code, string_agg(f.fulfilment_id::text, ' ' order by f.fulfilment_id) as ids
                          from fulfilment_order f
                          join sales_order o on o.seller_id = f.seller_id and o.order_id = f.order_id
                          join location l on l.seller_id = f.seller_id and l.location_id = f.location_id
                         where f.seller_id = ? and f.state in ('OPEN', 'PICKED', 'PACKED')
                           and f.provider_account_id is null and o.recipient_mark is not null and not o.held
                           and coalesce(f.recipient_mark, o.recipient_mark) = o.recipient_mark
                         group by l.code, o.recipient_mark
                        having count(distinct f.order_id) > 1 and min(f.fulfilment_id) > ?
                         order by min(f.fulfilment_id)
                         limit ?
                        """,
                        row -> new Group(
                                row.getText("code"),
                                Arrays.stream(row.getText("ids").split(" ", -1))
                                        .limit(ShipTogether.MAX_TOGETHER)
                                        .map(Long::valueOf)
                                        .toList()),
                        sellerId,
                        afterFulfilmentId,
                        limit));
    }
}
