package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Map;
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
import penstock.console.api.ProductionAnswers.ProductionCostAnswer;
import penstock.console.api.ProductionAnswers.ProductionEventAnswer;
import penstock.console.api.ProductionAnswers.ProductionEventPage;
import penstock.console.api.ProductionAnswers.ProductionOrderAnswer;
import penstock.console.api.ProductionAnswers.ProductionOrderPage;
import penstock.console.api.ProductionAnswers.ProductionOrderSummary;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Condition;
import penstock.core.book.ProductionOrder;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.Reply;
import penstock.core.catalogue.Fit;
import penstock.core.production.ProductionOrders;
import penstock.core.production.ProductionViews;
import penstock.core.production.ProductionViews.EventView;
import penstock.core.production.ProductionViews.OrderView;

/** Things are made from others, stage by stage, and taken apart. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Production")
public class ProductionApi {

    private final ProductionOrders orders;
    private final ProductionViews views;
    private final ProductionAnswers answers;
    private final Entries entries;

    public ProductionApi(ProductionOrders orders, ProductionViews views, ProductionAnswers answers, Entries entries) {
        this.orders = orders;
        this.views = views;
        this.answers = answers;
        this.entries = entries;
    }

    @PostMapping("/production-orders")
    @Operation(
            summary = "Plan a production order",
            description =
                    "Nothing moves yet. It takes a copy of the bill of materials and of the routing. The number is yours: 201 the"
                            + " first time, 200 in a repeat, 409 with other content.")
    public ResponseEntity<ProductionOrderAnswer> plan(
            @PathVariable long sellerId, @RequestBody NewProductionOrder wish) {
        Reply reply = Answers.requireHolds(orders.plan(
                sellerId,
                new ProductionOrders.Draft(
                        wish.number(),
                        entries.sku(sellerId, "sku", wish.sku()),
                        wish.bomVersion(),
                        wish.quantity(),
                        entries.location(sellerId, "location", wish.location()),
                        Amounts.day("dueOn", wish.dueOn()),
                        wish.issuing().orElse(Issuing.AT_START),
                        wish.inspected().orElse(false))));
        return Answers.of(reply.verdict(), get(sellerId, wish.number()));
    }

    @GetMapping("/production-orders")
    @Operation(
            summary = "List production orders",
            description = "The latest first. Ask for the next page with before = next.")
    public ProductionOrderPage list(
            @PathVariable long sellerId,
            @RequestParam Optional<ProductionOrder.State> state,
            @RequestParam(defaultValue = "9223372036854775807") Long before,
            @RequestParam(defaultValue = "100") int limit) {
        Page<OrderView> page = Page.cut(
                views.list(sellerId, state.map(Enum::name).orElse(""), before, Page.limit(limit) + 1),
                limit,
                order -> Long.toString(order.productionId()));
        return new ProductionOrderPage(page.map(ProductionOrderSummary::of), page.next());
    }

    @GetMapping("/production-orders/{number}")
    @Operation(
            summary = "Read a production order",
            description = "With its stages, its materials, and those of them that are short if it were the only order.")
    public ProductionOrderAnswer get(@PathVariable long sellerId, @PathVariable String number) {
        return answers.get(sellerId, number);
    }

    @GetMapping("/production-orders/{number}/events")
    @Operation(
            summary = "List what was done about a production order",
            description = "The first first, with the units that moved. Ask for the next page with after = next.")
    public ProductionEventPage events(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestParam(defaultValue = "0") Long after,
            @RequestParam(defaultValue = "100") int limit) {
        OrderView order = answers.find(sellerId, number);
        Page<EventView> page = Page.cut(
                views.events(sellerId, order.productionId(), after, Page.limit(limit) + 1),
                limit,
                event -> Long.toString(event.eventId()));
        return new ProductionEventPage(page.map(ProductionEventAnswer::of), page.next());
    }

    @GetMapping("/production-orders/{number}/cost")
    @Operation(
            summary = "Read what a production order cost so far",
            description =
                    "Materials by the seller's method and the work, and where that is: in what was made, lost, or still in"
                            + " progress. As far as the valuation has come.")
    public ProductionCostAnswer cost(@PathVariable long sellerId, @PathVariable String number) {
        return answers.cost(sellerId, number);
    }

    @PostMapping("/disassemblies")
    @Operation(
            summary = "Take units apart",
            description =
                    "Into the components of a bill of materials, as far as they can be used again; consumables are gone. What the"
                            + " units cost is divided by what the components cost last, by units where that is not known. The"
                            + " number is yours: 201 the first time, 200 in a repeat, 409 with other content.")
    public ResponseEntity<ProductionOrderAnswer> takeApart(
            @PathVariable long sellerId,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody NewDisassembly wish) {
        Reply reply = Answers.requireHolds(orders.takeApart(
                sellerId,
                actor,
                new ProductionOrders.Dismantling(
                        wish.number(),
                        entries.sku(sellerId, "sku", wish.sku()),
                        wish.bomVersion(),
                        wish.quantity(),
                        entries.location(sellerId, "location", wish.location()),
                        wish.from().map(Stand::condition).orElse(Condition.AVAILABLE),
                        wish.recoveredBasisPoints().orElse(10_000),
                        wish.recovered().orElse(Map.of()),
                        wish.reason().orElse(""))));
        return Answers.of(reply.verdict(), get(sellerId, wish.number()));
    }

    /** An order to be planned. */
    public record NewProductionOrder(
            @Schema(description = "Yours: the same in every repeat.", example = "P-2026-17")
            String number,

            @Schema(description = "What is made.", example = "TABLE")
            String sku,

            @Schema(description = "Of the bill of materials; the newest if left out.")
            Optional<Integer> bomVersion,

            @Schema(description = "Units.", example = "10") int quantity,

            @Schema(description = "A warehouse of our own.", example = "WH1")
            String location,

            @Schema(example = "2026-04-01") String dueOn,

            @Schema(description = "AT_START if left out.") Optional<Issuing> issuing,

            @Schema(description = "Whether what is made goes to quality control first; not if left out.")
            Optional<Boolean> inspected) {
        public NewProductionOrder {
            Fields.callerId("number", number);
            Fields.within("quantity", quantity, 1, Fit.MAX_UNITS);
        }
    }

    /** The condition of what is taken apart. */
    public enum Stand {
        AVAILABLE,
        QUALITY_CONTROL,
        DAMAGED;

        Condition condition() {
            return Condition.valueOf(name());
        }
    }

    /** Units to be taken apart. */
    public record NewDisassembly(
            @Schema(description = "Yours: the same in every repeat, and no production order's.", example = "D-2026-3")
            String number,

            @Schema(example = "TABLE") String sku,
            Optional<Integer> bomVersion,
            @Schema(description = "Units.", example = "1") int quantity,
            @Schema(example = "WH1") String location,

            @Schema(description = "AVAILABLE if left out.") Optional<Stand> from,

            @Schema(
                    description =
                            "How much of each component can be used again, in hundredths of a per cent; whole units,"
                                    + " rounded down. All of it if left out.",
                    example = "9000")
            Optional<Integer> recoveredBasisPoints,

            @Schema(description = "The same of components that differ, by their codes.")
            Optional<Map<String, Integer>> recovered,

            @Schema(example = "scratched beyond repair") Optional<String> reason) {
        public NewDisassembly {
            Fields.callerId("number", number);
            Fields.within("quantity", quantity, 1, Fit.MAX_UNITS);
            if (recovered
                    .filter(shares -> shares.size() > ProductionActsApi.MAX_MATERIALS)
                    .isPresent()) {
                throw Refused.field(
                        "recovered", "recovered has more than " + ProductionActsApi.MAX_MATERIALS + " entries");
            }
            Fields.text("reason", reason, Fields.MAX_NAME);
        }
    }
}
