package penstock.core.catalogue;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.shelf.PickingRule;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The rows of SKUs, many at a time. */
public final class SkuRows {

    private static final String DESCRIPTION = """
            title, kind, unit, decimals, lifecycle, sharing, safety_stock, tracking, shelf_life_days, days_on_receipt, \
            days_on_sale, picking_rule, length_mm, width_mm, height_mm, weight_g, un_number, hazard_class, country_of_origin, hs_code, \
            brand, category, style, attributes""";

    private static final String DESCRIPTION_ARRAYS = """
            ?::text[], ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::int[], ?::text[], ?::int[], ?::int[], \
            ?::int[], ?::text[], ?::int[], ?::int[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], \
            ?::text[], ?::text[], ?::text[], ?::text[]""";

    private SkuRows() {}

    /** The SKUs of these codes, as far as they exist. */
    public static Map<String, Sku> byCode(Transaction transaction, Collection<String> codes) {
        Map<String, Sku> found = new HashMap<>();
        if (!codes.isEmpty()) {
            transaction.list(
                    """
                    select s.*
                      from unnest(?::text[]) as k (code)
                     cross join lateral (select * from sku s where s.seller_id = ? and s.code = k.code) as s
                    """,
                    row -> found.put(row.getText("code"), sku(row)),
                    Columns.of(Set.copyOf(codes)).texts(code -> code).then(transaction.sellerId()));
        }
        return found;
    }

    /** The number of a SKU that was looked up. */
    public static long idOf(String code, Map<String, Sku> found) {
        return Objects.requireNonNull(found.get(code), code).skuId();
    }

    static Sku get(Transaction transaction, String code) {
        return transaction
                .find("select * from sku where seller_id = ? and code = ?", SkuRows::sku, transaction.sellerId(), code)
                .orElseThrow();
    }

    /** Inserts them; gives the codes of those that nobody else has inserted meanwhile. */
    static Set<String> insert(Transaction transaction, List<Sku> skus) {
        return new HashSet<>(transaction.list(
                """
                insert into sku (seller_id, sku_id, code, created_at, %s)
                select s.seller_id, u.*
                  from seller s, unnest(?::bigint[], ?::text[], ?::timestamptz[], %s) as u
                 where s.seller_id = ?
                on conflict do nothing
                returning code
                """.formatted(DESCRIPTION, DESCRIPTION_ARRAYS),
                row -> row.getText("code"),
                described(Columns.of(skus).longs(Sku::skuId).texts(Sku::code).instants(Sku::createdAt))
                        .then(transaction.sellerId())));
    }

    static void update(Transaction transaction, List<Sku> skus) {
        transaction.update(
                """
                update sku s
                   set (%s) = (select %s)
                  from unnest(?::bigint[], %s) as u (sku_id, %s)
                 where s.seller_id = ? and s.sku_id = u.sku_id
                """.formatted(DESCRIPTION, DESCRIPTION.replaceAll("(\\w+)", "u.$1"), DESCRIPTION_ARRAYS, DESCRIPTION),
                described(Columns.of(skus).longs(Sku::skuId)).then(transaction.sellerId()));
    }

    private static Columns<Sku> described(Columns<Sku> columns) {
        columns.texts(Sku::title)
                .texts(sku -> sku.profile().kind().name())
                .texts(sku -> sku.profile().unit().name())
                .ints(sku -> sku.profile().decimals())
                .texts(sku -> sku.profile().lifecycle().name())
                .texts(sku -> sku.profile().sharing().name())
                .ints(sku -> sku.profile().safetyStock())
                .texts(sku -> sku.profile().tracking().by().name())
                .nullableInts(sku -> sku.profile().tracking().shelfLifeDays().orElse(null))
                .nullableInts(sku -> sku.profile().tracking().daysOnReceipt().orElse(null))
                .nullableInts(sku -> sku.profile().tracking().daysOnSale().orElse(null))
                .texts(sku -> sku.profile().tracking().picking().map(Enum::name).orElse(null));
        return sized(columns, sku -> sku.profile().size())
                .texts(sku -> sku.profile().trade().unNumber().orElse(null))
                .texts(sku -> sku.profile().trade().hazardClass().orElse(null))
                .texts(sku -> sku.profile().trade().countryOfOrigin().orElse(null))
                .texts(sku -> sku.profile().trade().hsCode().orElse(null))
                .texts(sku -> sku.profile().family().brand().orElse(null))
                .texts(sku -> sku.profile().family().category().orElse(null))
                .texts(sku -> sku.profile().family().style().orElse(null))
                .texts(sku -> sku.profile().family().attributeText());
    }

    static <R> Columns<R> sized(Columns<R> columns, java.util.function.Function<R, Size> size) {
        return columns.nullableInts(row -> size.apply(row).lengthMm().orElse(null))
                .nullableInts(row -> size.apply(row).widthMm().orElse(null))
                .nullableInts(row -> size.apply(row).heightMm().orElse(null))
                .nullableInts(row -> size.apply(row).weightG().orElse(null));
    }

    static Size size(Row row) throws SQLException {
        return new Size(
                row.findInt("length_mm"), row.findInt("width_mm"), row.findInt("height_mm"), row.findInt("weight_g"));
    }

    /** The SKU of a row with all columns of its table. */
    static Sku sku(Row row) throws SQLException {
        return new Sku(row.getLong("sku_id"), profile(row), row.getInt("low_level_code"), row.getInstant("created_at"));
    }

    private static SkuProfile profile(Row row) throws SQLException {
        return new SkuProfile(
                row.getText("code"),
                row.getText("title"),
                SkuProfile.Kind.valueOf(row.getText("kind")),
                Unit.valueOf(row.getText("unit")),
                row.getInt("decimals"),
                SkuProfile.Lifecycle.valueOf(row.getText("lifecycle")),
                Skus.Sharing.valueOf(row.getText("sharing")),
                row.getInt("safety_stock"),
                new Tracking(
                        Tracking.By.valueOf(row.getText("tracking")),
                        row.findInt("shelf_life_days"),
                        row.findInt("days_on_receipt"),
                        row.findInt("days_on_sale"),
                        row.findText("picking_rule").map(PickingRule::valueOf)),
                size(row),
                new Trade(
                        row.findText("un_number"),
                        row.findText("hazard_class"),
                        row.findText("country_of_origin"),
                        row.findText("hs_code")),
                new Family(
                        row.findText("brand"),
                        row.findText("category"),
                        row.findText("style"),
                        Family.attributes(row.getText("attributes"))));
    }

    /** Those SKUs of which a number is on its way to a channel; nothing is sent for any until the transaction ends. */
    static Set<Long> lockOnTheirWay(Transaction transaction, List<Long> skuIds) {
        Set<Long> onTheirWay = new HashSet<>();
        if (!skuIds.isEmpty()) {
            transaction.list(
                    """
                    select p.sku_id,
                           p.state in ('ACCEPTED', 'UNKNOWN', 'SENT') or p.overtaken_until is not null as on_its_way
                      from publication p
                      join channel_account a on a.seller_id = p.seller_id and a.account_id = p.account_id
                                            and a.enforces_number and not a.own_skus
                     where p.seller_id = ? and p.sku_id = any (?::bigint[])
                       for update of p
                    """,
                    row -> row.getBoolean("on_its_way") && onTheirWay.add(row.getLong("sku_id")),
                    transaction.sellerId(),
                    skuIds.toArray(Long[]::new));
        }
        return onTheirWay;
    }

    /**
     * Has the listings of SKUs that become partitioned read before they are told anything: until then they may sell the most that they
     * were sent, or are believed or were seen to show, and nobody else is given that.
     */
    static void part(Transaction transaction, List<Long> skuIds) {
        if (skuIds.isEmpty()) {
            return;
        }
        transaction.update("""
                update publication p
                   set exposure = greatest(p.exposure, p.sent_quantity * l.pack_size, p.shown * l.pack_size,
                                           p.observed * l.pack_size, 0),
                       exposed_from = greatest(p.exposed_from, p.shown_from), shown = null
                  from listing l, channel_account a
                 where p.seller_id = ? and p.sku_id = any (?::bigint[])
                   and l.seller_id = p.seller_id and l.listing_id = p.listing_id
                   and a.seller_id = p.seller_id and a.account_id = p.account_id and a.enforces_number and not a.own_skus
                """, transaction.sellerId(), skuIds.toArray(Long[]::new));
    }

    /**
     * Has the listings of SKUs, and of the kits that they are in, looked at again: what may be promised of them is
     * computed otherwise now. What was refused stays so.
     */
    static void lookAgain(Transaction transaction, Collection<Long> skuIds, Instant now) {
        if (skuIds.isEmpty()) {
            return;
        }
        transaction.update(
                """
                update publication p
                   set stale_since = coalesce(p.stale_since, ?),
                       next_attempt_at = least(coalesce(p.next_attempt_at, 'infinity'), ?)
                  from (select k.sku_id from unnest(?::bigint[]) as k (sku_id)
                         union
                        select c.kit_sku_id from kit_component c
                         where c.seller_id = ? and c.component_sku_id = any (?::bigint[])) as seen
                 where p.seller_id = ? and p.sku_id = seen.sku_id and p.state <> 'REJECTED'
                """,
                now,
                now,
                skuIds.toArray(Long[]::new),
                transaction.sellerId(),
                skuIds.toArray(Long[]::new),
                transaction.sellerId());
    }
}
