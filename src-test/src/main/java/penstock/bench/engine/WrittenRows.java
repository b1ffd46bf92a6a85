package penstock.bench.engine;

import java.util.List;
import penstock.bench.harness.WrongCounts;
import penstock.core.store.Database;

/** What a shop's orders left in the tables, but for ids and times: so that it can be compared with what another way of writing left. */
record WrittenRows(List<String> rows) {

    static WrittenRows of(Database database, Shop shop) {
        long seller = shop.sellerId();
        return new WrittenRows(database.transact(
                seller, transaction -> transaction.list("""
                        select concat_ws(' ', o.channel_order_id, o.revision, o.phase, l.line_no, l.channel_line_id, l.channel_sku,
                                         s.code, l.ordered, l.reserved, l.short, l.pack_size,
                                         (select string_agg(concat_ws(' ', p.code, r.quantity, r.state), ', ' order by p.code)
                                            from reservation r
                                            join location p on p.seller_id = r.seller_id and p.location_id = r.location_id
                                           where r.seller_id = o.seller_id and r.order_id = o.order_id and r.line_no = l.line_no))
                               as row
                          from sales_order o
                          join order_line l on l.seller_id = o.seller_id and l.order_id = o.order_id
                          join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                         where o.seller_id = ?
                         union all
                        select concat_ws(' ', o.channel_order_id, s.code, f.code, p.from_condition, t.code, p.to_condition,
                                         p.quantity, p.cause)
                          from posting p
                          join sales_order o on o.seller_id = p.seller_id and o.order_id = p.cause_id
                          join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
                          join location f on f.seller_id = p.seller_id and f.location_id = p.from_location
                          join location t on t.seller_id = p.seller_id and t.location_id = p.to_location
                         where p.seller_id = ?
                         union all
                        select concat_ws(' ', s.code, p.code, b.available, b.reserved)
                          from balance b
                          join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
                          join location p on p.seller_id = b.seller_id and p.location_id = b.location_id
                         where b.seller_id = ?
                         order by 1
                        """, row -> row.getText("row"), seller, seller, seller)));
    }

    /** What the baseline is for: to write the same. */
    void requireSame(WrittenRows others, String whose) {
        for (int i = 0; i < Math.max(rows.size(), others.rows.size()); i++) {
            Difference here = new Difference(row(i), others.row(i));
            WrongCounts.unless(here.ours().equals(here.theirs()), "the same rows of " + whose, here);
        }
    }

    private String row(int number) {
        return number < rows.size() ? rows.get(number) : "";
    }

    private record Difference(String ours, String theirs) {}
}
