package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Order.Phase;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.ledger.Stock;
import penstock.core.ledger.Stock.Promisable;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderSnapshot;
import penstock.core.order.EndHold;
import penstock.core.order.Orders;
import penstock.core.order.Orders.OrderView;
import penstock.core.order.PlaceHold;

/** What a buyer on the seller's own site waits for before there is an order: is it there, hold it for me. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/accounts/{accountId}")
@Tag(name = "Own site")
public class OwnSiteApi {

    /** How long a hold lasts if the caller does not say. */
    static final Duration DEFAULT_HOLD = Duration.ofMinutes(10);

    /** The longest that a hold may last: stock that nobody buys must come back. */
    static final Duration MAX_HOLD = Duration.ofHours(1);

    private static final List<Promisable> NOT_KNOWN = List.of(new Promisable(0, 1, 0));

    private final Engine engine;
    private final Orders orders;
    private final Stock stock;
    private final Entries entries;
    private final Clock clock;

    public OwnSiteApi(Engine engine, Orders orders, Stock stock, Entries entries, Clock clock) {
        this.engine = engine;
        this.orders = orders;
        this.stock = stock;
        this.entries = entries;
        this.clock = clock;
    }

    @PostMapping("/check")
    @Operation(
            summary = "Ask what may be promised now",
            description =
                    "Promises nothing: place a hold or an order for that. Safety stock is kept back, and of a partitioned SKU"
                            + " what other channels may still sell. A SKU that is not known may be promised 0 times.")
    public CheckAnswer check(@PathVariable long sellerId, @PathVariable long accountId, @RequestBody Check check) {
        entries.requireOwnSite(sellerId, accountId);
        List<String> names =
                check.lines().stream().map(WantedLine::sku).distinct().toList();
        Map<String, List<Promisable>> promisable = stock.promisable(sellerId, accountId, names);
        Map<Long, Long> wanted = new HashMap<>(); // two names may stand for one SKU
        for (WantedLine line : check.lines()) {
            for (Promisable sku : promisable.getOrDefault(line.sku(), NOT_KNOWN)) {
                wanted.merge(sku.skuId(), (long) line.quantity() * sku.packSize(), Long::sum);
            }
        }
        List<CheckedLine> lines = check.lines().stream()
                .map(line -> {
                    List<Promisable> parts = promisable.getOrDefault(line.sku(), NOT_KNOWN);
                    boolean enough =
                            parts.stream().allMatch(part -> wanted.getOrDefault(part.skuId(), 0L) <= part.units());
                    int most = parts.stream()
                            .mapToInt(part -> part.units() / part.packSize())
                            .min()
                            .orElse(0);
                    return new CheckedLine(line.sku(), line.quantity(), most, enough);
                })
                .toList();
        return new CheckAnswer(lines.stream().allMatch(CheckedLine::enough), lines);
    }

    @PostMapping("/holds")
    @Operation(
            summary = "Hold units before there is an order",
            description =
                    "All lines or none, until it expires. The id is yours and the same in every repeat: 201 the first"
                            + " time, 200 after it, 409 with other content, 422 if there is not enough.")
    public ResponseEntity<HoldAnswer> hold(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody Hold hold) {
        entries.requireOwnSite(sellerId, accountId);
        Instant expiresAt = clock.instant().plus(hold.life());
        Reply reply = Answers.requireHolds(
                engine.decide(sellerId, new PlaceHold(accountId, hold.id(), expiresAt, hold.holdLines())));
        if (reply.verdict() == Verdict.CREATED) {
            return Answers.of(
                    reply.verdict(), new HoldAnswer(hold.id(), Phase.HELD.name(), expiresAt, reply.verdict()));
        }
        OrderView known = orders.findHold(sellerId, accountId, hold.id()).orElseThrow();
        return Answers.of(
                reply.verdict(),
                new HoldAnswer(hold.id(), known.phase(), known.expiresAt().orElse(expiresAt), reply.verdict()));
    }

    @GetMapping("/holds/{holdId}")
    @Operation(summary = "Read a hold", description = "By your own id, whatever has become of it.")
    public HoldState getHold(@PathVariable long sellerId, @PathVariable long accountId, @PathVariable String holdId) {
        entries.requireOwnSite(sellerId, accountId);
        return Optional.of(holdId)
                .filter(Fields::isCallerId)
                .flatMap(id -> orders.findHold(sellerId, accountId, id))
                .map(hold -> HoldState.of(holdId, hold))
                .orElseThrow(() -> Refused.notFound("there is no such hold"));
    }

    @DeleteMapping("/holds/{holdId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Give a hold back",
            description = "A repeat changes nothing. 409 if an order has taken it or it has expired.")
    public void release(@PathVariable long sellerId, @PathVariable long accountId, @PathVariable String holdId) {
        entries.requireOwnSite(sellerId, accountId);
        Reply reply = engine.decide(sellerId, new EndHold(accountId, holdId, Phase.RELEASED));
        if (reply.verdict() == Verdict.NOT_POSSIBLE) {
            throw Refused.of(ProblemType.NOT_POSSIBLE, "the hold has been taken by an order, or has expired");
        }
        Answers.requireHolds(reply);
    }

    /** What a buyer may want. */
    public record Check(List<WantedLine> lines) {
        public Check {
            lines = Fields.list("lines", lines, OrderSnapshot.MAX_LINES);
        }
    }

    /** Units of a SKU that are wanted. */
    public record WantedLine(
            @Schema(example = "MUG-BLUE") String sku,
            @Schema(example = "2") int quantity) {
        public WantedLine {
            Fields.text("sku", sku, Fields.MAX_CODE);
            Fields.within("quantity", quantity, 1, OrderLineSnapshot.MAX_QUANTITY);
        }
    }

    /** What may be promised. */
    public record CheckAnswer(
            @Schema(description = "Whether all lines together.")
            boolean enough,

            List<CheckedLine> lines) {}

    /** What may be promised of a SKU, to all lines that want it. */
    public record CheckedLine(String sku, int quantity, int promisable, boolean enough) {}

    /** Units to be held. */
    public record Hold(
            @Schema(description = "Yours, the same in every repeat.", example = "cart-77")
            String id,

            @Schema(description = "1 to 3600; 600 if left out.", example = "600")
            Optional<Integer> expiresInSeconds,

            List<WantedLine> lines) {
        public Hold {
            Fields.callerId("id", id);
            expiresInSeconds.ifPresent(
                    seconds -> Fields.within("expiresInSeconds", seconds, 1, (int) MAX_HOLD.toSeconds()));
            lines = Fields.list("lines", lines, OrderSnapshot.MAX_LINES);
        }

        Duration life() {
            return expiresInSeconds.map(Duration::ofSeconds).orElse(DEFAULT_HOLD);
        }

        List<PlaceHold.Line> holdLines() {
            return lines.stream()
                    .map(line -> new PlaceHold.Line(line.sku(), line.quantity()))
                    .toList();
        }
    }

    /** A hold. */
    public record HoldAnswer(
            String id,

            @Schema(description = "HELD, TAKEN by an order, RELEASED or EXPIRED.")
            String state,

            Instant expiresAt,
            Verdict verdict) {}

    /** A hold as it stands; quantities are units of the SKU. */
    public record HoldState(
            String id,

            @Schema(description = "HELD, TAKEN by an order, RELEASED or EXPIRED.")
            String state,

            Optional<Instant> expiresAt,
            List<HeldLine> lines) {
        static HoldState of(String id, OrderView hold) {
            return new HoldState(
                    id,
                    hold.phase(),
                    hold.expiresAt(),
                    hold.lines().stream()
                            .map(line -> new HeldLine(line.channelSku(), line.ordered(), line.reserved()))
                            .toList());
        }
    }

    /** Units of a SKU that were held, and that still are. */
    public record HeldLine(String sku, int wanted, int held) {}
}
