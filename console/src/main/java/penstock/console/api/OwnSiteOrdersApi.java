package penstock.console.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.ownsite.Cancellation;
import penstock.console.ownsite.OwnSiteOrder;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Reply;
import penstock.core.book.Reply.LineState;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineBusy;
import penstock.core.identity.Ids;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.Opened;
import penstock.core.message.OrderSnapshot;
import penstock.core.message.RawMessage;
import penstock.core.order.ApplyOrder;
import penstock.core.order.Orders;
import penstock.core.order.Orders.LineView;
import penstock.core.order.Orders.OrderView;

/**
 * What a buyer on the seller's own site waits for: I buy it, I do not want it after all.
 *
 * <p>An order's bytes are stored in the inbox before the engine decides, so that its recipient is kept sealed and only
 * there. Each attempt is a message of its own; the one that made the order keeps its key, the key of every other is
 * destroyed at once. So a refused order leaves nothing of the person, and a repeat never takes the recipient of another.
 */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/accounts/{accountId}")
@Tag(name = "Own site")
public class OwnSiteOrdersApi {

    /** A cancel that other changes of the order overtake is tried again so often. */
    private static final int MAX_CANCEL_ATTEMPTS = 5;

    /** Cancels that may be at work at the same time. */
    private static final int TURNS = 64;

    private final Engine engine;
    private final Inbox inbox;
    private final Orders orders;
    private final Entries entries;
    private final Ids ids;
    private final Clock clock;

    /** An order's cancels take turns, so that each sees what the one before has cancelled. */
    private final Lock[] turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toArray(Lock[]::new);

    public OwnSiteOrdersApi(Engine engine, Inbox inbox, Orders orders, Entries entries, Ids ids, Clock clock) {
        this.engine = engine;
        this.inbox = inbox;
        this.orders = orders;
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    @PostMapping(path = "/orders", consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Place an order",
            description =
                    "All lines are reserved, or with backorders promised for a day out of what is still to come, or the order is"
                            + " refused as a whole. The id is yours and the same in every"
                            + " repeat: 201 the first time, 200 after it, 409 with other lines, latest dispatch or recipient, 422 if"
                            + " there is not enough or the hold has run out and there is not enough without it. After a 503 or no"
                            + " answer nobody knows: repeat it, or cancel it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OwnSiteOrder.class))))
    public ResponseEntity<PlacedOrder> order(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody byte[] body) {
        OwnSiteOrder order = OwnSiteOrder.parse(body);
        entries.requireOwnSite(sellerId, accountId);
        Instant now = clock.instant();
        long inboxId = store(sellerId, accountId, order, new Arrived(body, now));
        Reply reply = decide(sellerId, placing(sellerId, accountId, order.snapshot(now), inboxId));
        if (reply.verdict() != Verdict.CREATED) {
            // unless a commit with unknown outcome was run again: then the order that exists is made from this very
            // message
            inbox.forget(sellerId, inboxId);
        }
        if (reply.verdict() == Verdict.NOT_FOUND) {
            throw Refused.field(ProblemType.UNKNOWN_REFERENCE, "holdId", "there is no such hold; order without it");
        }
        Answers.requireHolds(reply);
        return Answers.of(reply.verdict(), PlacedOrder.of(order.id(), reply));
    }

    private ApplyOrder placing(long sellerId, long accountId, OrderSnapshot snapshot, long inboxId) {
        String mark = inbox.recipientMark(sellerId, snapshot.recipient());
        return new ApplyOrder(accountId, snapshot, new ApplyOrder.Source(inboxId, Optional.of(mark), List.of()), true);
    }

    private record Arrived(
            @SuppressWarnings("ArrayRecordComponent") byte[] body, Instant at) {}

    private long store(long sellerId, long accountId, OwnSiteOrder order, Arrived arrived) {
        String eventId = order.id() + ":" + OwnSiteOrder.FIRST_REVISION + ":" + ids.next();
        RawMessage message = new RawMessage(OwnSiteOrder.SOURCE, eventId, arrived.body(), arrived.at());
        return inbox.storeNow(sellerId, accountId, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }

    private Reply decide(long sellerId, ApplyOrder order) {
        try {
            return engine.decide(sellerId, order);
        } catch (EngineBusy e) {
            inbox.forget(sellerId, order.source().inboxId()); // the caller is told that nothing was done
            throw e;
        }
    }

    @GetMapping("/orders/{channelOrderId}")
    @Operation(summary = "Read an order", description = "By your own id, as it stands.")
    public PlacedOrderState getOrder(
            @PathVariable long sellerId, @PathVariable long accountId, @PathVariable String channelOrderId) {
        entries.requireOwnSite(sellerId, accountId);
        return PlacedOrderState.of(order(sellerId, accountId, channelOrderId));
    }

    @PostMapping("/orders/{channelOrderId}/cancel")
    @Operation(
            summary = "Cancel an order, or part of it",
            description =
                    "Without a body or lines all that has not been shipped. With lines, each up to the figure it names,"
                            + " earlier cancels included, so that a repeat changes nothing. What a provider is already packing is"
                            + " asked back and cancelled when the provider has given it up. 409 if it has been shipped.")
    public PlacedOrder cancel(
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @PathVariable String channelOrderId,
            @RequestBody(required = false) @Nullable Cancellation cancellation) {
        entries.requireOwnSite(sellerId, accountId);
        Cancellation wish = cancellation == null ? Cancellation.WHOLE : cancellation;
        Lock turn = turns[Math.floorMod(Objects.hash(sellerId, accountId, channelOrderId), turns.length)];
        turn.lock();
        try {
            return cancelInTurn(sellerId, accountId, channelOrderId, wish);
        } finally {
            turn.unlock();
        }
    }

    private PlacedOrder cancelInTurn(long sellerId, long accountId, String channelOrderId, Cancellation wish) {
        for (int attempt = 1; attempt <= MAX_CANCEL_ATTEMPTS; attempt++) {
            OrderView order = order(sellerId, accountId, channelOrderId);
            Optional<OrderSnapshot> snapshot = wish.of(order);
            if (snapshot.isEmpty()) {
                return PlacedOrder.of(channelOrderId, order, Verdict.EXISTS);
            }
            Reply reply = engine.decide(sellerId, new ApplyOrder(accountId, snapshot.get(), 0, false));
            if (reply.verdict().holds()) {
                return PlacedOrder.of(channelOrderId, reply);
            }
        }
        throw Refused.of(
                ProblemType.BUSY, "the order is being changed by others; repeat the cancel", "Retry-After", "1");
    }

    private OrderView order(long sellerId, long accountId, String channelOrderId) {
        return Optional.of(channelOrderId)
                .filter(Fields::isCallerId) // a hold is kept like an order, under an id that no caller can make
                .flatMap(id -> orders.find(sellerId, accountId, id).or(() -> decideWhatWaits(sellerId, accountId, id)))
                .orElseThrow(() -> Refused.notFound("there is no such order"));
    }

    /**
     * An order that was stored and not decided, because its node died or the database went, would be placed by the sweep
     * after its site had been told that there is nothing to cancel. So it is decided now.
     */
    private Optional<OrderView> decideWhatWaits(long sellerId, long accountId, String id) {
        for (Opened message : inbox.listWaiting(sellerId, accountId, OwnSiteOrder.SOURCE, id + ":")) {
            OrderSnapshot snapshot = OwnSiteOrder.parse(message.message().body())
                    .snapshot(message.message().receivedAt());
            Reply reply = engine.decide(sellerId, placing(sellerId, accountId, snapshot, message.inboxId()));
            if (reply.verdict() != Verdict.CREATED) {
                inbox.forget(sellerId, message.inboxId());
            }
        }
        return orders.find(sellerId, accountId, id);
    }

    /** An order of the own site as it stands. */
    public record PlacedOrderState(
            String id,
            long orderId,
            @Schema(example = "CONFIRMED") String phase,
            Instant placedAt,
            List<PlacedLine> lines) {
        static PlacedOrderState of(OrderView order) {
            return new PlacedOrderState(
                    order.channelOrderId(),
                    order.orderId(),
                    order.phase(),
                    order.placedAt(),
                    order.lines().stream().map(PlacedLine::of).toList());
        }
    }

    /** What became of the wish to place or cancel an order, and the order as it stands. */
    public record PlacedOrder(String id, long orderId, Verdict verdict, List<PlacedLine> lines) {
        static PlacedOrder of(String id, Reply reply) {
            return new PlacedOrder(
                    id,
                    reply.id(),
                    reply.verdict(),
                    reply.lines().stream().map(PlacedLine::of).toList());
        }

        static PlacedOrder of(String id, OrderView order, Verdict verdict) {
            return new PlacedOrder(
                    id,
                    order.orderId(),
                    verdict,
                    order.lines().stream().map(PlacedLine::of).toList());
        }
    }

    /** A line; quantities are units of the SKU. */
    public record PlacedLine(
            int lineNo,
            String id,
            String sku,
            int ordered,
            int reserved,
            int shipped,

            @Schema(description = "Promised out of what is still to come.")
            int backordered,

            @Schema(description = "The day by which all that is backordered was promised.")
            Optional<LocalDate> promisedOn,

            int cancelled,

            @Schema(description = "Ordered, but no longer there: stock was lost since.") @JsonProperty("short")
            int shortUnits) {
        static PlacedLine of(LineState line) {
            return new PlacedLine(
                    line.lineNo(),
                    line.channelLineId(),
                    line.channelSku(),
                    line.ordered(),
                    line.reserved(),
                    line.shipped(),
                    line.backordered(),
                    line.promisedOn(),
                    line.cancelled(),
                    line.shortUnits());
        }

        static PlacedLine of(LineView line) {
            return new PlacedLine(
                    line.lineNo(),
                    line.channelLineId(),
                    line.channelSku(),
                    line.ordered(),
                    line.reserved(),
                    line.shipped(),
                    line.backordered(),
                    line.promisedOn(),
                    line.cancelled(),
                    line.shortUnits());
        }
    }
}
