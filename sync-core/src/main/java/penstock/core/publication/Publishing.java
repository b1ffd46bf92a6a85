package penstock.core.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.engine.Exposures;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.ReadBack.Look;
import penstock.core.publication.ReadBack.OrdersKnown;
import penstock.core.publication.ReadBack.Sent;
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

    /** What a channel says by itself it says in whole seconds; a look within that second is not newer for sure. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(1);

    /** How soon an accepted number is read back for the first time; each further time after as long as was waited so far. */
    public static final Duration READ_BACK = Duration.ofSeconds(2);

    /** The longest wait between two read-backs or attempts. */
    public static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

    private final Database database;
    private final Clock clock;
    private final double timeFactor;

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
        this.timeFactor = timeFactor;
    }

    private Duration paced(Duration wait) {
        return Duration.ofNanos((long) (wait.toNanos() / timeFactor));
    }

    private Duration unpaced(Duration waited) {
        return Duration.ofNanos((long) (waited.toNanos() * timeFactor));
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
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select p.account_id, min(p.next_attempt_at) as due_at
                          from publication p
                          join channel_account a on a.seller_id = p.seller_id and a.account_id = p.account_id
                         where p.seller_id = ? and p.next_attempt_at <= ? and a.state = 'ACTIVE'
                           and (p.lease_until is null or p.lease_until <= ?)
                         group by p.account_id
                         order by due_at, p.account_id
                        """,
                        row -> new DueAccount(row.getLong("account_id"), row.getInstant("due_at")),
                        sellerId,
                        until,
                        until));
    }

    // claiming -------------------------------------------------------------------------------------------------------

    /**
     * Claims listings of an account that are due, computes their numbers and notes what is about to be sent: first those of which
     * there is less than there was. A listing that shows the right number already is settled without sending.
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
                List<DueListing> due = PublicationRows.lockDue(transaction, accountId, now, limit);
                Work claimed = due.isEmpty() ? Work.NONE : claim(transaction, due, updates, readBacks, now);
                boolean perhapsMore = claimed.isEmpty() && due.size() == limit;
                return perhapsMore ? Optional.<Work>empty() : Optional.of(claimed);
            });
        } while (work.isEmpty());
        return work.get();
    }

    private Work claim(Transaction transaction, List<DueListing> due, int maxUpdates, int maxReadBacks, Instant now) {
        SkuState state = SkuState.read(transaction, due);
        List<Claim> updates = new ArrayList<>();
        List<Claim> readBacks = new ArrayList<>();
        for (DueListing listing : due) {
            Optional<Decision> lower =
                    listing.mayBeOvertaken() ? state.decide(listing).filter(Decision::lowers) : Optional.empty();
            boolean readFirst = listing.toBeReadBack(state.believed(listing), state.readLate(listing), now);
            if (readFirst && lower.isEmpty()) {
                if (updates.isEmpty() && readBacks.size() < maxReadBacks) {
                    readBacks.add(PublicationRows.claimReadBack(transaction, listing, state, now.plus(CLAIM)));
                }
                continue;
            }
            Optional<Decision> decision = state.decide(listing);
            if (decision.isEmpty()) {
                PublicationRows.leaveAsItIs(transaction, listing);
            } else if (readBacks.isEmpty() && updates.size() < maxUpdates) {
                updates.add(PublicationRows.claimUpdate(
                        transaction,
                        listing,
                        decision.get(),
                        state.head(),
                        now,
                        now.plus(CLAIM),
                        overtaken(listing, now)));
                state.sent(listing, decision.get());
            }
        }
        return new Work(updates, readBacks);
    }

    /**
     * Ends the claims of whoever worked the seller before, who cannot settle them any more. What they may have sent is read
     * back before anything else is, and counts like every write of unknown fate.
     */
    public void endClaims(long sellerId) {
        database.transact(sellerId, transaction -> PublicationRows.endClaims(transaction, clock.instant()));
    }

    /** A number that is overtaken before it was seen may come after the one that overtook it: then the channel is read again. */
    private Optional<Instant> overtaken(DueListing listing, Instant now) {
        return listing.mayBeOvertaken()
                ? Optional.of(now.plus(paced(ReadBack.TAKES_EFFECT_WITHIN)))
                : listing.overtakenUntil();
    }

    /** What is to be sent to a listing, in the channel's units; exposures in units of the SKU. */
    record Decision(int quantity, OptionalInt believed, int exposureBefore, int exposureInFlight) {
        boolean lowers() {
            return believed.isPresent() && quantity < believed.getAsInt();
        }
    }

    // settling -------------------------------------------------------------------------------------------------------

    /** Notes what became of a number that was sent. A claim that has been overtaken by another changes nothing. */
    public void settle(long sellerId, Claim claim, Outcome outcome) {
        database.transact(sellerId, transaction -> {
            int rows = settle(transaction, claim, outcome);
            ExposureNotes.settled(transaction, claim);
            return rows;
        });
    }

    private int settle(Transaction transaction, Claim claim, Outcome outcome) {
        Instant now = clock.instant();
        if (outcome instanceof Outcome.Done) {
            boolean compared = claim.comparesAndSets() && claim.believed().isPresent();
            return PublicationRows.done(transaction, claim, now, compared);
        } else if (outcome instanceof Outcome.Pending pending) {
            return PublicationRows.accepted(transaction, claim, pending.ref(), now.plus(paced(READ_BACK)));
        } else if (outcome instanceof Outcome.NotSent wait) {
            return PublicationRows.notSent(transaction, claim, now, now.plus(shorter(wait.retryAfter())));
        } else if (outcome instanceof Outcome.Refused refused) {
            return refused(transaction, claim, refused, now);
        }
        return PublicationRows.unknown(transaction, claim, now);
    }

    private static int refused(Transaction transaction, Claim claim, Outcome.Refused refused, Instant now) {
        if (refused.reason() == RefusalReason.STALE) {
            return PublicationRows.stale(transaction, claim, now);
        }
        return PublicationRows.rejected(transaction, claim, refused.reason() + ": " + refused.detail());
    }

    private static Duration shorter(Duration wait) {
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }

    /**
     * Notes what a channel was read to show, for a listing claimed to be read back.
     *
     * @param seenBy when the reading was over, by the later of our clock and the channel's: what was sold until then may
     *     be missing in the number
     */
    public Optional<Instant> observed(long sellerId, Claim claim, int quantity, Instant seenBy) {
        return observed(sellerId, claim, quantity, seenBy, seenBy);
    }

    /**
     * The same of a reading that took a while.
     *
     * @param asked when the channel was asked
     * @return the moment of the channel's clock up to which its orders are to be read before more can be said of the listing;
     *     empty if it does not wait for that
     */
    public Optional<Instant> observed(long sellerId, Claim claim, int quantity, Instant asked, Instant seenBy) {
        boolean tooSlow = Duration.between(asked, seenBy).compareTo(lookTakes()) > 0;
        if (claim.partitioned() && tooSlow) {
            notObserved(sellerId, claim, false, paced(READ_BACK));
            return Optional.empty();
        }
        return database.transact(sellerId, transaction -> {
            PublicationRows.headNow(transaction); // first: no order is applied until this is settled
            return PublicationRows.findSent(transaction, claim, clock.instant())
                    .flatMap(sent -> observed(transaction, claim, sent, new Look(quantity, seenBy)));
        });
    }

    private Optional<Instant> observed(Transaction transaction, Claim claim, Sent sent, Look latest) {
        Instant now = clock.instant();
        Instant compareAt = now.plus(paced(READ_BACK));
        Look look = claim.partitioned() ? sent.earlier().orElse(latest) : latest;
        OrdersKnown orders = PublicationRows.ordersKnown(transaction, claim.listingId(), look.at());
        boolean known = orders == OrdersKnown.APPLIED;
        Drained before = Drained.upTo(transaction, sent.listing(), look.at()).inPacks(claim.packSize());
        Duration waited = unpaced(sent.waited());
        ReadBack.Next next = ReadBack.judge(claim, sent, before, look.quantity(), known, waited);
        if (next.undecided() && claim.partitioned() && !known) {
            Look candidate = tells(transaction, claim, sent, look) ? look : latest;
            return waitForOrders(transaction, claim, next.state(), candidate, latest, sent, waited, orders);
        } else if (next.undecided()) {
            Optional<Look> kept = claim.partitioned() ? Optional.of(latest) : Optional.empty();
            Instant nextAt = now.plus(paced(pause(waited)));
            PublicationRows.waitOn(transaction, claim, next.state(), latest, kept, now, nextAt);
            return Optional.empty();
        } else if (!claim.partitioned()) {
            int seen = latest.quantity();
            PublicationRows.readBack(transaction, claim, latest, next, seen, seen, now, compareAt);
            return Optional.empty();
        }
        Drained after = Drained.after(transaction, sent.listing(), look.at()).inPacks(claim.packSize());
        int shows = look.quantity() - after.taken() + after.returned();
        // more than that it can show only if something else has raised it: a person, or a cancel that came too late for
        // us
        boolean cannotBe = latest.quantity() > shows || isBlurred(transaction, sent, look);
        boolean inTime = !sent.isInDoubt() || waited.compareTo(ReadBack.TAKES_EFFECT_WITHIN) < 0;
        if (cannotBe && inTime) {
            String state = sent.isInDoubt() ? sent.state() : "QUEUED";
            return waitForOrders(transaction, claim, state, latest, latest, sent, waited, OrdersKnown.NOT_READ);
        }
        int perhapsPutBack = claim.comparesAndSets() ? 0 : before.returned();
        // what was perhaps put back on sale is in what it has been allowed so far, however often it came and went
        int may = Math.max(shows, Math.min(shows + perhapsPutBack, allowed(transaction, claim, sent)));
        PublicationRows.readBack(transaction, claim, latest, next, shows, may, now, compareAt);
        ExposureNotes.settled(transaction, claim);
        return Optional.empty();
    }

    /** What the listing may sell by all that is known without the look, in the channel's units. */
    private static int allowed(Transaction transaction, Claim claim, Sent sent) {
        return Exposures.list(transaction, List.of(sent.listing().skuId())).stream()
                .filter(exposure -> exposure.listingId() == claim.listingId())
                .mapToInt(exposure -> (exposure.units() + claim.packSize() - 1) / claim.packSize())
                .sum();
    }

    /** Nobody knows which came first, the look or a sale; or whether what was given back since was put back on sale. */
    private boolean isBlurred(Transaction transaction, Sent sent, Look look) {
        Instant begun = look.at().minus(lookTakes());
        return Drained.between(transaction, sent.listing(), begun, look.at()).taken() > 0
                || Drained.anyReturnedSince(transaction, sent.listing(), begun);
    }

    /** Whether a look can settle the listing once the orders up to it are known: a number in doubt was surely seen by it. */
    private static boolean tells(Transaction transaction, Claim claim, Sent sent, Look look) {
        if (!sent.isInDoubt() || claim.comparesAndSets()) {
            return true;
        }
        Drained before = Drained.upTo(transaction, sent.listing(), look.at()).inPacks(claim.packSize());
        return sent.isSurelySeen(look.quantity(), before, false);
    }

    /**
     * Keeps a look until the orders placed up to it are known; one that is known to be blurred is not worth that, and is repeated
     * soon.
     */
    private Optional<Instant> waitForOrders(
            Transaction transaction,
            Claim claim,
            String state,
            Look candidate,
            Look latest,
            Sent sent,
            Duration waited,
            OrdersKnown orders) {
        Instant now = clock.instant();
        Look kept = isBlurred(transaction, sent, candidate) ? latest : candidate;
        boolean blurred = isBlurred(transaction, sent, kept);
        Duration pause = paced(orders == OrdersKnown.NOT_APPLIED ? READ_BACK : pause(waited));
        Instant nextAt = now.plus(blurred ? longer(paced(ReadBack.BLURRED_AGAIN), lookTakes()) : pause);
        PublicationRows.waitOn(transaction, claim, state, latest, Optional.of(kept), now, nextAt);
        return blurred || !tells(transaction, claim, sent, kept) ? Optional.empty() : Optional.of(kept.at());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private Duration lookTakes() {
        Duration published = paced(ReadBack.LOOK_TAKES);
        return published.compareTo(ReadBack.LOOK_TAKES_REALLY) < 0 ? ReadBack.LOOK_TAKES_REALLY : published;
    }

    /**
     * Notes that every order of an account up to that moment of the channel's clock has been stored: listings that wait
     * for these are looked at again.
     *
     * @return the next moment up to which orders are waited for
     */
    public Optional<Instant> ordersRead(long sellerId, long accountId, Instant readThrough) {
        return database.transact(sellerId, transaction -> {
            PublicationRows.lookAgain(transaction, accountId, readThrough, clock.instant());
            return PublicationRows.firstLookAfter(transaction, accountId, readThrough);
        });
    }

    /** Notes that a listing claimed to be read back was not found, or could not be read. */
    public void notObserved(long sellerId, Claim claim, boolean unknownToChannel, Duration retryAfter) {
        database.transact(
                sellerId,
                transaction -> unknownToChannel
                        ? PublicationRows.rejected(
                                transaction, claim, "NOT_FOUND: the channel does not know the listing")
                        : PublicationRows.release(
                                transaction, claim, clock.instant().plus(shorter(retryAfter))));
    }

    /** Has a number of unknown outcome sent again, to a channel that cannot be asked and takes repeats. */
    public void cannotBeObserved(long sellerId, Claim claim) {
        database.transact(sellerId, transaction -> PublicationRows.stale(transaction, claim, clock.instant()));
    }

    /**
     * Notes what a channel says by itself that it shows. The listing is found by its channel SKU or technical id.
     *
     * @return whether there is such a listing
     */
    public boolean told(long sellerId, long accountId, String channelSkuOrRef, int quantity, Instant seenAt) {
        return database.transact(
                sellerId,
                transaction -> PublicationRows.told(
                        transaction,
                        accountId,
                        channelSkuOrRef,
                        quantity,
                        seenAt.plus(TOLD_WITHIN),
                        clock.instant().plus(paced(READ_BACK))));
    }

    /** The wait until the next look: as long again as was waited so far, so that few looks reach far. */
    private static Duration pause(Duration waited) {
        Duration atLeast = waited.compareTo(READ_BACK) < 0 ? READ_BACK : waited;
        return atLeast.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : atLeast;
    }
}
