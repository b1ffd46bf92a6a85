package penstock.core.offer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.offer.Division.Seat;
import penstock.core.offer.Shares.Grant;
import penstock.core.offer.Shares.Share;
import penstock.core.offer.Shares.Units;

/**
 * A seller of one partitioned SKU and four channels that keep their word, told by chance. Two take absolute numbers: what was accepted
 * takes effect at some time and undoes what was sold meanwhile. Two compare. Orders are read late. Rules change at any time. Nothing is
 * ever sold that is not there.
 */
class SharesModelTest {

    private static final int STEPS = 3_000;
    private static final long OWN_SITE = 9;

    /** A listing at a channel, and what is known of it here. */
    private static final class Listing {
        private final long id;
        private final boolean compares;
        private int shows;
        private int unread;
        private OptionalInt inFlight = OptionalInt.empty();
        private boolean accepted;
        private int exposure;
        private int believed;

        Listing(long id, boolean compares) {
            this.id = id;
            this.compares = compares;
        }
    }

    private final Random random = new Random();
    private final List<Listing> listings =
            List.of(new Listing(1, false), new Listing(2, false), new Listing(3, true), new Listing(4, true));
    private int available = 40;
    private int heldBack;
    private Division division = new Division.ByWeight();
    private final Map<Long, IntUnaryOperator> rules = new HashMap<>();

    private static Share own(List<Share> all, Listing listing) {
        return all.stream()
                .filter(share -> share.listingId() == listing.id)
                .findFirst()
                .orElseThrow();
    }

    private List<Share> shares() {
        List<Seat> seats = new ArrayList<>();
        listings.forEach(listing -> seats.add(new Seat(
                listing.id, (listing.id + 1) / 2, true, (int) listing.id, listing.exposure, listing.id * 0.4)));
        seats.add(new Seat(-OWN_SITE, OWN_SITE, true, 2, 0, 1));
        return division.divide(seats);
    }

    private int promisable() {
        return Math.max(0, available - heldBack);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothingIsSoldThatIsNotThereHoweverItIsDividedAndWhateverChanges(long seed) {
        random.setSeed(seed);
        for (int step = 0; step < STEPS; step++) {
            tell();
            int exposed =
                    listings.stream().mapToInt(listing -> listing.exposure).sum();
            assertThat(exposed).as("seed %s, step %s", seed, step).isLessThanOrEqualTo(available);
            assertThat(listings.stream().mapToInt(listing -> listing.unread).sum())
                    .as("seed %s, step %s: sold and not read", seed, step)
                    .isLessThanOrEqualTo(available);
        }
        rest();
        for (Listing listing : listings) {
            IntUnaryOperator rule = rules.getOrDefault(listing.id, units -> units);
            assertThat(listing.shows)
                    .as("seed %s, listing %s at rest", seed, listing.id)
                    .isLessThanOrEqualTo(rule.applyAsInt(promisable()));
        }
        rules.clear();
        heldBack = 0;
        rest();
        List<Share> all = shares();
        for (Listing listing : listings) {
            assertThat(listing.shows > 0)
                    .as("seed %s, listing %s shows %s", seed, listing.id, listing.shows)
                    .isEqualTo(Shares.target(promisable(), all, own(all, listing)) > 0);
        }
    }

    private void tell() {
        Listing listing = listings.get(random.nextInt(listings.size()));
        switch (random.nextInt(12)) {
            case 0, 1, 2 -> sell(listing, random.nextInt(4));
            case 3, 4 -> readOrders(listing);
            case 5, 6, 7 -> publish(listing);
            case 8 -> takeEffect(listing);
            case 9 -> look(listing);
            case 10 -> ownSiteSells(random.nextInt(3));
            default -> change(listing);
        }
    }

    private void sell(Listing listing, int wanted) {
        int sold = Math.min(wanted, listing.shows);
        listing.shows -= sold;
        listing.unread += sold;
    }

    private void readOrders(Listing listing) {
        available -= listing.unread;
        listing.exposure -= listing.unread;
        listing.believed -= listing.unread;
        listing.unread = 0;
    }

    private void publish(Listing listing) {
        if (listing.inFlight.isPresent() || listing.accepted) {
            return; // one write in flight
        }
        List<Share> all = shares();
        IntUnaryOperator shows = rules.getOrDefault(listing.id, units -> units);
        Optional<Grant> grant = Shares.grant(
                new Units(available, promisable()),
                all,
                own(all, listing),
                OptionalInt.of(listing.believed),
                listing.compares,
                shows);
        if (grant.isEmpty()) {
            return;
        }
        int next = grant.get().shows();
        if (!listing.compares) {
            listing.exposure = grant.get().exposureInFlight();
            listing.inFlight = OptionalInt.of(next);
        } else if (listing.believed == listing.shows) {
            listing.shows = next;
            listing.believed = next;
            listing.exposure = next;
        }
    }

    private static void takeEffect(Listing listing) {
        if (listing.inFlight.isPresent()) {
            listing.shows = listing.inFlight.getAsInt();
            listing.inFlight = OptionalInt.empty();
            listing.accepted = true;
        }
    }

    /** Sees what it shows when the orders up to then have been read. */
    private void look(Listing listing) {
        if (listing.inFlight.isPresent()) {
            return;
        }
        readOrders(listing);
        listing.believed = listing.shows;
        listing.exposure = listing.shows;
        listing.accepted = false;
    }

    /** It is asked before it sells, and given what no listing may sell. */
    private void ownSiteSells(int units) {
        int exposed = listings.stream().mapToInt(listing -> listing.exposure).sum();
        available -= units <= available - exposed ? units : 0;
    }

    private void change(Listing listing) {
        switch (random.nextInt(9)) {
            case 0 -> available += random.nextInt(30);
            case 1 -> heldBack = random.nextInt(8);
            case 2 -> division = new Division.ByWeight();
            case 3 -> division = new Division.ByVelocity();
            case 4 -> division = new Division.Dedicated(Map.of(1L, random.nextInt(20), 2L, random.nextInt(20)));
            case 5 -> division = new Division.LastUnits(1 + random.nextInt(30), 1 + random.nextInt(2));
            case 6 -> rules.put(listing.id, atMost(random.nextInt(10)));
            case 7 -> rules.put(listing.id, units -> units / 2);
            default -> rules.remove(listing.id);
        }
    }

    private static IntUnaryOperator atMost(int cap) {
        return units -> Math.min(cap, units);
    }

    private void rest() {
        for (int round = 0; round < 20; round++) {
            for (Listing listing : listings) {
                takeEffect(listing);
                look(listing);
                publish(listing);
            }
        }
        listings.forEach(SharesModelTest::takeEffect);
        listings.forEach(this::look);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void thePartsAreNeverMoreThanThereIsAndNothingIsLeftOverByWeight(long seed) {
        random.setSeed(seed);
        for (int round = 0; round < 2_000; round++) {
            change(listings.get(0));
            int units = random.nextInt(60);
            List<Share> all = shares();
            int parts = all.stream()
                    .mapToInt(share -> Shares.target(units, all, share))
                    .sum();
            assertThat(parts).as("seed %s, %s of %s", seed, division, units).isLessThanOrEqualTo(units);
            if (!(division instanceof Division.Dedicated)) {
                assertThat(parts).as("seed %s, %s", seed, division).isEqualTo(units);
            }
        }
    }
}
