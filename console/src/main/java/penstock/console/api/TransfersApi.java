package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
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
import penstock.core.message.OrderLineSnapshot;
import penstock.core.transfer.Arrived;
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Departure;
import penstock.core.transfer.Ending;
import penstock.core.transfer.NewTransfer;
import penstock.core.transfer.Sending;
import penstock.core.transfer.Transfer;
import penstock.core.transfer.Transfer.State;
import penstock.core.transfer.TransferDiscrepancy;
import penstock.core.transfer.Transfers;

/** Stock on its way from one warehouse of the seller's own to another. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/transfers")
@Tag(name = "Transfers")
public class TransfersApi {

    private final Transfers transfers;
    private final Sending sending;
    private final Arriving arriving;

    public TransfersApi(Transfers transfers, Sending sending, Arriving arriving) {
        this.transfers = transfers;
        this.sending = sending;
        this.arriving = arriving;
    }

    @PostMapping
    @Operation(
            summary = "Write down a transfer from one warehouse to another",
            description =
                    "It is a draft: nothing moves before it is sent. The number is yours and the same in every repeat: 201 the"
                            + " first time, 200 after it, 409 with other content. What is under way lies in a location of kind"
                            + " IN_TRANSIT, which via names where there are several.")
    public ResponseEntity<TransferAnswer> create(@PathVariable long sellerId, @RequestBody TransferBody wish) {
        Reply reply = transfers.create(sellerId, wish.transfer());
        return Answers.of(reply.verdict(), get(sellerId, wish.number()));
    }

    @GetMapping
    @Operation(
            summary = "List transfers",
            description = "The oldest first, of one state if it is given. Ask for the next page with after = next.")
    public TransferPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<State> state,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Transfer> page = Page.cut(
                transfers.list(sellerId, state.map(State::name).orElse(""), after, Page.limit(limit) + 1),
                limit,
                transfer -> Long.toString(transfer.transferId()));
        return new TransferPage(page.map(TransferAnswer::of), page.next());
    }

    @GetMapping("/{number}")
    @Operation(summary = "Read a transfer", description = "What was sent of each line, by lot, and what became of it.")
    public TransferAnswer get(@PathVariable long sellerId, @PathVariable String number) {
        return transfers
                .find(sellerId, number)
                .map(TransferAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no transfer of this number"));
    }

    @PostMapping("/{number}/send")
    @Operation(
            summary = "Send it",
            description =
                    "Its units are available nowhere from now on, and incoming where it leads to. Without items all that was"
                            + " planned is taken by the SKUs' picking rules; items may say less, and from which bin, of which lot"
                            + " or which pieces. Only available units are sent, and of a partitioned SKU none that a channel may"
                            + " still sell. A repeat changes nothing, 409 with other items.")
    public TransferAnswer send(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestBody DepartureBody departure) {
        sending.send(sellerId, actor, number, departure.departure());
        return get(sellerId, number);
    }

    @PostMapping("/{number}/receipts")
    @Operation(
            summary = "Take in what has come of it",
            description =
                    "In as many parts as it comes in. Sound units are available, damaged ones are damaged. More than was sent,"
                            + " or a SKU that was not sent, is refused unless a reason says that it is so: then it is in quality"
                            + " control, for the sender's figures still have it. The id is yours: 201 the first time, 200 after"
                            + " it, 409 with other content.")
    public ResponseEntity<TransferAnswer> receive(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestBody ArrivalBody arrival) {
        Reply reply = arriving.receive(sellerId, actor, number, arrival.arrived());
        return Answers.of(reply.verdict(), get(sellerId, number));
    }

    @PostMapping("/{number}/close")
    @Operation(
            summary = "Say what became of what has not come",
            description =
                    "LOST: it is not stock any more. RETURNED: it is available again where it was sent from. A repeat changes"
                            + " nothing, 409 with another outcome, reason or note.")
    public TransferAnswer close(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestBody EndingBody ending) {
        arriving.close(sellerId, actor, number, ending.ending());
        return get(sellerId, number);
    }

    @PostMapping("/{number}/cancel")
    @Operation(
            summary = "Take a draft back",
            description = "What was sent is received or closed instead. A repeat changes nothing.")
    public TransferAnswer cancel(@PathVariable long sellerId, @PathVariable String number) {
        transfers.cancel(sellerId, number);
        return get(sellerId, number);
    }

    @GetMapping("/{number}/discrepancies")
    @Operation(
            summary = "List what was not as it should be about a transfer",
            description = "The oldest first. Ask for the next page with after = next.")
    public TransferDiscrepancyPage discrepancies(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        get(sellerId, number);
        Page<TransferDiscrepancy> page = Page.cut(
                transfers.discrepancies(sellerId, number, after, Page.limit(limit) + 1),
                limit,
                one -> Long.toString(one.discrepancyId()));
        return new TransferDiscrepancyPage(page.map(TransferDiscrepancyAnswer::of), page.next());
    }

    /** A transfer. */
    public record TransferBody(
            @Schema(description = "Yours, the same in every repeat.", example = "TR-2026-0001")
            String number,

            @Schema(example = "WH1") String from,
            @Schema(example = "WH2") String to,

            @Schema(description = "A location of kind IN_TRANSIT; needed where there are several.", example = "TRUCK")
            Optional<String> via,

            @Schema(description = "When it is to come; orders may be promised it.", example = "2026-03-02")
            Optional<String> expectedOn,

            List<TransferLine> lines) {
        public TransferBody {
            Fields.code("number", number);
            Fields.code("from", from);
            Fields.code("to", to);
            via.ifPresent(code -> Fields.code("via", code));
            expectedOn.ifPresent(day -> Amounts.day("expectedOn", day));
            lines = Fields.list("lines", lines, Transfer.MAX_LINES);
        }

        NewTransfer transfer() {
            return new NewTransfer(
                    number,
                    from,
                    to,
                    via,
                    expectedOn.map(LocalDate::parse),
                    lines.stream()
                            .map(line -> new NewTransfer.Line(line.sku(), line.quantity()))
                            .toList());
        }
    }

    /** Units of a SKU that are to be sent. */
    public record TransferLine(
            @Schema(example = "MUG-BLUE") String sku,
            @Schema(description = "Units.", example = "12") int quantity) {
        public TransferLine {
            Fields.code("sku", sku);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /** What is sent. */
    public record DepartureBody(
            @Schema(description = "All that was planned, by rule, if left out.")
            Optional<List<DepartureItem>> items) {
        public DepartureBody {
            items = items.map(some -> Fields.list("items", some, Transfer.MAX_ITEMS));
        }

        Departure departure() {
            return new Departure(items.orElse(List.of()).stream()
                    .map(item -> new Departure.Item(
                            item.sku(),
                            item.quantity(),
                            item.bin(),
                            item.lot(),
                            item.serials().orElse(List.of())))
                    .toList());
        }
    }

    /** Units of a SKU that are sent. */
    public record DepartureItem(
            @Schema(example = "MUG-BLUE") String sku,
            @Schema(description = "Units.", example = "12") int quantity,

            @Schema(description = "Where they are taken from.", example = "A-01-1")
            Optional<String> bin,

            @Schema(description = "Of which lot they are.", example = "L2026-11")
            Optional<String> lot,

            @Schema(description = "Of a SKU that is tracked by serial: as many as units.")
            Optional<List<String>> serials) {
        public DepartureItem {
            Fields.code("sku", sku);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
            bin.ifPresent(code -> Fields.code("bin", code));
            lot.ifPresent(code -> Fields.code("lot", code));
            serials = named(serials);
        }
    }

    private static Optional<List<String>> named(Optional<List<String>> serials) {
        serials.ifPresent(some -> Fields.list("serials", some, StockApi.MAX_SERIALS)
                .forEach(serial -> Fields.text("serials", serial, Fields.MAX_CODE)));
        return serials;
    }

    /** What came. */
    public record ArrivalBody(
            @Schema(description = "Yours, the same in every repeat; of this transfer.", example = "GR-2026-0001")
            String id,

            List<ArrivalItem> items,
            Optional<String> note) {
        public ArrivalBody {
            Fields.callerId("id", id);
            items = Fields.list("items", items, Transfer.MAX_ITEMS);
            Fields.text("note", note, Fields.MAX_NAME);
        }

        Arrived arrived() {
            return new Arrived(id, items.stream().map(ArrivalItem::item).toList(), note.orElse(""));
        }
    }

    /** Units of a SKU that came, all sound or all damaged. */
    public record ArrivalItem(
            @Schema(example = "MUG-BLUE") String sku,
            @Schema(description = "Units.", example = "12") int quantity,
            @Schema(description = "Sound if left out.") Optional<Boolean> damaged,

            @Schema(description = "Needed where several lots of the SKU are under way.", example = "L2026-11")
            Optional<String> lot,

            @Schema(description = "Of a SKU that is tracked by serial: as many as units.")
            Optional<List<String>> serials,

            @Schema(
                    description = "Why they are damaged, or more than were sent: one of the adjustment reasons.",
                    example = "BREAKAGE")
            Optional<String> reason) {
        public ArrivalItem {
            Fields.code("sku", sku);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
            lot.ifPresent(code -> Fields.code("lot", code));
            serials = named(serials);
            reason.ifPresent(code -> Fields.code("reason", code));
        }

        Arrived.Item item() {
            return new Arrived.Item(sku, quantity, damaged.orElse(false), lot, serials.orElse(List.of()), reason);
        }
    }

    /** How a transfer ends of which not all has come. */
    public record EndingBody(
            @Schema(description = "What became of what has not come.")
            Ending.Outcome outcome,

            @Schema(description = "One of the adjustment reasons.", example = "LOST")
            String reason,

            Optional<String> note) {
        public EndingBody {
            Fields.code("reason", reason);
            Fields.text("note", note, Fields.MAX_NAME);
        }

        Ending ending() {
            return new Ending(outcome, reason, note.orElse(""));
        }
    }

    /** A transfer as it stands. */
    public record TransferAnswer(
            String number,
            String from,
            String to,
            String via,
            Optional<String> expectedOn,
            State state,
            Instant createdAt,
            Optional<Instant> sentAt,
            List<TransferLineAnswer> lines) {
        static TransferAnswer of(Transfer transfer) {
            return new TransferAnswer(
                    transfer.number(),
                    transfer.from(),
                    transfer.to(),
                    transfer.via(),
                    transfer.expectedOn().map(LocalDate::toString),
                    transfer.state(),
                    transfer.createdAt(),
                    transfer.sentAt(),
                    transfer.lines().stream().map(TransferLineAnswer::of).toList());
        }
    }

    /** A line as it stands, in units of the SKU. */
    public record TransferLineAnswer(
            int line,
            String sku,
            int planned,

            @Schema(description = "Sent, and neither come, gone back nor lost.")
            int underWay,

            @Schema(description = "What was sent, by lot.") List<TransferPartAnswer> parts) {
        static TransferLineAnswer of(Transfer.Line line) {
            return new TransferLineAnswer(
                    line.lineNo(),
                    line.sku(),
                    line.planned(),
                    line.underWay(),
                    line.parts().stream().map(TransferPartAnswer::of).toList());
        }
    }

    /** What was sent of a SKU's lot, and what became of it. */
    public record TransferPartAnswer(
            Optional<String> lot,
            int sent,
            @Schema(description = "Damaged ones included.") int received,

            @Schema(description = "To where they were sent from.")
            int returned,

            int lost) {
        static TransferPartAnswer of(Transfer.Part part) {
            return new TransferPartAnswer(
                    Optional.of(part.lot()).filter(code -> !code.isEmpty()),
                    part.sent(),
                    part.received(),
                    part.returned(),
                    part.lost());
        }
    }

    /** A page of transfers. */
    public record TransferPage(List<TransferAnswer> transfers, Optional<String> next) {}

    /** Something about a transfer that was not as it should be. */
    public record TransferDiscrepancyAnswer(
            String discrepancyId,

            @Schema(description = "Your id of the delivery; none if it was noticed when the transfer was closed.")
            Optional<String> receipt,

            TransferDiscrepancy.Kind kind,
            String sku,
            Optional<String> lot,
            int units,
            String reason,
            Optional<String> note,
            Instant notedAt) {
        static TransferDiscrepancyAnswer of(TransferDiscrepancy one) {
            return new TransferDiscrepancyAnswer(
                    Long.toString(one.discrepancyId()),
                    one.receipt(),
                    one.kind(),
                    one.sku(),
                    Optional.of(one.lot()).filter(code -> !code.isEmpty()),
                    one.units(),
                    one.reason(),
                    Optional.of(one.note()).filter(text -> !text.isEmpty()),
                    one.notedAt());
        }
    }

    /** A page of them. */
    public record TransferDiscrepancyPage(List<TransferDiscrepancyAnswer> discrepancies, Optional<String> next) {}
}
