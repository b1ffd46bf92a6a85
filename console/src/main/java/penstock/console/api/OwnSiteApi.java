package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
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
import penstock.core.message.OrderSnapshot;
import penstock.core.order.EndHold;
import penstock.core.order.ExtendHold;
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

    private final Engine engine;
    private final Orders orders;
    private final Availability availability;
    private final Entries entries;
    private final Clock clock;

    public OwnSiteApi(Engine engine, Orders orders, Availability availability, Entries entries, Clock clock) {
        this.engine = engine;
        this.orders = orders;
        this.availability = availability;
        this.entries = entries;
        this.clock = clock;
    }

    @PostMapping("/check")
    @Operation(
            summary = "Ask what may be promised now",
            description =
                    "Promises nothing: place a hold or an order for that. Safety stock is kept back, and of a partitioned SKU"
                            + " what other channels may still sell. A SKU that is not known may be promised 0 times. What is not"
                            + " there may be still to come: then a line is BACKORDER, with the day that would be promised to a"
                            + " hold or order that says backorders.")
    public Availability.CheckAnswer check(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody Availability.Check check) {
        entries.requireOwnSite(sellerId, accountId);
        return availability.of(sellerId, accountId, check);
    }

    @PostMapping("/holds")
    @Operation(
            summary = "Hold units before there is an order",
            description =
                    "All lines or none, until it expires; with backorders also units that are still to come. The id is yours"
                            + " and the same in every repeat: 201 the first time, 200 after it, 409 with other content, 422 if"
                            + " there is not enough.")
    public ResponseEntity<HoldAnswer> hold(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody Hold hold) {
        entries.requireOwnSite(sellerId, accountId);
        Instant expiresAt = clock.instant().plus(hold.life());
        Reply reply = Answers.requireHolds(engine.decide(sellerId, hold.command(accountId, expiresAt)));
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

    @PostMapping("/holds/{holdId}/extend")
    @Operation(
            summary = "Let a hold last longer",
            description =
                    "While its buyer is still at the checkout: from now on for so long, and never shorter than before, so that a"
                            + " repeat does no harm. Four hours after it was placed it ends all the same; expiresAt says when. 409"
                            + " if an order has taken it or it was given back, 422 if it has run out.")
    public HoldState extend(
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @PathVariable String holdId,
            @RequestBody Extension extension) {
        entries.requireOwnSite(sellerId, accountId);
        Instant until = clock.instant().plus(extension.life());
        Answers.requireHolds(engine.decide(sellerId, new ExtendHold(accountId, holdId, until)));
        return getHold(sellerId, accountId, holdId);
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

    /** Units to be held. */
    public record Hold(
            @Schema(description = "Yours, the same in every repeat.", example = "cart-77")
            String id,

            @Schema(description = "1 to 3600; 600 if left out.", example = "600")
            Optional<Integer> expiresInSeconds,

            @Schema(description = "Whether units that are still to come are taken as well.")
            Optional<Boolean> backorders,

            List<Availability.WantedLine> lines) {
        public Hold {
            Fields.callerId("id", id);
            expiresInSeconds.ifPresent(
                    seconds -> Fields.within("expiresInSeconds", seconds, 1, (int) MAX_HOLD.toSeconds()));
            lines = Fields.list("lines", lines, OrderSnapshot.MAX_LINES);
        }

        Duration life() {
            return expiresInSeconds.map(Duration::ofSeconds).orElse(DEFAULT_HOLD);
        }

        PlaceHold command(long accountId, Instant expiresAt) {
            List<PlaceHold.Line> wanted = lines.stream()
                    .map(line -> new PlaceHold.Line(line.sku(), line.quantity()))
                    .toList();
            return new PlaceHold(accountId, id, expiresAt, wanted, backorders.orElse(false));
        }
    }

    /** How long a hold is to last from now on. */
    public record Extension(
            @Schema(description = "1 to 3600; 600 if left out.", example = "600")
            Optional<Integer> expiresInSeconds) {
        public Extension {
            expiresInSeconds.ifPresent(
                    seconds -> Fields.within("expiresInSeconds", seconds, 1, (int) MAX_HOLD.toSeconds()));
        }

        Duration life() {
            return expiresInSeconds.map(Duration::ofSeconds).orElse(DEFAULT_HOLD);
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
                            .map(line -> new HeldLine(
                                    line.channelSku(),
                                    line.ordered(),
                                    line.reserved(),
                                    line.backordered(),
                                    line.promisedOn()))
                            .toList());
        }
    }

    /** Units of a SKU that were held, and that still are: of what is there, and of what is still to come. */
    public record HeldLine(String sku, int wanted, int held, int backordered, Optional<LocalDate> promisedOn) {}
}
