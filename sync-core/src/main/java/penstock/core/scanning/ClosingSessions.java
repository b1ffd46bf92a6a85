package penstock.core.scanning;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.TooManyOrders;
import penstock.core.catalogue.InvalidField;
import penstock.core.order.ContentHash;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.Receiving;
import penstock.core.scanning.ScanSession.Against;
import penstock.core.scanning.ScanSession.State;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.transfer.Arrived;
import penstock.core.transfer.Arriving;
import penstock.core.warehouse.CountedLines;
import penstock.core.warehouse.Named;

/**
 * Closes sessions: what was received or counted is booked now, once. Any thread.
 *
 * <p>A session is claimed, then booked under ids of its own, then closed. Of two at once the second is refused until the first is
 * done. Whoever got no answer repeats it, and it goes on where it ended; a booking that is refused leaves the session open as it
 * was. Whoever was cut off keeps others from closing for {@link ScanSession#CLOSES_WITHIN}, and has no say afterwards.
 */
public final class ClosingSessions {

    private final Database database;
    private final Clock clock;
    private final Receiving receiving;
    private final Arriving arriving;
    private final CountedLines countedLines;

    public ClosingSessions(
            Database database, Clock clock, Receiving receiving, Arriving arriving, CountedLines countedLines) {
        this.database = database;
        this.clock = clock;
        this.receiving = receiving;
        this.arriving = arriving;
        this.countedLines = countedLines;
    }

    /** What a session is about to book. */
    private record Claimed(
            Stored stored, List<Step> steps, List<Wanted> wanted, Map<Long, String> skus, Map<Long, String> lots) {

        long sessionId() {
            return stored.session().sessionId();
        }

        /** The number under which it is closed. */
        int closing() {
            return stored.closings() + 1;
        }
    }

    /**
     * Closes a session, and says what is missing.
     *
     * @param complete whether all was gone through: of a delivery nothing more comes, of a count what was not scanned is not there
     */
    public SessionView close(long sellerId, Actor actor, String session, boolean complete) {
        Optional<Claimed> claimed = database.transact(sellerId, transaction -> claim(transaction, session, complete));
        if (claimed.isPresent()) {
            try {
                book(sellerId, actor, claimed.get(), complete);
            } catch (Refusal | InvalidField | TooManyOrders refused) {
                enter(sellerId, claimed.get(), State.OPEN, Optional.empty());
                throw refused;
            } catch (RuntimeException failed) {
                letGo(sellerId, claimed.get(), failed);
                throw failed;
            }
            enter(sellerId, claimed.get(), State.CLOSED, Optional.of(ContentHash.of(Boolean.toString(complete))));
        }
        return database.transact(
                sellerId, transaction -> Sessions.view(transaction, Scanning.get(transaction, session)));
    }

    /** Empty if it is closed already. */
    private Optional<Claimed> claim(Transaction transaction, String session, boolean complete) {
        SessionRows rows = new SessionRows(transaction);
        Stored stored = rows.lock(session).orElseThrow(() -> Scanning.noSuch(session));
        long sessionId = stored.session().sessionId();
        byte[] hash = ContentHash.of(Boolean.toString(complete));
        stored.closedHash().ifPresent(before -> Sessions.repeated(before, hash, sessionId));
        if (stored.session().state() == State.CLOSED) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (stored.closingTill().filter(till -> till.isAfter(now)).isPresent()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ScanningFault.BEING_CLOSED,
                    "session " + session + " is being closed just now; ask again in a moment");
        }
        List<Step> steps = rows.steps(sessionId);
        requireFinished(stored, Course.of(stored.task(), steps));
        rows.claim(sessionId, hash, now.plus(ScanSession.CLOSES_WITHIN));
        return Optional.of(new Claimed(
                stored,
                steps,
                Wanted.list(transaction, stored),
                codes(transaction, "sku", "sku_id", steps.stream().map(Step::skuId)),
                codes(transaction, "lot", "lot_id", steps.stream().map(Step::lotId))));
    }

    private static Map<Long, String> codes(Transaction transaction, String table, String key, Stream<Long> ids) {
        Map<Long, String> codes = new LinkedHashMap<>();
        transaction.list(
                "select %2$s as id, code from %1$s where seller_id = ? and %2$s = any (?::bigint[])"
                        .formatted(table, key),
                row -> codes.put(row.getLong("id"), row.getText("code")),
                transaction.sellerId(),
                ids.distinct().toArray(Long[]::new));
        return codes;
    }

    private static void requireFinished(Stored stored, Course course) {
        if (course.pending().isPresent()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ScanningFault.SCAN_INCOMPLETE,
                    "the lot or the piece of the last SKU was not scanned; scan it, or undo");
        } else if (!course.held().isEmpty()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ScanningFault.UNITS_IN_HAND,
                    course.held().stream().mapToInt(Step::units).sum() + " units of session "
                            + stored.session().opening().id()
                            + " were scanned and not put into a bin; scan the bin, or undo");
        }
    }

    private void enter(long sellerId, Claimed claimed, State state, Optional<byte[]> hash) {
        database.transact(sellerId, transaction -> {
            new SessionRows(transaction)
                    .enter(claimed.sessionId(), claimed.closing(), state, hash, hash.map(any -> clock.instant()));
            return state;
        });
    }

    /** What came of the booking is not known: whoever asks next finds out. */
    private void letGo(long sellerId, Claimed claimed, RuntimeException failed) {
        try {
            database.transact(sellerId, transaction -> {
                new SessionRows(transaction).letGo(claimed.sessionId(), claimed.closing());
                return claimed;
            });
        } catch (RuntimeException unreachable) { // then it is waited for
            failed.addSuppressed(unreachable);
        }
    }

    private void book(long sellerId, Actor actor, Claimed claimed, boolean complete) {
        if (claimed.stored().task() == Task.COUNT) {
            count(sellerId, actor, claimed, complete);
        } else if (claimed.stored().task() == Task.RECEIVE && !claimed.steps().isEmpty()) {
            receive(sellerId, actor, claimed, complete);
        }
    }

    /** The ledger's position when each line of a count was scanned last, or else its bin; those are missing of which neither was. */
    private Map<Integer, Long> seen(long sellerId, Claimed claimed) {
        Map<Integer, Long> seen = new HashMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        with scanned as (
                            select c.bin_id, c.kind, c.sku_id, c.lot_id, max(c.scanned_at) as at
                              from scan c
                             where c.seller_id = ? and c.session_id = ? and c.kind in ('BIN', 'UNITS')
                               and c.undone_by is null
                             group by c.bin_id, c.kind, c.sku_id, c.lot_id)
                        select k.line_no, p.position
                          from unnest(?::int[], ?::bigint[], ?::bigint[], ?::bigint[]) as k (line_no, bin_id, sku_id, lot_id)
                          left join scanned u on u.kind = 'UNITS' and u.bin_id = k.bin_id and u.sku_id = k.sku_id
                                             and u.lot_id = k.lot_id
                          left join scanned b on b.kind = 'BIN' and b.bin_id = k.bin_id
                         cross join lateral (
                               select p.position from posting p
                                where p.seller_id = ? and p.posted_at <= coalesce(u.at, b.at)
                                order by p.position desc limit 1) as p
                        """,
                        row -> seen.put(row.getInt("line_no"), row.getLong("position")),
                        Columns.of(claimed.wanted())
                                .value(sellerId)
                                .value(claimed.sessionId())
                                .ints(Wanted::lineNo)
                                .longs(Wanted::binId)
                                .longs(Wanted::skuId)
                                .longs(Wanted::lotId)
                                .then(sellerId)));
        return seen;
    }

    // counts ---------------------------------------------------------------------------------------------------------

    private void count(long sellerId, Actor actor, Claimed claimed, boolean complete) {
        Course course = Course.of(Task.COUNT, claimed.steps());
        Set<Long> bins = claimed.steps().stream()
                .filter(step -> step.kind() == Step.Kind.BIN)
                .map(Step::binId)
                .collect(Collectors.toSet());
        long countId = Long.parseLong(
                claimed.stored().session().opening().against().orElseThrow().number());
        Map<Integer, Long> seen = seen(sellerId, claimed);
        for (Wanted line : claimed.wanted()) {
            Long at = seen.get(line.lineNo());
            if (complete || Outlook.isCounted(line, claimed.stored(), course, bins)) {
                Reply reply = countedLines.record(
                        sellerId,
                        actor,
                        countId,
                        line.lineNo(),
                        Outlook.tally(line, course),
                        at == null ? OptionalLong.empty() : OptionalLong.of(at));
                if (!reply.verdict().holds()) {
                    throw new Refusal(
                            reply.verdict(),
                            ScanningFault.DOCUMENT_DOES_NOT_SERVE,
                            "line " + line.lineNo() + " of count " + countId + ": " + reply.detail());
                }
            }
        }
    }

    // receipts -------------------------------------------------------------------------------------------------------

    private void receive(long sellerId, Actor actor, Claimed claimed, boolean complete) {
        Stored stored = claimed.stored();
        String id = "scan-" + claimed.sessionId();
        Optional<Against> against = stored.session().opening().against();
        List<Step> units = Course.of(Task.RECEIVE, claimed.steps()).units();
        if (against.map(Against::document).equals(Optional.of(ScanSession.Document.TRANSFER))) {
            arriving.receive(sellerId, actor, against.get().number(), new Arrived(id, arrived(claimed, units), ""));
        } else {
            receiving.receive(
                    sellerId, actor, new Delivery(id, source(stored, against), complete, delivered(claimed, units)));
        }
    }

    private static Delivery.Source source(Stored stored, Optional<Against> against) {
        if (against.isEmpty()) {
            return new Delivery.Blind(stored.session().opening().location(), Optional.empty());
        }
        return against.get().document() == ScanSession.Document.ANNOUNCEMENT
                ? new Delivery.OfAnnouncement(against.get().number())
                : new Delivery.OfOrder(against.get().number());
    }

    private static List<Arrived.Item> arrived(Claimed claimed, List<Step> units) {
        Map<ReceiptItem.Arrived, List<Step>> alike = new LinkedHashMap<>();
        units.forEach(step -> alike.computeIfAbsent(ReceiptItem.Arrived.of(step), any -> new ArrayList<>())
                .add(step));
        return alike.entrySet().stream()
                .map(one -> new Arrived.Item(
                        Objects.requireNonNull(claimed.skus().get(one.getKey().skuId())),
                        one.getValue().stream().mapToInt(Step::units).sum(),
                        one.getKey().damaged(),
                        Optional.ofNullable(claimed.lots().get(one.getKey().lotId())),
                        serials(one.getValue()),
                        Optional.of(one.getKey().reason()).filter(reason -> !reason.isEmpty())))
                .toList();
    }

    private static List<String> serials(List<Step> steps) {
        return steps.stream()
                .map(Step::serialNo)
                .filter(serialNo -> !serialNo.isEmpty())
                .toList();
    }

    private static List<Delivery.Item> delivered(Claimed claimed, List<Step> units) {
        Map<ReceiptItem.Delivered, List<Step>> items = new LinkedHashMap<>();
        units.forEach(step -> items.computeIfAbsent(ReceiptItem.Delivered.of(step), any -> new ArrayList<>())
                .add(step));
        return items.entrySet().stream()
                .map(one -> new Delivery.Item(
                        Optional.ofNullable(claimed.skus().get(one.getKey().skuId())),
                        "",
                        sum(one.getValue(), false),
                        sum(one.getValue(), true),
                        new Named(
                                Optional.empty(),
                                Optional.ofNullable(
                                        claimed.lots().get(one.getKey().lotId())),
                                Optional.empty(),
                                Optional.empty(),
                                serials(one.getValue()))))
                .toList();
    }

    private static int sum(List<Step> steps, boolean damaged) {
        return steps.stream()
                .filter(step -> step.damaged() == damaged)
                .mapToInt(Step::units)
                .sum();
    }
}
