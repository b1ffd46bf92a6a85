package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.FlagChange.Flag;
import penstock.core.engine.Engine;
import penstock.core.order.FlagOrder;
import penstock.core.order.OrderFlags;
import penstock.core.order.OrderFlags.FlagView;
import penstock.core.order.Orders;
import penstock.core.port.Wake;

/** What people say of an order. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/orders/{orderId}/flags")
@Tag(name = "Orders")
public class OrderFlagsApi {

    private final Orders orders;
    private final OrderFlags flags;
    private final Engine engine;
    private final Wake wake;

    public OrderFlagsApi(Orders orders, OrderFlags flags, Engine engine, Wake wake) {
        this.orders = orders;
        this.flags = flags;
        this.engine = engine;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "List the flags of an order",
            description = "The latest first, those that were lowered as well, with who raised them and why.")
    public FlagList list(@PathVariable long sellerId, @PathVariable long orderId) {
        if (orders.find(sellerId, orderId).isEmpty()) {
            throw Refused.notFound("there is no such order");
        }
        return new FlagList(flags.list(sellerId, orderId, Fields.MAX_PAGE).stream()
                .map(FlagAnswer::of)
                .toList());
    }

    @PutMapping("/{flag}")
    @Operation(
            summary = "Raise a flag of an order",
            description =
                    "HOLD keeps it from fulfilment: what has been handed over already goes on, nothing is handed over after"
                            + " it. PRIORITY has it served before others that wait for the same SKU, and picked first. A repeat"
                            + " changes nothing, not even the reason. 409 if the order is cancelled.")
    public FlagList raise(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long orderId,
            @PathVariable Flag flag,
            @RequestBody FlagReason reason) {
        Answers.requireHolds(engine.decide(sellerId, new FlagOrder(orderId, flag, true, actor, reason.reason())));
        return list(sellerId, orderId);
    }

    @DeleteMapping("/{flag}")
    @Operation(
            summary = "Lower a flag of an order",
            description = "An order that was held back is handed to fulfilment at once. A repeat changes nothing.")
    public FlagList lower(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long orderId,
            @PathVariable Flag flag) {
        Answers.requireHolds(engine.decide(sellerId, new FlagOrder(orderId, flag, false, actor, "")));
        wake.wake(sellerId);
        return list(sellerId, orderId);
    }

    /** Why a flag is raised. */
    public record FlagReason(
            @Schema(description = "Kept with the order; leave personal data out.", example = "address looks wrong")
            String reason) {
        public FlagReason {
            Fields.text("reason", reason, Fields.MAX_NAME);
        }
    }

    /** A flag that was raised. */
    public record FlagAnswer(
            @Schema(example = "HOLD") String flag,
            String reason,

            @Schema(description = "The key, or the installation's operator.", example = "KEY:7")
            String raisedBy,

            Instant raisedAt,
            Optional<String> loweredBy,

            @Schema(description = "Absent while it is raised.")
            Optional<Instant> loweredAt) {
        static FlagAnswer of(FlagView flag) {
            return new FlagAnswer(
                    flag.flag(), flag.reason(), flag.raisedBy(), flag.raisedAt(), flag.loweredBy(), flag.loweredAt());
        }
    }

    /** The flags of an order. */
    public record FlagList(List<FlagAnswer> flags) {}
}
