package penstock.core.publication;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import penstock.core.engine.Exposures;
import penstock.core.message.RefusalReason;
import penstock.core.publication.DriftCause.Compared;
import penstock.core.publication.ReadBack.Look;
import penstock.core.publication.ReadBack.OrdersKnown;
import penstock.core.publication.ReadBack.Sent;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What becomes of a listing when its channel was read, or says by itself what it shows. Any thread. */
final class Looks {

    /** What a channel says by itself it says in whole seconds; a look within that second is not newer for sure. */
    private static final Duration TOLD_WITHIN = Duration.ofSeconds(1);

    private static final Rejection UNKNOWN =
            new Rejection(RefusalReason.NOT_FOUND, "the channel does not know the listing");

    private final Database database;
    private final Clock clock;
    private final Tempo tempo;

    Looks(Database database, Clock clock, Tempo tempo) {
        this.database = database;
        this.clock = clock;
        this.tempo = tempo;
    }

    Optional<Instant> observed(long sellerId, Claim claim, int quantity, Instant asked, Instant seenBy) {
        boolean tooSlow = Duration.between(asked, seenBy).compareTo(tempo.lookTakes()) > 0;
        if (claim.partitioned() && tooSlow) {
            notObserved(sellerId, claim, false, tempo.paced(Publishing.READ_BACK));
            return Optional.empty();
        }
        return database.transact(sellerId, transaction -> {
            LedgerTail.headNow(transaction); // first: no order is applied until this is settled
            return LookRows.findSent(transaction, claim, clock.instant())
                    .flatMap(sent -> observed(transaction, claim, sent, new Look(quantity, seenBy)));
        });
    }

    private Optional<Instant> observed(Transaction transaction, Claim claim, Sent sent, Look latest) {
        Instant now = clock.instant();
        AttemptNotes.seen(transaction, claim, latest.quantity(), now);
        Instant compareAt = now.plus(tempo.paced(Publishing.READ_BACK));
        Look look = claim.partitioned() ? sent.earlier().orElse(latest) : latest;
        OrdersKnown orders = LookRows.ordersKnown(transaction, claim.listingId(), look.at());
        boolean known = orders == OrdersKnown.APPLIED;
        Drained before = Drained.upTo(transaction, sent.listing(), look.at()).inPacks(claim, sent.listing());
        Duration waited = tempo.unpaced(sent.waited());
        ReadBack.Next next = ReadBack.judge(claim, sent, before, look.quantity(), known, waited);
        Compared compared = compare(transaction, claim, sent, latest, waited);
        DriftRows.looked(transaction, claim, sent.isInDoubt(), compared, latest, now);
        if (next.undecided() && claim.partitioned() && !known) {
            Look candidate = tells(transaction, claim, sent, look) ? look : latest;
            return waitForOrders(transaction, claim, next.state(), candidate, latest, sent, waited, orders);
        } else if (next.undecided()) {
            Optional<Look> kept = claim.partitioned() ? Optional.of(latest) : Optional.empty();
            Instant nextAt = now.plus(tempo.pause(waited));
            LookRows.waitOn(transaction, claim, next.state(), latest, kept, now, nextAt);
            return Optional.empty();
        } else if (!claim.partitioned() && raisesTooEarly(sent, compared)) {
            // told now, its channel would sell again what it has sold: its orders are read first, or a while goes by
            LookRows.waitOn(
                    transaction, claim, next.state(), latest, Optional.of(latest), now, now.plus(tempo.pause(waited)));
            return Optional.of(latest.at());
        } else if (!claim.partitioned()) {
            int seen = latest.quantity();
            LookRows.readBack(transaction, claim, latest, next, seen, seen, now, compareAt);
            return Optional.empty();
        }
        Drained after = Drained.after(transaction, sent.listing(), look.at()).inPacks(claim, sent.listing());
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
        LookRows.readBack(transaction, claim, latest, next, shows, may, now, compareAt);
        ExposureNotes.settled(transaction, claim);
        return Optional.empty();
    }

    /** A pool waits once, and not with what is to be lowered. */
    private static boolean raisesTooEarly(Sent sent, Compared compared) {
        return !sent.isInDoubt()
                && !sent.decreases()
                && sent.earlier().isEmpty()
                && compared.isOf(DriftCause.UNREAD_ORDER);
    }

    /** A share is settled by an earlier look; whether it shows what it should the latest says. */
    private static Compared compare(Transaction transaction, Claim claim, Sent sent, Look latest, Duration waited) {
        boolean known = LookRows.ordersKnown(transaction, claim.listingId(), latest.at()) == OrdersKnown.APPLIED;
        if (sent.isInDoubt()) {
            Drained since =
                    Drained.upTo(transaction, sent.listing(), latest.at()).inPacks(claim, sent.listing());
            return DriftCause.onItsWay(sent, since, latest.quantity(), known, waited);
        }
        boolean asBelieved = claim.believed().equals(OptionalInt.of(latest.quantity()));
        OptionalInt now = asBelieved ? claim.believed() : believedNow(transaction, claim);
        return DriftCause.resting(claim.believed(), now, latest.quantity(), known);
    }

    private static OptionalInt believedNow(Transaction transaction, Claim claim) {
        Optional<DueListing> listing = ClaimRows.find(transaction, claim);
        return listing.isEmpty() ? OptionalInt.empty() : SkuState.believed(transaction, listing.get());
    }

    /** What the listing may sell by all that is known without the look, in the channel's units. */
    private static int allowed(Transaction transaction, Claim claim, Sent sent) {
        return Exposures.list(transaction, List.of(sent.listing().counted().skuId())).stream()
                .filter(exposure -> exposure.listingId() == claim.listingId())
                .mapToInt(exposure -> (exposure.units() + claim.packSize() - 1) / claim.packSize())
                .sum();
    }

    /** Nobody knows which came first, the look or a sale; or whether what was given back since was put back on sale. */
    private boolean isBlurred(Transaction transaction, Sent sent, Look look) {
        Instant begun = look.at().minus(tempo.lookTakes());
        return Drained.between(transaction, sent.listing(), begun, look.at()).taken() > 0
                || Drained.anyReturnedSince(transaction, sent.listing(), begun);
    }

    /** Whether a look can settle the listing once the orders up to it are known: a number in doubt was surely seen by it. */
    private static boolean tells(Transaction transaction, Claim claim, Sent sent, Look look) {
        if (!sent.isInDoubt() || claim.comparesAndSets()) {
            return true;
        }
        Drained before = Drained.upTo(transaction, sent.listing(), look.at()).inPacks(claim, sent.listing());
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
        Duration pause = orders == OrdersKnown.NOT_APPLIED ? tempo.paced(Publishing.READ_BACK) : tempo.pause(waited);
        Instant nextAt =
                now.plus(blurred ? Tempo.longer(tempo.paced(ReadBack.BLURRED_AGAIN), tempo.lookTakes()) : pause);
        LookRows.waitOn(transaction, claim, state, latest, Optional.of(kept), now, nextAt);
        return blurred || !tells(transaction, claim, sent, kept) ? Optional.empty() : Optional.of(kept.at());
    }

    Optional<Instant> ordersRead(long sellerId, long accountId, Instant readThrough) {
        return database.transact(sellerId, transaction -> {
            LookRows.lookAgain(transaction, accountId, readThrough, clock.instant());
            return LookRows.firstLookAfter(transaction, accountId, readThrough);
        });
    }

    void notObserved(long sellerId, Claim claim, boolean unknownToChannel, Duration retryAfter) {
        database.transact(
                sellerId,
                transaction -> unknownToChannel
                        ? OutcomeRows.rejected(transaction, claim, UNKNOWN, clock.instant())
                        : OutcomeRows.release(
                                transaction, claim, clock.instant().plus(Tempo.shorter(retryAfter))));
    }

    void cannotBeObserved(long sellerId, Claim claim) {
        database.transact(sellerId, transaction -> OutcomeRows.stale(transaction, claim, clock.instant()));
    }

    boolean told(long sellerId, long accountId, String channelSkuOrRef, int quantity, Instant seenAt) {
        return database.transact(
                sellerId,
                transaction -> LookRows.told(
                        transaction,
                        accountId,
                        channelSkuOrRef,
                        quantity,
                        seenAt.plus(TOLD_WITHIN),
                        clock.instant().plus(tempo.paced(Publishing.READ_BACK))));
    }
}
