package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.scanning.ClosingSessions;
import penstock.core.scanning.Found;
import penstock.core.scanning.Next;
import penstock.core.scanning.Scan;
import penstock.core.scanning.ScanSession;
import penstock.core.scanning.ScanSession.State;
import penstock.core.scanning.ScanView;
import penstock.core.scanning.Scanning;
import penstock.core.scanning.SessionView;
import penstock.core.scanning.Sessions;
import penstock.core.scanning.Task;
import penstock.core.shelf.PhysicalState;

/** What people scan, in sessions. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/scan-sessions")
@Tag(name = "Scanning")
public class ScanSessionsApi {

    private final Sessions sessions;
    private final Scanning scanning;
    private final ClosingSessions closing;

    public ScanSessionsApi(Sessions sessions, Scanning scanning, ClosingSessions closing) {
        this.sessions = sessions;
        this.scanning = scanning;
        this.closing = closing;
    }

    @PostMapping
    @Operation(
            summary = "Open a session for somebody who scans",
            description =
                    "For a task at a location: RECEIVE against a purchase order, an announcement, a transfer, or blind; PUT_AWAY;"
                            + " MOVE; PICK for a fulfilment order; COUNT. The id is yours: 201 the first time, 200 after it,"
                            + " 409 with other content.")
    public ResponseEntity<ScanSessionAnswer> open(@PathVariable long sellerId, @RequestBody ScanSessionBody wish) {
        Reply reply = sessions.open(sellerId, wish.opening());
        return Answers.of(reply.verdict(), get(sellerId, wish.id()));
    }

    @GetMapping
    @Operation(
            summary = "List scan sessions",
            description = "The oldest first, of one state if it is given. Ask for the next page with after = next.")
    public ScanSessionPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<State> state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<ScanSession> page = Page.cut(
                sessions.list(sellerId, state.map(State::name).orElse(""), after, Page.limit(limit) + 1),
                limit,
                session -> Long.toString(session.sessionId()));
        return new ScanSessionPage(page.map(ScanSessionRow::of), page.next());
    }

    @GetMapping("/{session}")
    @Operation(
            summary = "Read a session",
            description = "What may be scanned next, what is in hand, and what was expected and not scanned yet.")
    public ScanSessionAnswer get(@PathVariable long sellerId, @PathVariable String session) {
        return ScanSessionAnswer.of(view(sellerId, session));
    }

    private SessionView view(long sellerId, String session) {
        return sessions.find(sellerId, session)
                .orElseThrow(() -> Refused.notFound("there is no scan session of this id"));
    }

    @PostMapping("/{session}/scans")
    @Operation(
            summary = "Scan a barcode",
            description =
                    "A bin's label, a SKU's code, GTIN or other identifier, that of a pack, a lot, a serial, or a GS1 element string"
                            + " with AIs 01, 10, 17 and 21. The answer says what came of it, and what is expected next; a scan that is"
                            + " not taken counts for nothing, and its result says why. The id is yours: 201 the first time, 200 with"
                            + " the same answer after it, 409 with other content.")
    public ResponseEntity<ScanAnswer> scan(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String session,
            @RequestBody ScanBody scan) {
        Scanning.Answer answer = scanning.scan(sellerId, actor, session, scan.scan());
        return Answers.of(answer.repeated() ? Verdict.EXISTS : Verdict.CREATED, ScanAnswer.of(answer));
    }

    @GetMapping("/{session}/scans")
    @Operation(
            summary = "List the scans of a session",
            description =
                    "As they were scanned, those not taken or undone too. Ask for the next page with after = next.")
    public ScanPage scans(
            @PathVariable long sellerId,
            @PathVariable String session,
            @RequestParam(defaultValue = "0") int after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<ScanView> page = Page.cut(
                sessions.scans(sellerId, view(sellerId, session).session().sessionId(), after, Page.limit(limit) + 1),
                limit,
                scan -> Integer.toString(scan.scanNo()));
        return new ScanPage(page.map(ScanRow::of), page.next());
    }

    @PostMapping("/{session}/undo")
    @Operation(
            summary = "Take the last scan back",
            description =
                    "The last one that counts; what it booked is moved back by postings of its own. Again and again for those"
                            + " before, each time with an id of yours: 201 the first time, 200 after it.")
    public ResponseEntity<ScanAnswer> undo(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String session,
            @RequestBody UndoBody undo) {
        Scanning.Answer answer = scanning.undo(sellerId, actor, session, undo.id());
        return Answers.of(answer.repeated() ? Verdict.EXISTS : Verdict.CREATED, ScanAnswer.of(answer));
    }

    @PostMapping("/{session}/close")
    @Operation(
            summary = "Close a session",
            description =
                    "What was received or counted is booked now. The answer says what is missing. complete says that all was gone"
                            + " through: of a delivery nothing more comes, of a count what was not scanned is not there. A repeat"
                            + " changes nothing, 409 with another complete; a booking that is refused leaves the session open.")
    public ScanSessionAnswer close(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String session,
            @RequestBody ClosingBody body) {
        return ScanSessionAnswer.of(
                closing.close(sellerId, actor, session, body.complete().orElse(false)));
    }

    /** A session to be opened. */
    public record ScanSessionBody(
            @Schema(description = "Yours, the same in every repeat.", example = "SCAN-2026-0001")
            String id,

            Task task,
            @Schema(example = "WH1") String location,

            @Schema(description = "What says what is expected. Left out of a blind receipt, of PUT_AWAY and MOVE.")
            Optional<ScanDocument> against,

            @Schema(description = "Who scans, by a number, or by what: no name of a person.", example = "handheld 7")
            String worker) {
        public ScanSessionBody {
            Fields.callerId("id", id);
            Fields.code("location", location);
            Fields.text("worker", worker, Fields.MAX_NAME);
            boolean needed = task == Task.PICK || task == Task.COUNT;
            if (needed && against.isEmpty()) {
                throw Refused.field(
                        "against", "against is missing; a " + task + " is of a fulfilment order or a count");
            }
        }

        ScanSession.Opening opening() {
            return new ScanSession.Opening(
                    id,
                    task,
                    location,
                    against.map(one -> new ScanSession.Against(one.document(), one.number())),
                    worker);
        }
    }

    /** A document that is scanned against. */
    public record ScanDocument(
            ScanSession.Document document,

            @Schema(description = "Its number; of a fulfilment order or a count its id.", example = "TR-2026-0001")
            String number) {
        public ScanDocument {
            Fields.code("number", number);
        }
    }

    /** A barcode that was scanned. */
    public record ScanBody(
            @Schema(description = "Yours, the same in every repeat; of this session.", example = "s-17")
            String id,

            @Schema(description = "As the scanner gives it.", example = "(01)09501101530003(17)261130(10)L7")
            String barcode,

            @Schema(description = "How many of what bears it; 1 if left out.", example = "3")
            Optional<Integer> quantity,

            @Schema(description = "Of what is received; sound if left out.")
            Optional<Boolean> damaged,

            @Schema(description = "Of a PUT_AWAY or a MOVE, if units in several states lie there.")
            Optional<PhysicalState> state,

            @Schema(
                    description =
                            "Why units are damaged, or came though they were not expected: one of the adjustment reasons.",
                    example = "BREAKAGE")
            Optional<String> reason) {
        public ScanBody {
            Fields.callerId("id", id);
            quantity.ifPresent(units -> Fields.within("quantity", units, 1, OrderLineSnapshot.MAX_QUANTITY));
            reason.ifPresent(code -> Fields.code("reason", code));
        }

        Scan scan() {
            return new Scan(id, barcode, quantity.orElse(1), damaged.orElse(false), state, reason);
        }
    }

    /** That the last scan is taken back. */
    public record UndoBody(
            @Schema(description = "Yours, the same in every repeat; of this session.", example = "u-1")
            String id) {
        public UndoBody {
            Fields.callerId("id", id);
        }
    }

    /** How a session is closed. */
    public record ClosingBody(
            @Schema(description = "Whether all was gone through; no if left out.")
            Optional<Boolean> complete) {}

    /** A session. */
    public record ScanSessionRow(
            String id,
            Task task,
            String location,
            Optional<ScanDocument> against,
            String worker,
            State state,
            Instant openedAt,
            Optional<Instant> closedAt) {
        static ScanSessionRow of(ScanSession session) {
            return new ScanSessionRow(
                    session.opening().id(),
                    session.opening().task(),
                    session.opening().location(),
                    session.opening().against().map(one -> new ScanDocument(one.document(), one.number())),
                    session.opening().worker(),
                    session.state(),
                    session.openedAt(),
                    session.closedAt());
        }
    }

    /** A page of sessions. */
    public record ScanSessionPage(List<ScanSessionRow> sessions, Optional<String> next) {}

    /** A session as it stands. */
    public record ScanSessionAnswer(
            ScanSessionRow session,

            @Schema(description = "What may be scanned next.")
            List<Next> next,

            @Schema(description = "That is worked on.") Optional<String> bin,

            @Schema(description = "Of which the lot or the piece is to be scanned now.")
            Optional<String> sku,

            @Schema(description = "Units that were scanned and are to be put into a bin.")
            int held,

            @Schema(description = "Units that were scanned in all.")
            int scanned,

            @Schema(description = "What was expected and not scanned yet, at most 200 rows.")
            List<MissingUnits> missing) {
        static ScanSessionAnswer of(SessionView view) {
            return new ScanSessionAnswer(
                    ScanSessionRow.of(view.session()),
                    view.next(),
                    view.bin(),
                    view.sku(),
                    view.held(),
                    view.scanned(),
                    view.missing().stream().map(MissingUnits::of).toList());
        }
    }

    /** Units that were expected and not scanned. */
    public record MissingUnits(
            String sku,
            Optional<String> bin,
            Optional<String> lot,

            @Schema(description = "Left out of a count: whoever counts is not told.")
            Optional<Integer> units) {
        static MissingUnits of(SessionView.Missing missing) {
            return new MissingUnits(missing.sku(), some(missing.bin()), some(missing.lot()), missing.units());
        }
    }

    private static Optional<String> some(String text) {
        return Optional.of(text).filter(one -> !one.isEmpty());
    }

    /** A scan, and the session after it. */
    public record ScanAnswer(ScanRow scan, ScanSessionAnswer session) {
        static ScanAnswer of(Scanning.Answer answer) {
            return new ScanAnswer(ScanRow.of(answer.scan()), ScanSessionAnswer.of(answer.session()));
        }
    }

    /** A scan, and what came of it. */
    public record ScanRow(
            String id,
            String barcode,

            @Schema(description = "TAKEN or BOOKED, or why it was not.")
            Found result,

            @Schema(description = "For a person.") Optional<String> detail,
            @Schema(description = "SKUs that may be meant.") List<String> suggestions,
            Optional<String> sku,
            Optional<String> lot,
            Optional<String> serial,
            Optional<String> bin,
            int units,
            boolean undone,
            Instant scannedAt) {
        static ScanRow of(ScanView view) {
            return new ScanRow(
                    view.id(),
                    view.barcode(),
                    view.found(),
                    some(view.detail()),
                    view.suggestions(),
                    some(view.sku()),
                    some(view.lot()),
                    some(view.serial()),
                    some(view.bin()),
                    view.units(),
                    view.undone(),
                    view.scannedAt());
        }
    }

    /** A page of scans. */
    public record ScanPage(List<ScanRow> scans, Optional<String> next) {}
}
