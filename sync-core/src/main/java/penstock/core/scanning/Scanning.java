package penstock.core.scanning;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.Listings;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.scanning.Moving.NotBooked;
import penstock.core.scanning.ScanSession.State;
import penstock.core.scanning.SessionRows.Known;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Reasons;

/**
 * Takes scans, and takes them back. Any thread; the scans of one session one after the other.
 *
 * <p>What a scan books is committed together with it. Sessions whose scans are booked when they are closed do not touch the
 * ledger before.
 */
public final class Scanning {

    private final Database database;
    private final Engine engine;
    private final Clock clock;

    public Scanning(Database database, Engine engine, Clock clock) {
        this.database = database;
        this.engine = engine;
        this.clock = clock;
    }

    /** A scan with the session as it stands after it. */
    public record Answer(ScanView scan, SessionView session, boolean repeated) {}

    /** What was decided: of which scan, what it may have meant, and whether it came before. */
    private record Done(long sessionId, int scanNo, List<String> suggestions, boolean repeated) {}

    private interface Deed {
        Done with(Transaction transaction, Optional<Book> book);
    }

    /** Takes a scan. One that is refused does not count, and is told the same when it is repeated. */
    public Answer scan(long sellerId, Actor actor, String session, Scan scan) {
        Done done;
        try {
            done = decide(
                    sellerId, actor, session, (transaction, book) -> scan(transaction, book, session, scan, List.of()));
        } catch (NotBooked refused) {
            List<Judged> judged = List.of(Judged.refused(refused.reply()));
            done = database.transact(
                    sellerId, transaction -> scan(transaction, Optional.empty(), session, scan, judged));
        }
        return answer(sellerId, session, done);
    }

    /** Read when all is written: what is booked shows in what is missing. */
    private Answer answer(long sellerId, String session, Done done) {
        return database.transact(
                sellerId,
                transaction -> new Answer(
                        new SessionRows(transaction).view(done.sessionId(), done.scanNo(), done.suggestions()),
                        Sessions.view(transaction, get(transaction, session)),
                        done.repeated()));
    }

    private Done decide(long sellerId, Actor actor, String session, Deed deed) {
        Task task = database.transact(
                sellerId, transaction -> get(transaction, session).task());
        return task.isBookedAtOnce()
                ? engine.together(sellerId, actor, (transaction, book) -> deed.with(transaction, Optional.of(book)))
                : database.transact(sellerId, transaction -> deed.with(transaction, Optional.empty()));
    }

    static Stored get(Transaction transaction, String session) {
        return new SessionRows(transaction).find(session).orElseThrow(() -> noSuch(session));
    }

    static Refusal noSuch(String session) {
        return new Refusal(Verdict.NOT_FOUND, ScanningFault.NO_SUCH_SESSION, "there is no scan session " + session);
    }

    /** @param refused what the ledger said of the same scan when it was tried; nothing is tried then */
    private Done scan(Transaction transaction, Optional<Book> book, String session, Scan scan, List<Judged> refused) {
        SessionRows rows = new SessionRows(transaction);
        Stored stored = rows.lock(session).orElseThrow(() -> noSuch(session));
        long sessionId = stored.session().sessionId();
        byte[] hash = ContentHash.of(scan.content());
        Optional<Known> before = rows.scan(sessionId, scan.id());
        if (before.isPresent()) {
            Sessions.repeated(before.get().contentHash(), hash, sessionId);
            return repeated(transaction, sessionId, before.get().scanNo(), scan);
        }
        requireOpen(stored);
        int scanNo = rows.scans(sessionId) + 1;
        if (scanNo > ScanSession.MAX_SCANS) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ScanningFault.TOO_MANY_SCANS,
                    "a session has at most " + ScanSession.MAX_SCANS + " scans; close it and open another");
        }
        requireMoved(stored, scan);
        scan.reason().ifPresent(reason -> Reasons.require(transaction, reason));
        Judged judged = refused.isEmpty() ? judge(transaction, book, stored, scan, scanNo) : refused.get(0);
        rows.insert(sessionId, scanNo, scan, hash, judged, clock.instant());
        return new Done(sessionId, scanNo, judged.suggestions(), false);
    }

    /** In which state units are matters where they are brought from bin to bin. */
    private static void requireMoved(Stored stored, Scan scan) {
        if (!stored.task().endsWithBin()) {
            scan.state().ifPresent(state -> {
                throw new InvalidField(
                        "state",
                        state.name(),
                        InvalidField.Reason.CONTRADICTION,
                        "is of a PUT_AWAY or a MOVE, and this is a " + stored.task() + "; leave it out");
            });
        }
    }

    private static Done repeated(Transaction transaction, long sessionId, int scanNo, Scan scan) {
        ScanView known = new SessionRows(transaction).view(sessionId, scanNo, List.of());
        List<String> suggestions = known.found() == Found.UNKNOWN_BARCODE
                ? Listings.suggest(transaction, scan.barcode(), Meaning.MAX_SUGGESTIONS)
                : List.of();
        return new Done(sessionId, scanNo, suggestions, true);
    }

    private static void requireOpen(Stored stored) {
        if (stored.session().state() != State.OPEN) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ScanningFault.NOT_OPEN,
                    "session " + stored.session().opening().id() + " is "
                            + stored.session().state() + "; open another");
        }
    }

    private Judged judge(Transaction transaction, Optional<Book> book, Stored stored, Scan scan, int scanNo) {
        Course course = Course.of(
                stored.task(),
                new SessionRows(transaction).steps(stored.session().sessionId()));
        MoveIds moves = MoveIds.of(stored.session().sessionId(), scanNo);
        Work work = work(transaction, book, stored, moves);
        return new Judging(transaction, stored, course, scan, today(transaction, stored), work).judge();
    }

    /** The day at the place where it is scanned. */
    private LocalDate today(Transaction transaction, Stored stored) {
        String zone = transaction
                .find(
                        "select time_zone from location where seller_id = ? and location_id = ?",
                        row -> row.getText("time_zone"),
                        transaction.sellerId(),
                        stored.locationId())
                .orElseThrow();
        return clock.instant().atZone(ZoneId.of(zone)).toLocalDate();
    }

    private Work work(Transaction transaction, Optional<Book> book, Stored stored, MoveIds moves) {
        return switch (stored.task()) {
            case RECEIVE -> new TakingIn(transaction, stored, today(transaction, stored));
            case COUNT -> new Counting(transaction, stored);
            case PICK -> new Picking(transaction, book.orElseThrow(), stored, moves);
            case PUT_AWAY, MOVE -> new Moving(transaction, book.orElseThrow(), stored, moves);
        };
    }

    // undoing --------------------------------------------------------------------------------------------------------

    /**
     * Takes the last scan that counts back. What it booked is moved back by postings of its own.
     *
     * @param undoId the caller's, the same in every repeat; of this session
     */
    public Answer undo(long sellerId, Actor actor, String session, String undoId) {
        try {
            Done done =
                    decide(sellerId, actor, session, (transaction, book) -> undo(transaction, book, session, undoId));
            return answer(sellerId, session, done);
        } catch (NotBooked refused) {
            throw cannotBeUndone(refused.reply());
        }
    }

    private static Refusal cannotBeUndone(Reply reply) {
        return new Refusal(
                Verdict.NOT_POSSIBLE,
                ScanningFault.CANNOT_BE_UNDONE,
                "what it moved is not where it was put any more, or cannot go back: " + reply.detail());
    }

    private Done undo(Transaction transaction, Optional<Book> book, String session, String undoId) {
        SessionRows rows = new SessionRows(transaction);
        Stored stored = rows.lock(session).orElseThrow(() -> noSuch(session));
        long sessionId = stored.session().sessionId();
        Optional<Integer> before = rows.undoneBy(sessionId, undoId);
        if (before.isPresent()) {
            return new Done(sessionId, before.get(), List.of(), true);
        }
        requireOpen(stored);
        List<Step> steps = rows.steps(sessionId);
        if (steps.isEmpty()) {
            throw new Refusal(Verdict.NOT_POSSIBLE, ScanningFault.NOTHING_TO_UNDO, "no scan of the session counts");
        }
        Step last = steps.get(steps.size() - 1);
        if (last.moves() > 0) {
            moveBack(transaction, book.orElseThrow(), stored, steps);
        }
        rows.undo(sessionId, last.scanNo(), undoId);
        return new Done(sessionId, last.scanNo(), List.of(), false);
    }

    private static void moveBack(Transaction transaction, Book book, Stored stored, List<Step> steps) {
        Step last = steps.get(steps.size() - 1);
        MoveIds moves = MoveIds.ofUndoing(stored.session().sessionId(), last.scanNo());
        if (stored.task() == Task.PICK) {
            Reply reply = new Picking(transaction, book, stored, moves).putBack(last);
            if (!reply.verdict().holds()) {
                throw new NotBooked(reply);
            }
        } else {
            List<Step> held =
                    Course.of(stored.task(), steps.subList(0, steps.size() - 1)).held();
            new Moving(transaction, book, stored, moves).putBack(held, last.binId());
        }
    }
}
