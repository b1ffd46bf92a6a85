package penstock.core.publication;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import penstock.core.offer.Offer;
import penstock.core.offer.Promisable;
import penstock.core.offer.RuleSet;
import penstock.core.offer.Shares;
import penstock.core.offer.Shares.Grant;
import penstock.core.offer.Shares.Share;
import penstock.core.offer.Shares.Units;
import penstock.core.store.Transaction;

/**
 * What the numbers of some listings are computed from, read in one moment. If any SKU among them is partitioned, the
 * seller's head is locked first, so that no promise is made between computing a share and noting it.
 */
final class SkuState {

    /** Channels say when something was in whole seconds, and their clocks are not ours. */
    static final Duration SAME_MOMENT = Duration.ofSeconds(2);

    private final long head;
    private final Numbers numbers;
    private final Map<Long, Map<Long, Share>> shares;
    private final Map<Long, Drained> drained;

    private SkuState(long head, Numbers numbers, Map<Long, Map<Long, Share>> shares, Map<Long, Drained> drained) {
        this.head = head;
        this.numbers = numbers;
        this.shares = shares;
        this.drained = drained;
    }

    /** To decide what is sent. */
    static SkuState read(Transaction transaction, List<DueListing> due, ActiveRules active, Instant now) {
        return read(transaction, due, active.get(transaction), now, true);
    }

    /** To tell somebody: nobody waits for it, and a share may have changed a moment later. */
    static SkuState look(Transaction transaction, List<DueListing> listings, ActiveRules active, Instant now) {
        return read(transaction, listings, active.get(transaction), now, false);
    }

    /** What a listing shows now, as far as we know; its number is not asked for. */
    static OptionalInt believed(Transaction transaction, DueListing listing) {
        return read(transaction, List.of(listing), RuleSet.NONE, Instant.EPOCH, false)
                .believed(listing);
    }

    private static SkuState read(
            Transaction transaction, List<DueListing> due, RuleSet rules, Instant now, boolean deciding) {
        Set<Long> partitioned = due.stream()
                .filter(listing -> listing.partitioned() || listing.showsItsPart())
                .map(DueListing::skuId)
                .collect(Collectors.toSet());
        long head = head(transaction, deciding && !partitioned.isEmpty());
        Set<Long> skuIds = due.stream().map(DueListing::skuId).collect(Collectors.toSet());
        Numbers numbers = Numbers.read(transaction, skuIds, rules, now);
        return new SkuState(
                head, numbers, shares(transaction, partitioned, numbers), drained(transaction, due, numbers));
    }

    private static long head(Transaction transaction, boolean lock) {
        return transaction
                .find(
                        "select head from seller where seller_id = ?" + (lock ? " for update" : ""),
                        row -> row.getLong("head"),
                        transaction.sellerId())
                .orElseThrow();
    }

    private static Map<Long, Map<Long, Share>> shares(Transaction transaction, Set<Long> skuIds, Numbers numbers) {
        Map<Long, Map<Long, Share>> shares = new HashMap<>();
        if (!skuIds.isEmpty()) {
            ShareRows.list(transaction, skuIds, numbers.figures())
                    .forEach((skuId, seats) -> shares.put(
                            skuId,
                            numbers.division(skuId).value().divide(seats).stream()
                                    .collect(Collectors.toMap(Share::listingId, share -> share))));
        }
        return shares;
    }

    private static Map<Long, Drained> drained(Transaction transaction, List<DueListing> due, Numbers numbers) {
        return Drained.list(
                transaction,
                due.stream()
                        .map(listing -> new Drained.Of(
                                listing.listingId(),
                                numbers.supplies().measure(listing.skuId()),
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

    /** What other accounts are likely to sell of a listing's SKU before it is told; of a kit, in kits, of the component they take most of. */
    double othersSell(DueListing listing) {
        return numbers.supplies().measures(listing.skuId()).stream()
                .mapToDouble(counted -> numbers.figures()
                                .othersInLag(counted.skuId(), listing.accountId())
                                .mean()
                        / counted.units())
                .max()
                .orElse(0);
    }

    /** The version of the rules in force, 0 for none. */
    int rules() {
        return numbers.rules().version();
    }

    /** What we believe a listing shows now: what it showed, less what its channel has sold since that we have read. */
    OptionalInt believed(DueListing listing) {
        if (listing.shown().isEmpty() || listing.ownSite()) {
            return listing.shown();
        }
        Drained units = drained.getOrDefault(listing.listingId(), Drained.NOTHING);
        int perUnit =
                listing.packSize() * numbers.supplies().measure(listing.skuId()).units();
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
        Numbers.Of number = numbers.of(listing, believed(listing));
        if (listing.partitioned()) {
            return listing.active() ? share(listing, number) : withdraw(listing, number);
        }
        Offer offer = listing.active() && listing.showsItsPart() ? part(listing, number) : number.ofPool();
        OptionalInt believed = believed(listing);
        int exposure = listing.ownSite() && listing.showsItsPart() ? 0 : offer.quantity() * listing.packSize();
        return believed.equals(OptionalInt.of(offer.quantity()))
                ? Optional.empty()
                : Optional.of(decision(offer, believed, exposure, exposure));
    }

    /** The number that is right for a listing, whether or not it is sent: of a share that is left as it is, what it aims at. */
    Offer number(DueListing listing) {
        Optional<Decision> decision = decide(listing);
        if (decision.isPresent()) {
            return decision.get().offer();
        }
        Numbers.Of number = numbers.of(listing, believed(listing));
        if (listing.active() && listing.partitioned()) {
            Map<Long, Share> shared = shares.getOrDefault(listing.skuId(), Map.of());
            Share own = shared.getOrDefault(listing.listingId(), new Share(listing.listingId(), 0, 0, 0));
            return number.ofShare(Shares.target(number.promisable().units(), shared.values(), own));
        }
        return listing.active() && listing.showsItsPart() ? part(listing, number) : number.ofPool();
    }

    private Decision decision(Offer offer, OptionalInt believed, int exposureBefore, int exposureInFlight) {
        return new Decision(offer, rules(), believed, exposureBefore, exposureInFlight);
    }

    /** What the own site shows is a word to its buyers, not a promise: that is made when they ask. */
    private Offer part(DueListing listing, Numbers.Of number) {
        Map<Long, Share> shared = shares.getOrDefault(listing.skuId(), Map.of());
        Share own = shared.getOrDefault(-listing.accountId(), new Share(-listing.accountId(), 0, 0, 0));
        return number.ofShare(Shares.target(number.promisable().units(), shared.values(), own));
    }

    /** Its share is nobody's before the channel is seen to show nothing, and its orders up to then are read. */
    private Optional<Decision> withdraw(DueListing listing, Numbers.Of number) {
        OptionalInt believed = believed(listing);
        int exposure = shares.getOrDefault(listing.skuId(), Map.of())
                .getOrDefault(listing.listingId(), new Share(listing.listingId(), 0, 0, 0))
                .exposure();
        boolean settles = listing.comparesAndSets() && exposure > 0;
        return believed.equals(OptionalInt.of(0)) && !settles
                ? Optional.empty()
                : Optional.of(decision(number.ofShare(0), believed, exposure, exposure));
    }

    private Optional<Decision> share(DueListing listing, Numbers.Of number) {
        Map<Long, Share> shared = shares.getOrDefault(listing.skuId(), Map.of());
        Share own = shared.getOrDefault(listing.listingId(), new Share(listing.listingId(), 0, 1, listing.exposure()));
        OptionalInt believed = believed(listing);
        OptionalInt showing =
                believed.isPresent() ? OptionalInt.of(believed.getAsInt() * listing.packSize()) : OptionalInt.empty();
        Promisable promisable = number.promisable();
        Optional<Grant> grant = Shares.grant(
                new Units(promisable.stock(), promisable.units()),
                shared.values(),
                own,
                showing,
                listing.comparesAndSets(),
                units -> number.ofShare(units).quantity() * listing.packSize());
        if (grant.isEmpty()) {
            // a listing that nobody has told anything yet is told, even if it is zero
            return believed.isPresent()
                    ? Optional.empty()
                    : Optional.of(decision(number.ofShare(0), believed, own.exposure(), own.exposure()));
        }
        Offer offer = number.ofShare(grant.get().share());
        boolean settles =
                listing.comparesAndSets() && own.exposure() > grant.get().shows();
        return believed.equals(OptionalInt.of(offer.quantity())) && !settles
                ? Optional.empty()
                : Optional.of(
                        decision(offer, believed, own.exposure(), grant.get().exposureInFlight()));
    }

    /** Counts what is about to be sent, for the listings of the same SKU that are decided after it. */
    void sent(DueListing listing, Decision decision) {
        Map<Long, Share> shared = shares.get(listing.skuId());
        if (shared != null) {
            shared.computeIfPresent(
                    listing.listingId(),
                    (id, share) -> new Share(id, share.first(), share.weight(), decision.exposureInFlight()));
        }
    }
}
