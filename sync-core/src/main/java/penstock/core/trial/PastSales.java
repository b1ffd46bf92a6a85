package penstock.core.trial;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.catalogue.InvalidField;
import penstock.core.history.LedgerPoint;
import penstock.core.identity.Ids;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * Reads what was ordered, and what came and went, in the days up to now. What an order says now counts: what its buyer cancelled was not
 * wanted, and what left without our stock neither. A line whose listing is not among the SKU's outlets (a kit's, one that ended) takes its
 * units when its order came.
 */
final class PastSales {

    /** SKUs that are read at a time. */
    static final int MAX_SKUS = 200;

    private static final double MILLIS_OF_A_DAY = Duration.ofDays(1).toMillis();

    private final Instant from;
    private final long position;
    private final Map<Long, List<Line>> lines;

    private PastSales(Instant from, long position, Map<Long, List<Line>> lines) {
        this.from = from;
        this.position = position;
        this.lines = lines;
    }

    private record Line(
            long accountId, boolean ownSite, String channelSku, Instant placedAt, Instant committedAt, int units) {}

    /**
     * Of so many days.
     *
     * @throws InvalidField if more was ordered in them than can be played
     */
    static PastSales read(Transaction transaction, Instant until, int days, int maxLines) {
        Instant from = until.minus(Duration.ofDays(days));
        return new PastSales(
                from, LedgerPoint.at(transaction, from).position(), lines(transaction, from, until, maxLines));
    }

    private static Map<Long, List<Line>> lines(Transaction transaction, Instant from, Instant until, int maxLines) {
        Map<Long, List<Line>> lines = new HashMap<>();
        int read = transaction
                .list(
                        """
                select l.sku_id, o.account_id, a.own_skus, l.channel_sku, o.placed_at, o.created_at,
                       l.ordered - l.cancelled - l.elsewhere as units
                  from (select * from sales_order
                         where seller_id = ? and order_id >= ? and order_id < ?
                           and phase in ('PENDING', 'CONFIRMED', 'CANCELLED')) as o
                  join order_line l on l.seller_id = ? and l.order_id = o.order_id
                                   and l.sku_id is not null and l.ordered > l.cancelled + l.elsewhere
                  join channel_account a on a.seller_id = ? and a.account_id = o.account_id
                 order by o.order_id, l.line_no
                 limit ?
                """,
                        row -> lines.computeIfAbsent(row.getLong("sku_id"), sku -> new ArrayList<>())
                                .add(new Line(
                                        row.getLong("account_id"),
                                        row.getBoolean("own_skus"),
                                        row.getText("channel_sku"),
                                        row.getInstant("placed_at"),
                                        row.getInstant("created_at"),
                                        row.getInt("units"))),
                        transaction.sellerId(),
                        Ids.firstOf(from),
                        Ids.firstOf(until),
                        transaction.sellerId(),
                        transaction.sellerId(),
                        maxLines + 1)
                .size();
        if (read > maxLines) {
            throw new InvalidField(
                    "days",
                    "",
                    InvalidField.Reason.OUT_OF_RANGE,
                    "more than " + maxLines + " order lines came in these days; ask for fewer days");
        }
        return lines;
    }

    /** Up to {@link #MAX_SKUS} SKUs that are sold from one pool, in the order of their ids. */
    List<PastSku> list(Transaction transaction, long afterSku) {
        Map<Long, Head> heads = heads(transaction, afterSku);
        List<Long> ids = List.copyOf(heads.keySet());
        Map<Long, List<PastSku.Outlet>> outlets = outlets(transaction, ids);
        Map<Long, List<PastSku.Place>> places = places(transaction, ids);
        Map<Long, List<Posted>> posted = posted(transaction, ids);
        List<PastSku> skus = new ArrayList<>();
        heads.forEach((sku, head) -> skus.add(of(
                sku,
                head,
                places.getOrDefault(sku, List.of()),
                outlets.getOrDefault(sku, List.of()),
                posted.getOrDefault(sku, List.of()))));
        return skus;
    }

    private record Head(String code, Optional<String> category, int safetyStock) {}

    private static Map<Long, Head> heads(Transaction transaction, long afterSku) {
        Map<Long, Head> heads = new LinkedHashMap<>();
        transaction.list(
                """
                select s.sku_id, s.code, s.category, s.safety_stock
                  from sku s
                 where s.seller_id = ? and s.sku_id > ? and s.sharing = 'POOL' and s.lifecycle <> 'DISCONTINUED'
                   and not exists (select from kit_component k where k.seller_id = ? and k.kit_sku_id = s.sku_id)
                 order by s.sku_id
                 limit ?
                """,
                row -> heads.put(
                        row.getLong("sku_id"),
                        new Head(row.getText("code"), row.findText("category"), row.getInt("safety_stock"))),
                transaction.sellerId(),
                afterSku,
                transaction.sellerId(),
                MAX_SKUS);
        return heads;
    }

    private static Map<Long, List<PastSku.Outlet>> outlets(Transaction transaction, List<Long> skus) {
        Map<Long, List<PastSku.Outlet>> outlets = new HashMap<>();
        transaction.list(
                """
                select l.sku_id, l.listing_id, l.account_id, l.channel_sku, l.pack_size, l.quantity_cap, a.own_skus
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from listing l
                        where l.seller_id = ? and l.sku_id = k.sku_id and l.state = 'ACTIVE') as l
                  join channel_account a on a.seller_id = ? and a.account_id = l.account_id
                                        and (a.publishes_stock or a.own_skus)
                 order by l.sku_id, l.listing_id
                """,
                row -> outlets.computeIfAbsent(row.getLong("sku_id"), sku -> new ArrayList<>())
                        .add(new PastSku.Outlet(
                                row.getLong("listing_id"),
                                row.getLong("account_id"),
                                row.getText("channel_sku"),
                                row.getInt("pack_size"),
                                row.findInt("quantity_cap"),
                                row.getBoolean("own_skus"))),
                Columns.of(skus).longs(id -> id).then(transaction.sellerId(), transaction.sellerId()));
        return outlets;
    }

    /** What there was at the beginning: what there is now, less what came and went since. */
    private Map<Long, List<PastSku.Place>> places(Transaction transaction, List<Long> skus) {
        Map<Long, List<PastSku.Place>> places = new HashMap<>();
        transaction.list(
                """
                select b.sku_id, b.location_id, l.code, b.available - since.units as units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (select * from balance b where b.seller_id = ? and b.sku_id = k.sku_id) as b
                 cross join lateral (
                       select coalesce(sum(case when g.to_location = b.location_id and g.to_condition = 'available'
                                                then g.quantity else 0 end
                                         - case when g.from_location = b.location_id and g.from_condition = 'available'
                                                then g.quantity else 0 end), 0)::int as units
                         from posting g
                        where g.seller_id = ? and g.sku_id = b.sku_id and g.position > ?) as since
                  join location l on l.seller_id = ? and l.location_id = b.location_id
                                 and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                 order by b.sku_id, l.source_rank, l.location_id
                """,
                row -> places.computeIfAbsent(row.getLong("sku_id"), sku -> new ArrayList<>())
                        .add(new PastSku.Place(row.getLong("location_id"), row.getText("code"), row.getInt("units"))),
                Columns.of(skus)
                        .longs(id -> id)
                        .then(transaction.sellerId(), transaction.sellerId(), position, transaction.sellerId()));
        return places;
    }

    private record Posted(Instant at, long locationId, int units) {}

    private Map<Long, List<Posted>> posted(Transaction transaction, List<Long> skus) {
        Map<Long, List<Posted>> posted = new HashMap<>();
        transaction.list(
                """
                select g.sku_id, g.posted_at, side.location_id, side.units
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from posting g
                        where g.seller_id = ? and g.sku_id = k.sku_id and g.position > ? and g.cause <> 'ORDER'
                          and (g.from_condition = 'available' or g.to_condition = 'available')) as g
                 cross join lateral (
                       values (case when g.to_condition = 'available' then g.to_location end, g.quantity),
                              (case when g.from_condition = 'available' then g.from_location end, -g.quantity))
                       as side (location_id, units)
                 where side.location_id > 0
                 order by g.sku_id, g.position
                """,
                row -> posted.computeIfAbsent(row.getLong("sku_id"), sku -> new ArrayList<>())
                        .add(new Posted(row.getInstant("posted_at"), row.getLong("location_id"), row.getInt("units"))),
                Columns.of(skus).longs(id -> id).then(transaction.sellerId(), position));
        return posted;
    }

    private PastSku of(
            long sku, Head head, List<PastSku.Place> places, List<PastSku.Outlet> listed, List<Posted> posted) {
        List<PastSku.Outlet> outlets = new ArrayList<>(listed);
        List<Play.Move> moves = new ArrayList<>();
        List<Buyer> buyers = new ArrayList<>();
        for (Posted one : posted) {
            for (int place = 0; place < places.size(); place++) {
                if (places.get(place).locationId() == one.locationId()) {
                    moves.add(new Play.Move(day(one.at()), place, one.units()));
                }
            }
        }
        for (Line line : lines.getOrDefault(sku, List.of())) {
            Optional<Integer> outlet = outlet(outlets, line);
            double came = Math.max(0, day(line.placedAt()));
            double committed = Math.max(came, day(line.committedAt()));
            if (outlet.isPresent()) {
                buyers.add(new Buyer(came, outlet.get(), line.units(), committed - came));
            } else if (!places.isEmpty()) {
                moves.add(new Play.Move(committed, Play.ANYWHERE, -line.units()));
            }
        }
        buyers.sort(Comparator.comparingDouble(Buyer::at));
        return new PastSku(sku, head.code(), head.category(), head.safetyStock(), places, outlets, moves, buyers);
    }

    /** An own site needs no listing to sell. */
    private static Optional<Integer> outlet(List<PastSku.Outlet> outlets, Line line) {
        for (int i = 0; i < outlets.size(); i++) {
            PastSku.Outlet outlet = outlets.get(i);
            if (outlet.accountId() == line.accountId()
                    && (line.ownSite() || outlet.channelSku().equals(line.channelSku()))) {
                return Optional.of(i);
            }
        }
        if (!line.ownSite()) {
            return Optional.empty();
        }
        outlets.add(new PastSku.Outlet(0, line.accountId(), line.channelSku(), 1, Optional.empty(), true));
        return Optional.of(outlets.size() - 1);
    }

    private double day(Instant moment) {
        return Duration.between(from, moment).toMillis() / MILLIS_OF_A_DAY;
    }
}
