package penstock.core.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import penstock.core.engine.Exposures;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** Reads balances and postings. Any thread. */
public final class Stock {

    private final Database database;

    public Stock(Database database) {
        this.database = database;
    }

    /** The units of a SKU at a location. */
    public record BalanceView(
            String skuCode,
            String locationCode,
            int available,
            int reserved,
            int qualityControl,
            int damaged,
            int incoming,
            int withheld,
            long changedAt) {}

    /** A posting as it is shown; location code {@code ""} is the outside. */
    public record PostingView(
            long position,
            String skuCode,
            String from,
            String to,
            int quantity,
            String cause,
            long causeId,
            Instant postedAt) {}

    /** Balances of a SKU ({@code ""} for all), by SKU and location, those after a SKU code. */
    public List<BalanceView> balances(long sellerId, String skuCode, String afterCode, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select s.code as sku, l.code as location, b.*
                          from balance b
                          join sku s on s.seller_id = b.seller_id and s.sku_id = b.sku_id
                          join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                         where b.seller_id = ? and (? = '' or s.code = ?) and s.code > ?
                         order by s.code, l.code
                         limit ?
                        """,
                        row -> new BalanceView(
                                row.getText("sku"),
                                row.getText("location"),
                                row.getInt("available"),
                                row.getInt("reserved"),
                                row.getInt("quality_control"),
                                row.getInt("damaged"),
                                row.getInt("incoming"),
                                row.getInt("withheld"),
                                row.getLong("changed_at")),
                        sellerId,
                        skuCode,
                        skuCode,
                        afterCode,
                        limit));
    }

    /** Postings of a SKU, the newest first, those before a position. */
    public List<PostingView> postings(long sellerId, String skuCode, long beforePosition, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select p.*, s.code as sku, coalesce(f.code, 'outside') as from_code,
                               coalesce(t.code, 'outside') as to_code
                          from sku s
                          join posting p on p.seller_id = s.seller_id and p.sku_id = s.sku_id
                          left join location f on f.seller_id = p.seller_id and f.location_id = p.from_location
                          left join location t on t.seller_id = p.seller_id and t.location_id = p.to_location
                         where s.seller_id = ? and s.code = ? and p.position < ?
                         order by p.position desc
                         limit ?
                        """,
                        row -> new PostingView(
                                row.getLong("position"),
                                row.getText("sku"),
                                row.getText("from_code") + "/" + row.getText("from_condition"),
                                row.getText("to_code") + "/" + row.getText("to_condition"),
                                row.getInt("quantity"),
                                row.getText("cause"),
                                row.getLong("cause_id"),
                                row.getInstant("posted_at")),
                        sellerId,
                        skuCode,
                        beforePosition,
                        limit));
    }

    /**
     * Units that came by a stock move of a kind of caller's id.
     *
     * @param lot {@code ""} for none, or none known
     * @param expiresOn the lot's last day, {@code ""} if it has none
     * @param serialNos the pieces, by their letters
     */
    public record Opening(
            long moveId,
            String callerId,
            String sku,
            int decimals,
            String location,
            int quantity,
            String lot,
            String expiresOn,
            List<String> serialNos) {}

    /** A page of stock moves whose callers' ids begin alike, those after a move. */
    public List<Opening> openings(long sellerId, String prefix, long afterMove, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select m.move_id, m.caller_id, s.code as sku, s.decimals,
                               l.code as location, p.quantity, coalesce(t.code, '') as lot,
                               coalesce(t.expires_on::text, '') as last_day,
                               (select string_agg(x.serial_no, chr(10) order by x.serial_no collate "C")
                                  from posting_serial x
                                 where x.seller_id = p.seller_id and x.position = p.position) as serials
                          from (select * from stock_move
                                 where seller_id = ? and move_id > ? and starts_with(caller_id, ?)
                                 order by move_id limit ?) as m
                          join posting p on p.seller_id = m.seller_id and p.cause = 'STOCK_MOVE' and p.cause_id = m.move_id
                           and p.from_location = 0
                          join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
                          join location l on l.seller_id = p.seller_id and l.location_id = p.to_location
                          left join posting_detail d on d.seller_id = p.seller_id and d.position = p.position and d.part_no = 1
                          left join lot t on t.seller_id = d.seller_id and t.lot_id = d.to_lot
                         order by m.move_id
                        """,
                        row -> new Opening(
                                row.getLong("move_id"),
                                row.getText("caller_id"),
                                row.getText("sku"),
                                row.getInt("decimals"),
                                row.getText("location"),
                                row.getInt("quantity"),
                                row.getText("lot"),
                                row.getText("last_day"),
                                row.findText("serials")
                                        .map(text -> List.of(text.split("\n", -1)))
                                        .orElse(List.of())),
                        sellerId,
                        afterMove,
                        prefix,
                        limit));
    }

    /**
     * Units of a SKU that an own site may promise now, its safety stock kept back; none of what is discontinued.
     *
     * @param packSize units of the SKU in one unit under the name that was asked for
     * @param missing units of what is still to come that are to be left alone, for what is kept back is not all there
     * @param offered whether it may be promised at all
     */
    public record Promisable(long skuId, int packSize, int units, int missing, boolean offered) {}

    /**
     * What an own site may promise now, by the names that it has for our SKUs: of a kit its components, else the SKU itself.
     * Names that are not known are missing. Of a partitioned SKU it leaves out what channels may still sell, and of one that
     * has come for more orders than could be served in one go what these are owed.
     */
    public Map<String, List<Promisable>> promisable(long sellerId, long accountId, List<String> names) {
        return database.transact(sellerId, transaction -> {
            List<Found> found = found(transaction, accountId, names);
            Map<Long, Integer> exposed = new TreeMap<>();
            List<Long> partitioned = found.stream()
                    .filter(Found::partitioned)
                    .map(Found::skuId)
                    .distinct()
                    .toList();
            if (!partitioned.isEmpty()) {
                Exposures.list(transaction, partitioned)
                        .forEach(exposure -> exposed.merge(exposure.skuId(), exposure.units(), Integer::sum));
            }
            Map<String, List<Promisable>> promisable = new TreeMap<>();
            for (Found sku : found) {
                int beyondKept = (int) (sku.units() - exposed.getOrDefault(sku.skuId(), 0));
                promisable
                        .computeIfAbsent(sku.name(), name -> new ArrayList<>())
                        .add(new Promisable(
                                sku.skuId(),
                                sku.packSize(),
                                Math.max(0, beyondKept),
                                Math.max(0, -beyondKept),
                                sku.offered()));
            }
            return promisable;
        });
    }

    /** A name, one of the SKUs that it stands for, and the units of that beyond what is kept back, below zero if that is not all there. */
    private record Found(String name, long skuId, int packSize, boolean partitioned, boolean offered, long units) {}

    private static List<Found> found(Transaction transaction, long accountId, List<String> names) {
        return transaction.list(
                """
                select k.name, p.sku_id, b.pack_size * coalesce(c.units, 1) as pack_size,
                       p.sharing = 'PARTITIONED' as partitioned,
                       not bool_or('DISCONTINUED' in (b.lifecycle, p.lifecycle)) over (partition by k.name) as offered,
                       case when bool_or('DISCONTINUED' in (b.lifecycle, p.lifecycle)) over (partition by k.name) then 0
                            else (select least(coalesce(sum(a.available), 0), 2147483647)::int from balance a
                                   join location l on l.seller_id = a.seller_id and l.location_id = a.location_id
                                                  and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                                   where a.seller_id = ? and a.sku_id = p.sku_id)
                                 - p.safety_stock - coalesce(r.claimed, 0) end as units
                  from unnest(?::text[]) as k (name)
                 cross join lateral (
                       select l.sku_id, l.pack_size, s.kind, s.lifecycle
                         from listing l
                         join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                        where l.seller_id = ? and l.account_id = ? and l.channel_sku = k.name
                        union all
                       select s.sku_id, 1, s.kind, s.lifecycle
                         from sku s
                        where s.seller_id = ? and s.code = k.name
                        limit 1) as b
                  left join kit_component c on c.seller_id = ? and b.kind = 'KIT' and c.kit_sku_id = b.sku_id
                  join sku p on p.seller_id = ? and p.sku_id = coalesce(c.component_sku_id, b.sku_id)
                  left join backorder_rule r on r.seller_id = ? and r.sku_id = p.sku_id
                 where b.kind <> 'KIT' or c.units is not null
                """,
                row -> new Found(
                        row.getText("name"),
                        row.getLong("sku_id"),
                        row.getInt("pack_size"),
                        row.getBoolean("partitioned"),
                        row.getBoolean("offered"),
                        row.getLong("units")),
                transaction.sellerId(),
                names.toArray(String[]::new),
                transaction.sellerId(),
                accountId,
                transaction.sellerId(),
                transaction.sellerId(),
                transaction.sellerId(),
                transaction.sellerId());
    }
}
