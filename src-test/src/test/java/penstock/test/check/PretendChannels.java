package penstock.test.check;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;

/** Two channels that show numbers, sell what they show, and answer as channels do: late, twice, or not at all. */
final class PretendChannels {

    private static final int PAGE = 20;

    private final SampleSeller seller;
    private final RandomGenerator random;
    private final Publishing publishing;
    private final Map<String, Integer> shown = new TreeMap<>();

    PretendChannels(SampleSeller seller, RandomGenerator random) {
        this.seller = seller;
        this.random = random;
        this.publishing = new Publishing(seller.database, seller.clock);
    }

    /** What the channel shows of a listing, in its own units. */
    int left(long accountId, String channelSku) {
        return shown.getOrDefault(key(accountId, channelSku), 0);
    }

    /** The channel sold units of a listing, in its own units. */
    void sold(long accountId, String channelSku, int units) {
        shown.computeIfPresent(key(accountId, channelSku), (key, number) -> Math.max(0, number - units));
    }

    /** One round of publishing on one account, with whatever answers the channel gives. */
    void round() {
        publishing.followLedger(seller.sellerId);
        long account = random.nextBoolean() ? seller.market : seller.bazaar;
        if (random.nextBoolean()) {
            readOrdersThrough(account);
        }
        Publishing.Work work = publishing.claim(seller.sellerId, account, PAGE, PAGE);
        work.updates().forEach(claim -> send(account, claim));
        work.readBacks().forEach(claim -> readBack(account, claim));
    }

    /** Rounds without faults until nothing is due any more. */
    void settle() {
        for (int round = 0; round < 200 && (due() || publishing.followLedger(seller.sellerId)); round++) {
            seller.clock.move(Publishing.LONGEST_WAIT);
            for (long account : new long[] {seller.market, seller.bazaar}) {
                readOrdersThrough(account);
                Publishing.Work work = publishing.claim(seller.sellerId, account, PAGE, PAGE);
                work.updates().forEach(claim -> {
                    apply(account, claim);
                    publishing.settle(seller.sellerId, claim, new Outcome.Done("ref"));
                });
                work.readBacks().forEach(claim -> read(account, claim));
            }
        }
    }

    private boolean due() {
        return !seller.list(
                        "select listing_id from publication where seller_id = :seller and next_attempt_at is not null",
                        row -> row.getLong("listing_id"))
                .isEmpty();
    }

    private void readOrdersThrough(long account) {
        seller.write("""
                insert into account_cursor (seller_id, account_id, kind, cursor, read_through, next_at)
                values (:seller, %d, 'orders', '', '%s', '%s')
                on conflict (seller_id, account_id, kind) do update set read_through = excluded.read_through
                """.formatted(account, seller.clock.instant(), seller.clock.instant()));
    }

    private void send(long account, Claim claim) {
        switch (random.nextInt(8)) {
            case 0 -> publishing.settle(seller.sellerId, claim, new Outcome.NotSent(Duration.ofSeconds(20), "busy"));
            case 1 ->
                publishing.settle(
                        seller.sellerId, claim, new Outcome.Refused(RefusalReason.STALE, "somebody else wrote"));
            case 2 -> unknown(account, claim);
            case 3 -> {
                apply(account, claim);
                publishing.settle(seller.sellerId, claim, new Outcome.Pending("ref"));
            }
            case 4 -> apply(account, claim); // and we died before we heard of it
            default -> {
                apply(account, claim);
                publishing.settle(seller.sellerId, claim, new Outcome.Done("ref"));
            }
        }
    }

    private void unknown(long account, Claim claim) {
        if (random.nextBoolean()) {
            apply(account, claim);
        }
        publishing.settle(seller.sellerId, claim, new Outcome.Unknown("ref", "timeout"));
    }

    private void readBack(long account, Claim claim) {
        if (random.nextInt(5) == 0) {
            publishing.notObserved(seller.sellerId, claim, false, Duration.ofSeconds(30));
        } else {
            read(account, claim);
        }
    }

    private void read(long account, Claim claim) {
        int number = shown.getOrDefault(key(account, claim.channelSku()), 0);
        publishing.observed(seller.sellerId, claim, number, seller.clock.instant());
    }

    private void apply(long account, Claim claim) {
        shown.put(key(account, claim.channelSku()), claim.quantity());
    }

    private static String key(long account, String channelSku) {
        return account + " " + channelSku;
    }
}
