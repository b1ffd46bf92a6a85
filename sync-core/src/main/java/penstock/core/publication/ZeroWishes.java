package penstock.core.publication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import penstock.core.publication.ClaimRows.Sending;
import penstock.core.publication.ZeroGuard.Wish;
import penstock.core.store.Transaction;

/** Shows the guard against zeroes what is about to be told, and what else waits. A listing that a person has stopped is meant to show nothing. */
final class ZeroWishes {

    /** Listings whose numbers are computed at a time. */
    private static final int PAGE = 1_000;

    private ZeroWishes() {}

    /**
     * Those of a claim's numbers that may be told; the others wait for a person.
     *
     * @param state of all listings of the claim
     */
    static List<Sending> letThrough(
            Transaction transaction,
            SkuState state,
            List<DueListing> due,
            List<Sending> sending,
            ActiveRules rules,
            Instant now) {
        if (due.isEmpty()) {
            return sending;
        }
        Map<Long, Sending> told =
                sending.stream().collect(Collectors.toMap(one -> one.listing().listingId(), Function.identity()));
        List<Wish> wishes = new ArrayList<>();
        for (DueListing listing : due) {
            Optional<Sending> one = Optional.ofNullable(told.get(listing.listingId()));
            Optional<Decision> decision = one.map(Sending::decision).or(() -> state.decide(listing));
            if (listing.active() && (one.isPresent() || decision.isEmpty())) {
                wishes.add(wish(listing, state, decision, now));
            }
        }
        long accountId = due.get(0).accountId();
        Set<Long> held =
                ZeroGuard.hold(transaction, accountId, wishes, () -> ahead(transaction, accountId, rules, now), now);
        return sending.stream()
                .filter(one -> !held.contains(one.listing().listingId()))
                .toList();
    }

    private static List<Wish> ahead(Transaction transaction, long accountId, ActiveRules rules, Instant now) {
        List<DueListing> waiting = ClaimRows.waiting(transaction, accountId, ZeroGuard.MAX_EXAMINED);
        List<Wish> wishes = new ArrayList<>();
        for (int from = 0; from < waiting.size(); from += PAGE) {
            List<DueListing> page = waiting.subList(from, Math.min(waiting.size(), from + PAGE));
            SkuState state = SkuState.read(transaction, page, rules, now);
            page.stream()
                    .filter(DueListing::active)
                    .forEach(listing -> wishes.add(wish(listing, state, state.decide(listing), now)));
        }
        return wishes;
    }

    private static Wish wish(DueListing listing, SkuState state, Optional<Decision> decision, Instant now) {
        int shows = state.believed(listing).orElse(0);
        return new Wish(
                listing.listingId(),
                listing.skuId(),
                shows,
                decision.map(Decision::quantity).orElse(shows),
                listing.staleSince().orElse(now));
    }
}
