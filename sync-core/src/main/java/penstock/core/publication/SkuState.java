package penstock.core.publication;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import penstock.core.publication.Publishing.Decision;
import penstock.core.publication.Shares.Grant;
import penstock.core.publication.Shares.Share;
import penstock.core.store.Columns;
import penstock.core.store.Transaction;

/**
 * What the numbers of some listings are computed from, read in one moment. If any SKU among them is partitioned, the
 * seller's head is locked first, so that no promise is made between computing a share and noting it.
 */
final class SkuState {

    /** Channels say when something was in whole seconds, and their clocks are not ours. */
    static final Duration SAME_MOMENT = Duration.ofSeconds(2);

    private final long head;
    private final Map<Long, List<Integer>> available;
    private final KitStock kits;
    private final Map<Long, Map<Long, Share>> shares;
    private final Map<Long, Drained> drained;

    private SkuState(
            long head,
            Map<Long, List<Integer>> available,
            KitStock kits,
            Map<Long, Map<Long, Share>> shares,
            Map<Long, Drained> drained) {
        this.head = head;
        this.available = available;
        this.kits = kits;
        this.shares = shares;
        this.drained = drained;
    }

    static SkuState read(Transaction transaction, List<DueListing> due) {
        Set<Long> partitioned = due.stream()
                .filter(listing -> listing.partitioned() || listing.showsItsPart())
                .map(DueListing::skuId)
                .collect(Collectors.toSet());
        long head = head(transaction, !partitioned.isEmpty());
        Set<Long> skuIds = due.stream().map(DueListing::skuId).collect(Collectors.toSet());
        KitStock kits = KitStock.read(transaction, skuIds);
        return new SkuState(
                head,
                available(transaction, skuIds),
                kits,
                partitioned.isEmpty() ? Map.of() : ShareRows.list(transaction, partitioned),
                drained(transaction, due, kits));
    }

    private static long head(Transaction transaction, boolean lock) {
        return transaction
                .find(
                        "select head from seller where seller_id = ?" + (lock ? " for update" : ""),
                        row -> row.getLong("head"),
                        transaction.sellerId())
                .orElseThrow();
    }

    private static Map<Long, List<Integer>> available(Transaction transaction, Collection<Long> skuIds) {
        Map<Long, List<Integer>> found = new HashMap<>();
        Map<Long, Integer> claims = new HashMap<>();
        transaction.list(
                """
                select b.sku_id, b.available, coalesce(r.claimed, 0) as claimed
                  from unnest(?::bigint[]) as k (sku_id)
                 cross join lateral (
                       select * from balance b where b.seller_id = ? and b.sku_id = k.sku_id) as b
                  join location l on l.seller_id = ? and l.location_id = b.location_id
                                 and l.kind not in ('IN_TRANSIT', 'VIRTUAL')
                  left join backorder_rule r on r.seller_id = ? and r.sku_id = b.sku_id
                """,
                row -> {
                    claims.put(row.getLong("sku_id"), row.getInt("claimed"));
                    return found.computeIfAbsent(row.getLong("sku_id"), sku -> new ArrayList<>())
                            .add(row.getInt("available"));
                },
                Columns.of(skuIds)
                        .longs(id -> id)
                        .then(transaction.sellerId(), transaction.sellerId(), transaction.sellerId()));
        claims.values().removeIf(units -> units == 0);
        claims.forEach((skuId, units) -> found.computeIfPresent(skuId, (sku, there) -> unclaimed(there, units)));
        return found;
    }

    /** What is there for those who are owed it and had no turn yet is not for sale. */
    private static List<Integer> unclaimed(List<Integer> available, int claimed) {
        List<Integer> left = new ArrayList<>();
        int owed = claimed;
        for (int there : available) {
            int taken = Math.min(owed, there);
            left.add(there - taken);
            owed -= taken;
        }
        return left;
    }

    private static Map<Long, Drained> drained(Transaction transaction, List<DueListing> due, KitStock kits) {
        return Drained.list(
                transaction,
                due.stream()
                        .map(listing -> new Drained.Of(
                                listing.listingId(),
                                kits.measure(listing.skuId()).skuId(),
                                listing.accountId(),
                                listing.channelSku(),
                                listing.shownFrom(),
                                listing.shownAt().map(at -> at.plus(SAME_MOMENT))))
                        .toList());
    }

    /** The ledger position that everything here was read at. */
    long head() {
        return head;
    }

    /** What we believe a listing shows now: what it showed, less what its channel has sold since that we have read. */
    OptionalInt believed(DueListing listing) {
        if (listing.shown().isEmpty() || listing.ownSite()) {
            return listing.shown();
        }
        Drained units = drained.getOrDefault(listing.listingId(), Drained.NOTHING);
        int perUnit = listing.packSize() * kits.measure(listing.skuId()).units();
        int sold = (units.taken() - units.returned()) / perUnit;
        return OptionalInt.of(listing.shown().getAsInt() - sold);
    }

    /**
     * Whether an order has been read that was placed before the listing was known to show its number: it may be counted in
     * that number already, and must then not be counted off again.
     */
    boolean readLate(DueListing listing) {
        return listing.shown().isPresent()
                && !listing.ownSite()
                && drained.getOrDefault(listing.listingId(), Drained.NOTHING).late();
    }

    /** What is to be sent to the listing, or empty if it may stay as it is. */
    Optional<Decision> decide(DueListing listing) {
        List<Integer> units = kits.find(listing.skuId())
                .map(List::of)
                .orElseGet(() -> available.getOrDefault(listing.skuId(), List.of()));
        if (listing.active() && listing.partitioned()) {
            return share(listing, units);
        }
        return listing.active() && listing.showsItsPart() ? part(listing, units) : pool(listing, units);
    }

    /** What the own site shows is a word to its buyers, not a promise: that is made when they ask. */
    private Optional<Decision> part(DueListing listing, List<Integer> units) {
        Atp all = Atp.pooled(units, listing.safetyStock(), OptionalInt.empty(), 1);
        Map<Long, Share> shared = shares.getOrDefault(listing.skuId(), Map.of());
        Share own = shared.getOrDefault(-listing.accountId(), new Share(-listing.accountId(), 0, 0));
        int target = Shares.target(all.afterSafetyStock(), shared.values(), own);
        int quantity = Atp.shared(units, listing.safetyStock(), target, listing.cap(), listing.packSize())
                .quantity();
        return tell(listing, quantity, 0);
    }

    private Optional<Decision> tell(DueListing listing, int quantity, int exposure) {
        OptionalInt believed = believed(listing);
        return believed.equals(OptionalInt.of(quantity))
                ? Optional.empty()
                : Optional.of(new Decision(quantity, believed, exposure, exposure));
    }

    private Optional<Decision> pool(DueListing listing, List<Integer> units) {
        int quantity = listing.active()
                ? Atp.pooled(units, listing.safetyStock(), listing.cap(), listing.packSize())
                        .quantity()
                : 0;
        return tell(listing, quantity, quantity * listing.packSize());
    }

    private Optional<Decision> share(DueListing listing, List<Integer> units) {
        Atp all = Atp.pooled(units, listing.safetyStock(), OptionalInt.empty(), 1);
        Map<Long, Share> shared = shares.getOrDefault(listing.skuId(), Map.of());
        Share own = shared.getOrDefault(listing.listingId(), new Share(listing.listingId(), 1, listing.exposure()));
        OptionalInt believed = believed(listing);
        OptionalInt showing =
                believed.isPresent() ? OptionalInt.of(believed.getAsInt() * listing.packSize()) : OptionalInt.empty();
        Optional<Grant> grant =
                Shares.grant(all.afterSafetyStock(), shared.values(), own, showing, listing.comparesAndSets());
        if (grant.isEmpty()) {
            // a listing that nobody has told anything yet is told, even if it is zero
            return believed.isPresent()
                    ? Optional.empty()
                    : Optional.of(new Decision(0, believed, own.exposure(), own.exposure()));
        }
        int quantity = Atp.shared(units, listing.safetyStock(), grant.get().units(), listing.cap(), listing.packSize())
                .quantity();
        int inFlight = listing.comparesAndSets()
                ? Math.max(own.exposure(), quantity * listing.packSize())
                : Shares.both(own.exposure(), quantity * listing.packSize());
        boolean settles = listing.comparesAndSets() && own.exposure() > quantity * listing.packSize();
        return believed.equals(OptionalInt.of(quantity)) && !settles
                ? Optional.empty()
                : Optional.of(new Decision(quantity, believed, own.exposure(), inFlight));
    }

    /** Counts what is about to be sent, for the listings of the same SKU that are decided after it. */
    void sent(DueListing listing, Decision decision) {
        Map<Long, Share> shared = shares.get(listing.skuId());
        if (shared != null) {
            shared.computeIfPresent(
                    listing.listingId(), (id, share) -> new Share(id, share.weight(), decision.exposureInFlight()));
        }
    }
}
