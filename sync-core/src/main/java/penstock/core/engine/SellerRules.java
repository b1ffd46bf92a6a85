package penstock.core.engine;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import penstock.core.book.Binding;
import penstock.core.book.Needs;
import penstock.core.book.Needs.ListingKey;
import penstock.core.book.Rules;
import penstock.core.book.SaleLocation;
import penstock.core.shelf.Shelves.Keeping;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** A seller's catalogue as the engine needs it: locations at once, bindings as they are first asked for. */
final class SellerRules implements Rules {

    /** Bindings kept; beyond it they are forgotten and learned again. */
    static final int MAX_BINDINGS = 200_000;

    private static final OwnPlace NOT_OURS = new OwnPlace(Keeping.NEVER, ZoneOffset.UTC);

    private final SellerHead head;
    private final List<SaleLocation> locations;
    private final Map<Long, OwnPlace> ownPlaces;
    private final Set<Long> inTransit;
    private final boolean takesBackorders;
    private final Map<Long, Integer> claimed;
    private final Map<Long, AccountTerms> accounts;
    private final Map<ListingKey, Binding> bindings = new ConcurrentHashMap<>();
    private final Set<Long> skus = ConcurrentHashMap.newKeySet(); // of which the next two are known
    private final Set<Long> partitioned = ConcurrentHashMap.newKeySet();
    private final Map<Long, Integer> safetyStocks = new ConcurrentHashMap<>(); // of the SKUs that have one

    /** A place of which is known what lies where, and when its days begin. */
    private record OwnPlace(Keeping keeping, ZoneId zone) {}

    /** What is asked of an account here. */
    private record AccountTerms(boolean ownSite, Instant openedAt) {}

    private SellerRules(
            SellerHead head,
            List<SaleLocation> locations,
            Map<Long, OwnPlace> ownPlaces,
            Set<Long> inTransit,
            boolean takesBackorders,
            Map<Long, Integer> claimed,
            Map<Long, AccountTerms> accounts) {
        this.head = head;
        this.locations = locations;
        this.ownPlaces = ownPlaces;
        this.inTransit = inTransit;
        this.takesBackorders = takesBackorders;
        this.claimed = claimed;
        this.accounts = accounts;
    }

    static SellerRules read(Transaction transaction, SellerHead head) {
        List<SaleLocation> locations = transaction.list(
                """
                select location_id, code, source_rank,
                       case when ships_by = 'PROVIDER' then provider_account_id else 0 end as provider
                  from location
                 where seller_id = ? and kind not in ('IN_TRANSIT', 'VIRTUAL')
                 order by source_rank, location_id
                """,
                row -> new SaleLocation(
                        row.getLong("location_id"),
                        row.getText("code"),
                        row.getLong("provider"),
                        row.getInt("source_rank")),
                transaction.sellerId());
        List<Long> inTransit = transaction.list(
                "select location_id from location where seller_id = ? and kind = 'IN_TRANSIT'",
                row -> row.getLong("location_id"),
                transaction.sellerId());
        boolean takesBackorders = transaction
                .find("select 1 from backorder_rule where seller_id = ? limit 1", row -> true, transaction.sellerId())
                .isPresent();
        Map<Long, Integer> claimed = new HashMap<>();
        transaction.list(
                "select sku_id, claimed from backorder_rule where seller_id = ? and claimed > 0",
                row -> claimed.put(row.getLong("sku_id"), row.getInt("claimed")),
                transaction.sellerId());
        Map<Long, AccountTerms> accounts = new HashMap<>();
        transaction.list(
                "select account_id, own_skus, created_at from channel_account where seller_id = ?",
                row -> accounts.put(
                        row.getLong("account_id"),
                        new AccountTerms(row.getBoolean("own_skus"), row.getInstant("created_at"))),
                transaction.sellerId());
        return new SellerRules(
                head,
                List.copyOf(locations),
                ownPlaces(transaction),
                Set.copyOf(inTransit),
                takesBackorders,
                Map.copyOf(claimed),
                Map.copyOf(accounts));
    }

    /** Only of the seller's own places does anybody know what lies where. */
    private static Map<Long, OwnPlace> ownPlaces(Transaction transaction) {
        Map<Long, OwnPlace> places = new HashMap<>();
        transaction.list(
                """
                select l.location_id, l.keeps_bins, l.time_zone
                  from location l
                 where l.seller_id = ? and l.kind in ('WAREHOUSE', 'IN_TRANSIT', 'VIRTUAL')
                   and (l.keeps_bins or exists (select from sku s where s.seller_id = ? and s.tracking <> 'NONE'))
                """,
                row -> places.put(
                        row.getLong("location_id"),
                        new OwnPlace(
                                row.getBoolean("keeps_bins") ? Keeping.OF_ALL : Keeping.OF_TRACKED,
                                ZoneId.of(row.getText("time_zone")))),
                transaction.sellerId(),
                transaction.sellerId());
        return Map.copyOf(places);
    }

    long version() {
        return head.catalogueVersion();
    }

    /** Whether all these are bound, and learned. */
    boolean knows(Set<ListingKey> keys) {
        return bindings.keySet().containsAll(keys);
    }

    /** The SKUs that were announced, of listings those that are known. */
    Set<Long> skuIds(Needs needs) {
        Set<Long> skuIds = new TreeSet<>(needs.skuIds());
        needs.listings()
                .forEach(listing -> findBinding(listing.accountId(), listing.channelSku())
                        .ifPresent(binding -> announce(binding, skuIds)));
        return skuIds;
    }

    private static void announce(Binding binding, Set<Long> skuIds) {
        if (binding.isKit()) {
            binding.parts().forEach(part -> skuIds.add(part.skuId()));
        } else {
            skuIds.add(binding.skuId());
        }
    }

    /** Looks up the bindings that are not known yet. What is not bound stays unknown and is looked up again. */
    void learn(Transaction transaction, Set<ListingKey> keys) {
        Set<ListingKey> unknown = new HashSet<>();
        for (ListingKey key : keys) {
            if (!bindings.containsKey(key)) {
                unknown.add(key);
            }
        }
        if (unknown.isEmpty()) {
            return;
        }
        if (bindings.size() + unknown.size() > MAX_BINDINGS) {
            bindings.clear();
            unknown.addAll(keys); // what the batch needs of those that were known is forgotten, too
        }
        Map<ListingKey, Binding> kits = new HashMap<>();
        transaction.list(
                """
                select k.account_id, k.channel_sku, b.*
                  from unnest(?::bigint[], ?::text[]) as k (account_id, channel_sku)
                 cross join lateral (
                       select l.sku_id, l.pack_size, s.sharing, s.safety_stock, s.kind, s.lifecycle
                         from listing l
                         join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                        where l.seller_id = ? and l.account_id = k.account_id and l.channel_sku = k.channel_sku
                        union all
                       select s.sku_id, 1, s.sharing, s.safety_stock, s.kind, s.lifecycle
                         from sku s
                         join channel_account a on a.seller_id = s.seller_id and a.account_id = k.account_id
                        where s.seller_id = ? and s.code = k.channel_sku and a.own_skus
                        limit 1) as b
                """,
                row -> {
                    ListingKey key = new ListingKey(row.getLong("account_id"), row.getText("channel_sku"));
                    Binding binding = new Binding(
                            row.getLong("sku_id"),
                            row.getInt("pack_size"),
                            List.of(),
                            !row.getText("lifecycle").equals("DISCONTINUED"));
                    if (row.getText("kind").equals("KIT")) {
                        kits.put(key, binding);
                    } else {
                        bindings.put(key, binding);
                        learn(row);
                    }
                    return key;
                },
                Columns.of(unknown)
                        .longs(ListingKey::accountId)
                        .texts(ListingKey::channelSku)
                        .then(transaction.sellerId(), transaction.sellerId()));
        if (!kits.isEmpty()) {
            learnKits(transaction, kits);
        }
    }

    /** Looks up what is kept of SKUs that no listing has told of yet. */
    void learnSkus(Transaction transaction, Collection<Long> skuIds) {
        List<Long> unknown =
                skuIds.stream().filter(skuId -> !skus.contains(skuId)).toList();
        if (!unknown.isEmpty()) {
            transaction.list(
                    """
                    select s.sku_id, s.sharing, s.safety_stock
                      from unnest(?::bigint[]) as k (sku_id)
                     cross join lateral (
                           select * from sku s where s.seller_id = ? and s.sku_id = k.sku_id) as s
                    """,
                    row -> {
                        learn(row);
                        return row.getLong("sku_id");
                    },
                    Columns.of(unknown).longs(skuId -> skuId).then(transaction.sellerId()));
        }
    }

    private void learn(Transaction.Row sku) throws SQLException {
        long skuId = sku.getLong("sku_id");
        skus.add(skuId);
        if (sku.getText("sharing").equals("PARTITIONED")) {
            partitioned.add(skuId);
        }
        if (sku.getInt("safety_stock") > 0) {
            safetyStocks.put(skuId, sku.getInt("safety_stock"));
        }
    }

    /** A kit of which nobody has said what it consists of is not known yet, like a SKU that nobody has bound. */
    private void learnKits(Transaction transaction, Map<ListingKey, Binding> kits) {
        record Component(long skuId, int units, boolean offered) {}
        Map<Long, List<Component>> components = new HashMap<>();
        transaction.list(
                """
                select c.kit_sku_id, c.units, s.*
                  from unnest(?::bigint[]) as k (kit_sku_id)
                 cross join lateral (
                       select * from kit_component c where c.seller_id = ? and c.kit_sku_id = k.kit_sku_id) as c
                  join sku s on s.seller_id = c.seller_id and s.sku_id = c.component_sku_id
                 order by c.kit_sku_id, s.code
                """,
                row -> {
                    learn(row);
                    return components
                            .computeIfAbsent(row.getLong("kit_sku_id"), kit -> new ArrayList<>())
                            .add(new Component(
                                    row.getLong("sku_id"),
                                    row.getInt("units"),
                                    !row.getText("lifecycle").equals("DISCONTINUED")));
                },
                kits.values().stream().map(Binding::skuId).distinct().toArray(Long[]::new),
                transaction.sellerId());
        kits.forEach((key, kit) -> {
            List<Component> parts = components.getOrDefault(kit.skuId(), List.of());
            if (!parts.isEmpty()) {
                bindings.put(
                        key,
                        new Binding(
                                kit.skuId(),
                                kit.packSize(),
                                parts.stream()
                                        .map(part -> new Binding.Part(
                                                part.skuId(), Math.multiplyExact(part.units(), kit.packSize())))
                                        .toList(),
                                kit.offered() && parts.stream().allMatch(Component::offered)));
            }
        });
    }

    @Override
    public List<SaleLocation> locations() {
        return locations;
    }

    @Override
    public Keeping keeping(long locationId) {
        return ownPlaces.getOrDefault(locationId, NOT_OURS).keeping();
    }

    @Override
    public ZoneId zone(long locationId) {
        return ownPlaces.getOrDefault(locationId, NOT_OURS).zone();
    }

    @Override
    public boolean isInTransit(long locationId) {
        return inTransit.contains(locationId);
    }

    @Override
    public Optional<Binding> findBinding(long accountId, String channelSku) {
        return Optional.ofNullable(bindings.get(new ListingKey(accountId, channelSku)));
    }

    @Override
    public boolean waitsForWholeOrder() {
        return head.waitsForWholeOrder();
    }

    @Override
    public int safetyStock(long skuId) {
        return safetyStocks.getOrDefault(skuId, 0);
    }

    @Override
    public boolean takesBackorders() {
        return takesBackorders;
    }

    @Override
    public int claimed(long skuId) {
        return claimed.getOrDefault(skuId, 0);
    }

    @Override
    public boolean waitsForAnswer(long accountId) {
        AccountTerms terms = accounts.get(accountId);
        return terms != null && terms.ownSite();
    }

    @Override
    public Instant openedAt(long accountId) {
        AccountTerms terms = accounts.get(accountId);
        return terms == null ? Instant.MIN : terms.openedAt();
    }

    @Override
    public boolean isPartitioned(long skuId) {
        return partitioned.contains(skuId);
    }
}
