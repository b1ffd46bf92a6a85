package penstock.core.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.ClaimRows.Sending;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * Decides what each listing is to be told, notes it before it is sent, and settles what became of it. Any thread; the
 * rows order who does what.
 */
public final class Publishing {

    /**
     * A claimed listing is free again after this, if nobody took its holder's seller over before. What is claimed is said in
     * one call, and a call and the token that it may need first take 15 seconds each at most; a claim that is outlived is fenced
     * off, and what was sent is read back before anything else is.
     */
    public static final Duration CLAIM = Duration.ofSeconds(35);

    /** How soon an accepted number is read back for the first time; each further time after as long as was waited so far. */
    public static final Duration READ_BACK = Duration.ofSeconds(2);

    /** The longest wait between two read-backs or attempts. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final ActiveRules rules = new ActiveRules();
    private final Database database;
    private final Clock clock;
    private final Tempo tempo;
    private final Looks looks;

    public Publishing(Database database, Clock clock) {
        this(database, clock, 1);
    }

    /**
     * Publishes to channels that may be simulated.
     *
     * @param timeFactor how much faster than life a channel does what it has accepted, so how much sooner it is read back
     */
    public Publishing(Database database, Clock clock, double timeFactor) {
        this.database = database;
        this.clock = clock;
        this.tempo = new Tempo(timeFactor);
        this.looks = new Looks(database, clock, tempo);
    }

    /**
     * Work on one account's listings, claimed: one of the two, so that it is done in one call.
     *
     * @param updates to be sent
     * @param readBacks to be read before anything is sent
     */
    public record Work(List<Claim> updates, List<Claim> readBacks) {
        private static final Work NONE = new Work(List.of(), List.of());

        public boolean isEmpty() {
            return updates.isEmpty() && readBacks.isEmpty();
        }
    }

    // marking --------------------------------------------------------------------------------------------------------

    /** Marks the listings of every SKU that moved since the last time; says whether any did. A page in a transaction. */
    public boolean followLedger(long sellerId) {
        boolean moved = false;
        long followed;
        do {
            followed = database.transact(sellerId, transaction -> LedgerTail.follow(transaction, clock.instant()));
            moved |= followed > 0;
        } while (followed == LedgerTail.MAX_POSITIONS);
        return moved;
    }

    /**
     * An account that has listings to look at.
     *
     * @param at when the first of them is due
     */
    public record DueAccount(long accountId, Instant at) {}

    /** The accounts that have listings to look at until then. */
    public List<DueAccount> dueAccounts(long sellerId, Instant until) {
        return database.transact(sellerId, transaction -> ClaimRows.dueAccounts(transaction, until));
    }

    // claiming -------------------------------------------------------------------------------------------------------

    /**
     * Claims listings of an account that are due, computes their numbers and notes what is about to be sent, in the order of their
     * {@link Lane}. A listing that shows the right number already is settled without sending.
     *
     * @param updates listings that one call can tell
     * @param readBacks listings that one call can ask
     */
    public Work claim(long sellerId, long accountId, int updates, int readBacks) {
        int limit = Math.max(updates, readBacks);
        Optional<Work> work;
        do {
            work = database.transact(sellerId, transaction -> {
                Instant now = clock.instant();
                List<DueListing> due = ClaimRows.lockDue(transaction, accountId, now, limit);
                Work claimed = due.isEmpty() ? Work.NONE : claim(transaction, due, updates, readBacks, now);
                boolean perhapsMore = claimed.isEmpty() && due.size() == limit;
                return perhapsMore ? Optional.<Work>empty() : Optional.of(claimed);
            });
        } while (work.isEmpty());
        return work.get();
    }

    /**
     * Claims listings of an account whose numbers on their way are due to be read back, whatever is to be told: a channel that takes no
     * number now can be asked all the same.
     *
     * @param readBacks listings that one call can ask
     */
    public List<Claim> claimUnseen(long sellerId, long accountId, int readBacks) {
        return database.transact(sellerId, transaction -> {
            Instant now = clock.instant();
            List<DueListing> due = ClaimRows.lockUnseen(transaction, accountId, now, readBacks);
            if (due.isEmpty()) {
                return List.of();
            }
            SkuState state = SkuState.read(transaction, due, rules, now);
            return due.stream()
                    .map(listing -> ClaimRows.claimReadBack(transaction, listing, state, now.plus(CLAIM)))
                    .toList();
        });
    }

    private Work claim(Transaction transaction, List<DueListing> due, int maxUpdates, int maxReadBacks, Instant now) {
        SkuState state = SkuState.read(transaction, due, rules, now);
        List<Sending> updates = new ArrayList<>();
        int together = maxUpdates;
        List<Claim> readBacks = new ArrayList<>();
        for (DueListing listing : due) {
            Optional<Decision> lower =
                    listing.mayBeOvertaken() && listing.mode().writes()
                            ? state.decide(listing).filter(Decision::lowers)
                            : Optional.empty();
            boolean readFirst = listing.toBeReadBack(state.believed(listing), state.readLate(listing), now);
            if (readFirst && lower.isEmpty()) {
                if (updates.isEmpty() && readBacks.size() < maxReadBacks) {
                    readBacks.add(ClaimRows.claimReadBack(transaction, listing, state, now.plus(CLAIM)));
                }
                continue;
            }
            if (!listing.mode().writes()) {
                ClaimRows.rest(transaction, listing);
                continue;
            }
            Optional<Decision> decision = state.decide(listing);
            if (decision.isEmpty()) {
                ClaimRows.leaveAsItIs(transaction, listing);
                if (listing.drifting()) {
                    DriftRows.ended(transaction, listing.listingId(), now); // what it shows has become right meanwhile
                }
            } else if (readBacks.isEmpty()
                    && updates.size() < Math.min(together, listing.together().orElse(together))) {
                together = Math.min(together, listing.together().orElse(together));
                updates.add(new Sending(listing, decision.get(), overtaken(listing, now)));
                state.sent(listing, decision.get());
            }
        }
        List<Sending> told = ZeroWishes.letThrough(transaction, state, due, updates, rules, now);
        List<Claim> sending = ClaimRows.claimUpdates(transaction, told, state, now, now.plus(CLAIM));
        return new Work(sending, readBacks);
    }

    /**
     * Ends the claims of whoever worked the seller before, who cannot settle them any more. What they may have sent is read
     * back before anything else is, and counts like every write of unknown fate.
     */
    public void endClaims(long sellerId) {
        database.transact(sellerId, transaction -> ClaimRows.endClaims(transaction, clock.instant()));
    }

    /** A number that is overtaken before it was seen may come after the one that overtook it: then the channel is read again. */
    private Optional<Instant> overtaken(DueListing listing, Instant now) {
        return listing.mayBeOvertaken()
                ? Optional.of(now.plus(tempo.paced(ReadBack.TAKES_EFFECT_WITHIN)))
                : listing.overtakenUntil();
    }

    // settling -------------------------------------------------------------------------------------------------------

    /** Notes what became of a number that was sent. A claim that has been overtaken by another changes nothing. */
    public void settle(long sellerId, Claim claim, Outcome outcome) {
        settle(sellerId, Map.of(claim, outcome));
    }

    /**
     * Notes what became of all that was said in one call. Lines that were refused in the same words may be refused for one among them:
     * they are told again by halves.
     */
    public void settle(long sellerId, Map<Claim, Outcome> outcomes) {
        Halving halving = Halving.of(outcomes);
        outcomes.forEach((claim, outcome) -> database.transact(sellerId, transaction -> {
            AttemptNotes.outcome(transaction, claim, outcome, clock.instant());
            OptionalInt together = halving.together(claim);
            int rows = together.isPresent()
                    ? OutcomeRows.toldApart(transaction, claim, together.getAsInt(), clock.instant())
                    : settle(transaction, claim, outcome);
            ExposureNotes.settled(transaction, claim);
            return rows;
        }));
    }

    private int settle(Transaction transaction, Claim claim, Outcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Done) {
            boolean compared = claim.comparesAndSets() && claim.believed().isPresent();
            if (claim.drifting()) {
                DriftRows.ended(transaction, claim.listingId(), now);
            }
            return OutcomeRows.done(transaction, claim, now, compared);
        } else if (outcome instanceof Outcome.Pending pending) {
            return OutcomeRows.accepted(transaction, claim, pending.ref(), now, now.plus(tempo.paced(READ_BACK)));
        } else if (outcome instanceof Outcome.NotSent wait) {
            return OutcomeRows.notSent(transaction, claim, now, now.plus(Tempo.shorter(wait.retryAfter())));
        } else if (outcome instanceof Outcome.Refused refused) {
            return refused(transaction, claim, refused, now);
        }
        return OutcomeRows.unknown(transaction, claim, now);
    }

    private static int refused(Transaction transaction, Claim claim, Outcome.Refused refused, Instant now) {
        if (refused.reason() == RefusalReason.STALE) {
            return OutcomeRows.stale(transaction, claim, now);
        }
        DriftRows.rejected(transaction, claim, now);
        return OutcomeRows.rejected(transaction, claim, Rejection.of(refused), now);
    }

    // looking --------------------------------------------------------------------------------------------------------

    /**
     * Notes what a channel was read to show, for a listing claimed to be read back.
     *
     * @param seenBy when the reading was over, by the later of our clock and the channel's: what was sold until then may
     *     be missing in the number
     */
    public Optional<Instant> observed(long sellerId, Claim claim, int quantity, Instant seenBy) {
        return looks.observed(sellerId, claim, quantity, seenBy, seenBy);
    }

    /**
     * The same of a reading that took a while.
     *
     * @param asked when the channel was asked
     * @return the moment of the channel's clock up to which its orders are to be read before more can be said of the listing;
     *     empty if it does not wait for that
     */
    public Optional<Instant> observed(long sellerId, Claim claim, int quantity, Instant asked, Instant seenBy) {
        return looks.observed(sellerId, claim, quantity, asked, seenBy);
    }

    /**
     * Notes that every order of an account up to that moment of the channel's clock has been stored: listings that wait
     * for these are looked at again.
     *
     * @return the next moment up to which orders are waited for
     */
    public Optional<Instant> ordersRead(long sellerId, long accountId, Instant readThrough) {
        return looks.ordersRead(sellerId, accountId, readThrough);
    }

    /** Notes that a listing claimed to be read back was not found, or could not be read. */
    public void notObserved(long sellerId, Claim claim, boolean unknownToChannel, Duration retryAfter) {
        looks.notObserved(sellerId, claim, unknownToChannel, retryAfter);
    }

    /** Has a number of unknown outcome sent again, to a channel that cannot be asked and takes repeats. */
    public void cannotBeObserved(long sellerId, Claim claim) {
        looks.cannotBeObserved(sellerId, claim);
    }

    /**
     * Notes what a channel says by itself that it shows. The listing is found by its channel SKU or technical id.
     *
     * @return whether there is such a listing
     */
    public boolean told(long sellerId, long accountId, String channelSkuOrRef, int quantity, Instant seenAt) {
        return looks.told(sellerId, accountId, channelSkuOrRef, quantity, seenAt);
    }
}
