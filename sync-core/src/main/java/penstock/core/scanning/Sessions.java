package penstock.core.scanning;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.identity.Ids;
import penstock.core.order.ContentHash;
import penstock.core.scanning.ScanSession.Against;
import penstock.core.scanning.ScanSession.Document;
import penstock.core.scanning.ScanSession.Opening;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.scanning.SessionView.Missing;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.Transaction;

/** Sessions as they are opened and read. What is scanned is told to {@link Scanning}. Any thread. */
public final class Sessions {

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Sessions(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** Opens a session. */
    public Reply open(long sellerId, Opening opening) {
        try {
            return openOrFind(sellerId, opening);
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) { // of two at once, this one came second
                return openOrFind(sellerId, opening);
            }
            throw e;
        }
    }

    private Reply openOrFind(long sellerId, Opening opening) {
        return database.transact(sellerId, transaction -> {
            SessionRows rows = new SessionRows(transaction);
            byte[] hash = ContentHash.of(opening.content());
            Optional<Stored> before = rows.find(opening.id());
            if (before.isPresent()) {
                return repeated(
                        before.get().contentHash(), hash, before.get().session().sessionId());
            }
            Location location = location(transaction, opening);
            opening.against().ifPresent(against -> requireServing(transaction, opening, location, against));
            long sessionId = ids.next();
            rows.insert(sessionId, opening, location.locationId(), hash, clock.instant());
            return Reply.of(Verdict.CREATED, sessionId);
        });
    }

    static Reply repeated(byte[] before, byte[] now, long id) {
        if (Arrays.equals(before, now)) {
            return Reply.of(Verdict.EXISTS, id);
        }
        throw new Refusal(
                Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                ScanningFault.OTHER_CONTENT,
                "the id came before with other content; use another");
    }

    private static Location location(Transaction transaction, Opening opening) {
        Location location = Optional.ofNullable(Locations.byCode(transaction).get(opening.location()))
                .orElseThrow(() -> new InvalidField(
                        "location", opening.location(), Reason.UNKNOWN_LOCATION, "names no location of ours"));
        if (opening.task().endsWithBin() && !location.keepsBins()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ScanningFault.NO_BINS_KEPT,
                    opening.location() + " keeps no bins to put anything into; set keepsBins of the location first");
        }
        return location;
    }

    private static void requireServing(Transaction transaction, Opening opening, Location location, Against against) {
        boolean number = against.document() == Document.FULFILMENT || against.document() == Document.COUNT;
        boolean serves = against.document().serves(opening.task())
                && (!number || against.number().matches("\\d{1,18}"))
                && transaction
                        .find(
                                query(against.document()),
                                row -> row.getLong("location_id"),
                                transaction.sellerId(),
                                against.number())
                        .filter(place -> place == location.locationId())
                        .isPresent();
        if (!serves) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ScanningFault.DOCUMENT_DOES_NOT_SERVE,
                    "there is no " + against.document() + " " + against.number() + " to " + opening.task() + " at "
                            + opening.location() + " by; look at the document");
        }
    }

    private static String query(Document document) {
        return switch (document) {
            case PURCHASE_ORDER ->
                "select location_id from purchase_order where seller_id = ? and number = ?"
                        + " and state in ('ORDERED', 'PARTLY_RECEIVED')";
            case ANNOUNCEMENT ->
                "select location_id from announcement where seller_id = ? and number = ? and state = 'ANNOUNCED'";
            case TRANSFER ->
                "select to_location as location_id from transfer where seller_id = ? and number = ?"
                        + " and state in ('SENT', 'PARTLY_RECEIVED')";
            case FULFILMENT ->
                "select location_id from fulfilment_order where seller_id = ? and fulfilment_id = ?::bigint"
                        + " and provider_account_id is null and state in ('OPEN', 'PICKED')";
            case COUNT -> "select location_id from stock_count where seller_id = ? and count_id = ?::bigint";
        };
    }

    /** A session with what is to be done next. */
    public Optional<SessionView> find(long sellerId, String id) {
        return database.transact(
                sellerId,
                transaction -> new SessionRows(transaction).find(id).map(stored -> view(transaction, stored)));
    }

    static SessionView view(Transaction transaction, Stored stored) {
        List<Step> steps = new SessionRows(transaction).steps(stored.session().sessionId());
        Course course = Course.of(stored.task(), steps);
        boolean open = stored.session().state() == ScanSession.State.OPEN;
        return new SessionView(
                stored.session(),
                open ? Outlook.next(transaction, stored, course) : List.of(),
                course.binId().flatMap(bin -> Outlook.bin(transaction, bin)),
                course.pending().map(step -> Outlook.sku(transaction, step.skuId())),
                course.held().stream().mapToInt(Step::units).sum(),
                course.units().stream().mapToInt(Step::units).sum(),
                missing(transaction, stored, course, steps));
    }

    private static List<Missing> missing(Transaction transaction, Stored stored, Course course, List<Step> steps) {
        return Outlook.missing(Wanted.list(transaction, stored), stored, course, steps);
    }

    /** Sessions of a state ({@code ""} for all), the oldest first, those after one. */
    public List<ScanSession> list(long sellerId, String state, long after, int limit) {
        return database.transact(sellerId, transaction -> new SessionRows(transaction).list(state, after, limit));
    }

    /** The scans of a session in their order, those after one. */
    public List<ScanView> scans(long sellerId, long sessionId, int after, int limit) {
        return database.transact(sellerId, transaction -> new SessionRows(transaction).views(sessionId, after, limit));
    }
}
