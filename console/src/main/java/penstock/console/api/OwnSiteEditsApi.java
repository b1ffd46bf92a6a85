package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.api.OwnSiteOrdersApi.PlacedOrder;
import penstock.console.ownsite.Cancellation;
import penstock.console.ownsite.OwnSiteEdit;
import penstock.console.ownsite.OwnSiteEdit.Filed;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
import penstock.core.message.OrderEdit;
import penstock.core.message.RawMessage;
import penstock.core.order.EditOrder;
import penstock.core.order.Orders.OrderView;

/** What a buyer on the seller's own site changes his mind about: more, fewer, something else, elsewhere, not at all. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/accounts/{accountId}/orders/{channelOrderId}")
@Tag(name = "Own site")
public class OwnSiteEditsApi {

    /** A cancel that other changes of the order overtake is tried again so often. */
    private static final int MAX_CANCEL_ATTEMPTS = 5;

    /** Cancels that may be at work at the same time. */
    private static final int TURNS = 64;

    private final Engine engine;
    private final SiteOrders orders;
    private final Entries entries;
    private final Ids ids;
    private final Clock clock;

    /** An order's cancels take turns, so that each sees what the one before has cancelled. */
    private final Lock[] turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toArray(Lock[]::new);

    public OwnSiteEditsApi(Engine engine, SiteOrders orders, Entries entries, Ids ids, Clock clock) {
        this.engine = engine;
        this.orders = orders;
        this.entries = entries;
        this.ids = ids;
        this.clock = clock;
    }

    @PatchMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            summary = "Edit an order",
            description =
                    "Lines become so many units in all, new lines are added, the order goes to another recipient or by another"
                            + " day: all of it, or nothing and the refusal says why. What is left out stays. The id is the edit's,"
                            + " yours and the same in every repeat: a repeat changes nothing, whatever was edited since. 422 if"
                            + " there is not enough for what is more. 409 with a reason: ALREADY_SHIPPED, fewer than have left;"
                            + " ALREADY_PACKED or AT_PROVIDER, it is too late for another recipient; EDITED_SINCE, the order is"
                            + " at another revision than the edit names. After a 503 or no answer nobody knows: repeat it.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = OwnSiteEdit.class))))
    public PlacedOrder edit(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @PathVariable String channelOrderId,
            @RequestBody byte[] body) {
        OwnSiteEdit edit = OwnSiteEdit.parse(body);
        entries.requireOwnSite(sellerId, accountId);
        orders.get(sellerId, accountId, channelOrderId);
        orders.decideEditsThatWait(sellerId, accountId, channelOrderId);
        OrderEdit wish = edit.of(channelOrderId);
        Reply reply = wish.recipient().isEmpty()
                ? engine.decide(sellerId, new EditOrder(accountId, wish, 0, Optional.empty(), actor))
                : readdress(sellerId, accountId, wish, new Filed(channelOrderId, edit.id(), actor, ids.next()), body);
        return PlacedOrder.of(channelOrderId, Answers.requireHolds(reply));
    }

    private Reply readdress(long sellerId, long accountId, OrderEdit edit, Filed filed, byte[] body) {
        RawMessage message = new RawMessage(OwnSiteEdit.SOURCE, filed.eventId(), body, clock.instant());
        long inboxId = orders.store(sellerId, accountId, message);
        String mark = orders.mark(sellerId, edit.recipient());
        EditOrder command = new EditOrder(accountId, edit, inboxId, Optional.of(mark), filed.by());
        return orders.decide(sellerId, inboxId, command, Verdict.CHANGED);
    }

    @PostMapping("/cancel")
    @Operation(
            summary = "Cancel an order, or part of it",
            description =
                    "Without a body or lines all that has not been shipped. With lines, each up to the figure it names,"
                            + " earlier cancels included, so that a repeat changes nothing. What a provider is already packing is"
                            + " asked back and cancelled when the provider has given it up. 409 if it has been shipped.")
    public PlacedOrder cancel(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @PathVariable String channelOrderId,
            @RequestBody(required = false) @Nullable Cancellation cancellation) {
        entries.requireOwnSite(sellerId, accountId);
        Cancellation wish = cancellation == null ? Cancellation.WHOLE : cancellation;
        Lock turn = turns[Math.floorMod(Objects.hash(sellerId, accountId, channelOrderId), turns.length)];
        turn.lock();
        try {
            return cancelInTurn(actor, sellerId, accountId, channelOrderId, wish);
        } finally {
            turn.unlock();
        }
    }

    private PlacedOrder cancelInTurn(
            Actor actor, long sellerId, long accountId, String channelOrderId, Cancellation wish) {
        orders.decideEditsThatWait(sellerId, accountId, channelOrderId);
        for (int attempt = 1; attempt <= MAX_CANCEL_ATTEMPTS; attempt++) {
            OrderView order = orders.get(sellerId, accountId, channelOrderId);
            Optional<OrderEdit> edit = wish.of(order);
            if (edit.isEmpty()) {
                return PlacedOrder.of(channelOrderId, order, Verdict.EXISTS);
            }
            Reply reply = engine.decide(sellerId, new EditOrder(accountId, edit.get(), 0, Optional.empty(), actor));
            if (reply.verdict() != Verdict.EDITED_SINCE) {
                return PlacedOrder.of(channelOrderId, Answers.requireHolds(reply));
            }
        }
        throw Refused.of(
                ProblemType.BUSY, "the order is being changed by others; repeat the cancel", "Retry-After", "1");
    }
}
