package penstock.core.warehouse;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Finds the lots of which units can be sold that may not be, or are withheld that may be sold: the day came, the SKU asks for
 * other days than before, or whoever blocked the lot died before its units were withheld. Any thread, any node.
 */
public final class UnsettledLots {

    private final Database database;
    private final Clock clock;

    public UnsettledLots(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A lot to be looked at by {@link penstock.core.ledger.ReviewLot}. */
    public record UnsettledLot(long skuId, long lotId) {}

    /** A location's day; PostgreSQL need not know the zone as Java does. */
    private record Today(long locationId, String day) {}

    /** Those after a lot, by number. */
    public List<UnsettledLot> list(long sellerId, long afterLotId, int limit) {
        Instant now = clock.instant();
        return database.transact(sellerId, transaction -> {
            List<Today> days = today(transaction, now);
            return days.isEmpty() ? List.of() : list(transaction, days, afterLotId, limit);
        });
    }

    /** Of the places of which is known what lies where; what is under way is looked at when it comes. */
    private static List<Today> today(Transaction transaction, Instant now) {
        return transaction.list(
                """
                select location_id, time_zone from location
                 where seller_id = ? and kind in ('WAREHOUSE', 'VIRTUAL')
                   and exists (select from lot t where t.seller_id = ?)
                """,
                row -> new Today(
                        row.getLong("location_id"),
                        now.atZone(ZoneId.of(row.getText("time_zone")))
                                .toLocalDate()
                                .toString()),
                transaction.sellerId(),
                transaction.sellerId());
    }

    private static List<UnsettledLot> list(Transaction transaction, List<Today> days, long afterLotId, int limit) {
        return new ArrayList<>(transaction.list(
                """
                select distinct d.lot_id, d.sku_id
                  from stock_detail d
                  join unnest(?::bigint[], ?::text[]) as k (location_id, today) on k.location_id = d.location_id
                  join lot t on t.seller_id = d.seller_id and t.lot_id = d.lot_id
                  join sku s on s.seller_id = d.seller_id and s.sku_id = d.sku_id
                 cross join lateral (
                       select t.state = 'BLOCKED' or coalesce(t.expires_on < k.today::date, false) as unusable,
                              coalesce(t.expires_on < k.today::date + coalesce(s.days_on_sale, 0), false) as short_lived) as u
                 where d.seller_id = ? and d.lot_id > ?
                   and case d.state
                       when 'SOUND' then u.unusable or u.short_lived and d.units >
                            (select coalesce(sum(a.picked), 0) from allocation a
                              where a.seller_id = d.seller_id and a.sku_id = d.sku_id and a.location_id = d.location_id
                                and a.bin_id = d.bin_id and a.lot_id = d.lot_id and a.state = 'OPEN')
                       when 'WITHHELD' then not u.unusable and not u.short_lived
                       else false end
                 order by d.lot_id
                 limit ?
                """,
                row -> new UnsettledLot(row.getLong("sku_id"), row.getLong("lot_id")),
                Columns.of(days)
                        .longs(Today::locationId)
                        .texts(Today::day)
                        .then(transaction.sellerId(), afterLotId, limit)));
    }
}
