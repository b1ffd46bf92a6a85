package penstock.core.repair;

import java.util.List;
import java.util.Optional;
import penstock.core.store.Transaction;

/** Places where what is reserved is not what open reservations say, and the orders whose postings say something else. */
final class ReservedDrift {

    private ReservedDrift() {}

    /**
     * One of them.
     *
     * @param since the first posting of an order that differs
     * @param orders the channels' ids of these orders, the first few
     */
    record Row(
            String sku,
            String location,
            long skuId,
            long locationId,
            int reserved,
            int open,
            Optional<Long> since,
            List<String> orders) {}

    static List<Row> list(Transaction transaction) {
        long seller = transaction.sellerId();
        return transaction
                .list(
                        """
                        select b.sku_id, b.location_id, b.reserved, coalesce(p.units, 0)::int as open,
                               s.code as sku, l.code as location
                          from balance b
                          left join (select sku_id, location_id, sum(quantity - posted - voided) as units
                                       from reservation where seller_id = ? and state = 'PENDING'
                                      group by sku_id, location_id) as p using (sku_id, location_id)
                          join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
                          join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                         where b.seller_id = ? and b.reserved <> coalesce(p.units, 0)
                         order by s.code, l.code
                        """,
                        row -> new Row(
                                row.getText("sku"),
                                row.getText("location"),
                                row.getLong("sku_id"),
                                row.getLong("location_id"),
                                row.getInt("reserved"),
                                row.getInt("open"),
                                Optional.empty(),
                                List.of()),
                        seller,
                        seller)
                .stream()
                .map(row -> explained(transaction, row))
                .toList();
    }

    private record Culprit(String order, long since) {}

    /** An order's postings to and from what is reserved there, against its reservations there. What a fact broke says nothing. */
    private static Row explained(Transaction transaction, Row row) {
        long seller = transaction.sellerId();
        List<Culprit> culprits = transaction.list(
                """
                select coalesce(o.channel_order_id, 'order ' || coalesce(p.order_id, r.order_id)) as channel_order_id, coalesce(p.since, 0) as since
                  from (select case p.cause when 'SHIPMENT' then s.order_id else p.cause_id end as order_id,
                               sum(case when p.to_condition = 'reserved' then p.quantity else 0 end) as promised,
                               sum(case when p.from_condition = 'reserved' and p.cause = 'ORDER' then p.quantity else 0 end) as back,
                               sum(case when p.cause = 'SHIPMENT' then p.quantity else 0 end) as shipped,
                               min(p.position) as since
                          from posting p
                          left join shipment s on s.seller_id = p.seller_id and p.cause = 'SHIPMENT' and s.shipment_id = p.cause_id
                         where p.seller_id = ? and p.sku_id = ? and p.cause in ('ORDER', 'SHIPMENT')
                           and ((p.to_location = ? and p.to_condition = 'reserved')
                                or (p.from_location = ? and p.from_condition = 'reserved'))
                         group by 1) as p
                  full join (select order_id, sum(quantity) as promised, sum(posted) as shipped, sum(voided) as voided,
                                    bool_or(state = 'BROKEN') as broken
                               from reservation
                              where seller_id = ? and sku_id = ? and location_id = ?
                              group by order_id) as r using (order_id)
                  left join sales_order o on o.seller_id = ? and o.order_id = coalesce(p.order_id, r.order_id)
                 where coalesce(p.promised, 0) <> coalesce(r.promised, 0)
                    or coalesce(p.shipped, 0) <> coalesce(r.shipped, 0)
                    or coalesce(p.back, 0) > coalesce(r.voided, 0)
                    or (coalesce(p.back, 0) < coalesce(r.voided, 0) and not coalesce(r.broken, false))
                 order by since
                 limit ?
                """,
                found -> new Culprit(found.getText("channel_order_id"), found.getLong("since")),
                seller,
                row.skuId(),
                row.locationId(),
                row.locationId(),
                seller,
                row.skuId(),
                row.locationId(),
                seller,
                Repairs.MAX_DOCUMENTS);
        return new Row(
                row.sku(),
                row.location(),
                row.skuId(),
                row.locationId(),
                row.reserved(),
                row.open(),
                culprits.stream().map(Culprit::since).findFirst(),
                culprits.stream().map(Culprit::order).toList());
    }
}
