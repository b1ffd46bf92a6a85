package penstock.core.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import penstock.core.book.Binding;
import penstock.core.book.Needs.ListingKey;
import penstock.core.book.Rules;
import penstock.core.book.SaleLocation;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/** A seller's catalogue as the engine needs it: locations at once, bindings as they are first asked for. */
final class SellerRules implements Rules {

    /** Bindings kept; beyond it they are forgotten and learned again. */
    static final int MAX_BINDINGS = 200_000;

    private final SellerHead head;
    private final List<SaleLocation> locations;
    private final Map<ListingKey, Binding> bindings = new ConcurrentHashMap<>();
    private final Set<Long> partitioned = ConcurrentHashMap.newKeySet();
    private final Map<Long, Integer> safetyStocks = new ConcurrentHashMap<>(); // of the SKUs that have one

    private SellerRules(SellerHead head, List<SaleLocation> locations) {
        this.head = head;
        this.locations = locations;
    }

    static SellerRules read(Transaction transaction, SellerHead head) {
        List<SaleLocation> locations = transaction.list(
                """
                select location_id, code, source_rank,
                       case when ships_by = 'PROVIDER' then provider_account_id else 0 end as provider
                  from location
                 where seller_id = ?
                 order by source_rank, location_id
                """,
                row -> new SaleLocation(
                        row.getLong("location_id"),
                        row.getText("code"),
                        row.getLong("provider"),
                        row.getInt("source_rank")),
                transaction.sellerId());
        return new SellerRules(head, List.copyOf(locations));
    }

    long version() {
        return head.catalogueVersion();
    }

    /** Looks up the bindings that are not known yet. What is not bound stays unknown and is looked up again. */
    void learn(Transaction transaction, Set<ListingKey> keys) {
        List<ListingKey> unknown = new ArrayList<>();
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
        }
        transaction.list(
                """
                select k.account_id, k.channel_sku, b.sku_id, b.pack_size, b.sharing, b.safety_stock
                  from unnest(?::bigint[], ?::text[]) as k (account_id, channel_sku)
                 cross join lateral (
                       select l.sku_id, l.pack_size, s.sharing, s.safety_stock
                         from listing l
                         join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                        where l.seller_id = ? and l.account_id = k.account_id and l.channel_sku = k.channel_sku
                        union all
                       select s.sku_id, 1, s.sharing, s.safety_stock
                         from sku s
                         join channel_account a on a.seller_id = s.seller_id and a.account_id = k.account_id
                        where s.seller_id = ? and s.code = k.channel_sku and a.own_skus
                        limit 1) as b
                """,
                row -> {
                    long skuId = row.getLong("sku_id");
                    bindings.put(
                            new ListingKey(row.getLong("account_id"), row.getText("channel_sku")),
                            new Binding(skuId, row.getInt("pack_size")));
                    if (row.getText("sharing").equals("PARTITIONED")) {
                        partitioned.add(skuId);
                    }
                    if (row.getInt("safety_stock") > 0) {
                        safetyStocks.put(skuId, row.getInt("safety_stock"));
                    }
                    return skuId;
                },
                Columns.of(unknown)
                        .longs(ListingKey::accountId)
                        .texts(ListingKey::channelSku)
                        .then(transaction.sellerId(), transaction.sellerId()));
    }

    @Override
    public List<SaleLocation> locations() {
        return locations;
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
    public boolean isPartitioned(long skuId) {
        return partitioned.contains(skuId);
    }
}
