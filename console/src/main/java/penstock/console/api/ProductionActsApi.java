package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.api.ProductionAnswers.ProductionOrderAnswer;
import penstock.console.api.ProductionAnswers.UnitsOfSku;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.ledger.Placed;
import penstock.core.production.ProductionAct;
import penstock.core.production.ProductionOrders;
import penstock.core.production.ProductionViews.OrderView;
import penstock.core.warehouse.Named;

/** What is done about a production order, each thing once under an id of the caller's. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/production-orders/{number}")
@Tag(name = "Production")
public class ProductionActsApi {

    /** Materials of one request. */
    static final int MAX_MATERIALS = 500;

    private final ProductionOrders orders;
    private final ProductionAnswers answers;
    private final Entries entries;
    private final Places places;

    public ProductionActsApi(ProductionOrders orders, ProductionAnswers answers, Entries entries, Places places) {
        this.orders = orders;
        this.answers = answers;
        this.entries = entries;
        this.places = places;
    }

    @PostMapping("/release")
    @Operation(
            summary = "Release a production order",
            description =
                    "Its first stage can start. 422 exceeds-available with all that is short, unless evenShort says to"
                            + " release it nonetheless. Nothing is reserved: materials are the order's when they are issued.")
    public ProductionOrderAnswer release(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody ReleaseWish wish) {
        return act(
                sellerId,
                actor,
                number,
                wish.id(),
                new ProductionAct.Release(wish.evenShort().orElse(false)),
                Map.of());
    }

    @PostMapping("/start")
    @Operation(
            summary = "Start a stage",
            description = "One that waits. With the first one all materials are issued, where issuing is AT_START.")
    public ProductionOrderAnswer start(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody StartWish wish) {
        return act(sellerId, actor, number, wish.id(), new ProductionAct.Start(wish.stage()), Map.of());
    }

    @PostMapping("/report")
    @Operation(
            summary = "Report what came out of a stage",
            description =
                    "Sound and spoilt units, as often as needed. Out of the last stage sound units go into stock, or to quality"
                            + " control; of a SKU that is tracked, name their lot or serials. Where issuing is BACKFLUSH their"
                            + " materials, and those of the spoilt ones, leave stock.")
    public ProductionOrderAnswer report(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody ReportWish wish) {
        ProductionAct.Report report = new ProductionAct.Report(
                wish.stage(),
                wish.good().orElse(0),
                wish.scrapped().orElse(0),
                wish.seconds().map(OptionalLong::of).orElse(OptionalLong.empty()),
                wish.reason().orElse(""),
                placed(sellerId, number, WhichUnits.named(wish.bin(), wish.lot(), wish.serials())));
        return act(sellerId, actor, number, wish.id(), report, Map.of());
    }

    @PostMapping("/issue")
    @Operation(
            summary = "Issue materials to a production order",
            description = "More than was planned, or a SKU that was not, is taken with a reason only.")
    public ProductionOrderAnswer issue(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody IssueWish wish) {
        Map<Long, String> codes = new HashMap<>();
        List<ProductionAct.Units> units = units(sellerId, wish.materials(), codes);
        return act(
                sellerId,
                actor,
                number,
                wish.id(),
                new ProductionAct.Issue(units, wish.reason().orElse("")),
                codes);
    }

    @PostMapping("/return")
    @Operation(
            summary = "Return materials that were not used",
            description = "They are worth again what they were when they were issued.")
    public ProductionOrderAnswer giveBack(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody ReturnWish wish) {
        Map<Long, String> codes = new HashMap<>();
        return act(
                sellerId,
                actor,
                number,
                wish.id(),
                new ProductionAct.GiveBack(units(sellerId, wish.materials(), codes)),
                codes);
    }

    @PostMapping("/inspect")
    @Operation(
            summary = "Inspect what was made",
            description =
                    "Of an order whose yield goes to quality control: units that passed may be sold, units that failed are"
                            + " damaged, for a reason. Also after the order has ended. Of a SKU that is tracked, name their lot or"
                            + " serials.")
    public ProductionOrderAnswer inspect(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody InspectWish wish) {
        ProductionAct inspect = new ProductionAct.Inspect(
                wish.passed().orElse(0),
                wish.failed().orElse(0),
                wish.reason().orElse(""),
                placed(sellerId, number, WhichUnits.named(Optional.empty(), wish.lot(), wish.serials())));
        return act(sellerId, actor, number, wish.id(), inspect, Map.of());
    }

    @PostMapping("/complete")
    @Operation(
            summary = "Complete a production order",
            description = "Nothing more is made. What was issued and not returned is used up by what was made.")
    public ProductionOrderAnswer complete(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody EndWish wish) {
        return act(sellerId, actor, number, wish.id(), new ProductionAct.Complete(), Map.of());
    }

    @PostMapping("/cancel")
    @Operation(
            summary = "Cancel a production order",
            description =
                    "What was made stays. Materials go back that neither what was made nor what was spoilt took, as planned, or"
                            + " those that unused names.")
    public ProductionOrderAnswer cancel(
            @PathVariable long sellerId,
            @PathVariable String number,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody CancelWish wish) {
        Map<Long, String> codes = new HashMap<>();
        Optional<List<ProductionAct.Units>> unused = wish.unused().map(materials -> units(sellerId, materials, codes));
        return act(
                sellerId,
                actor,
                number,
                wish.id(),
                new ProductionAct.Cancel(unused, wish.reason().orElse("")),
                codes);
    }

    private ProductionOrderAnswer act(
            long sellerId, Actor actor, String number, String id, ProductionAct act, Map<Long, String> codes) {
        Answers.requireHolds(orders.act(sellerId, actor, number, id, act, codes));
        return answers.get(sellerId, number);
    }

    /** What is named of an order's SKU, where the order is. */
    private Placed placed(long sellerId, String number, Named named) {
        if (named.isNothing()) {
            return Placed.BY_RULE;
        }
        OrderView order = answers.find(sellerId, number);
        return places.placed(sellerId, entries.sku(sellerId, order.sku()), order.location(), named);
    }

    private List<ProductionAct.Units> units(long sellerId, List<UnitsOfSku> materials, Map<Long, String> codes) {
        List<ProductionAct.Units> units = new ArrayList<>();
        for (UnitsOfSku material : materials) {
            Sku sku = entries.sku(sellerId, "materials", material.sku());
            codes.put(sku.skuId(), sku.code());
            units.add(new ProductionAct.Units(sku.skuId(), material.units()));
        }
        return units;
    }

    /** A release. */
    public record ReleaseWish(
            @Schema(description = "Yours: the same in every repeat, of this order.", example = "release-1")
            String id,

            Optional<Boolean> evenShort) {
        public ReleaseWish {
            Fields.callerId("id", id);
        }
    }

    /** The start of a stage. */
    public record StartWish(
            String id, @Schema(example = "1") int stage) {
        public StartWish {
            Fields.callerId("id", id);
        }
    }

    /** What came out of a stage. */
    public record ReportWish(
            String id,
            @Schema(example = "1") int stage,

            @Schema(description = "Sound units.", example = "9")
            Optional<Integer> good,

            @Schema(description = "Spoilt units; they need a reason.", example = "1")
            Optional<Integer> scrapped,

            @Schema(description = "That were worked; what was planned for so many units, if left out.")
            Optional<Integer> seconds,

            @Schema(example = "sawn too short") Optional<String> reason,

            @Schema(description = "Of the last stage. " + WhichUnits.BIN)
            Optional<String> bin,

            @Schema(description = "Of the last stage. " + WhichUnits.LOT + " Create it first.")
            Optional<String> lot,

            @Schema(description = "Of the last stage. " + WhichUnits.SERIALS)
            Optional<List<String>> serials) {
        public ReportWish {
            Fields.callerId("id", id);
            good.ifPresent(units -> Fields.within("good", units, 0, Fit.MAX_UNITS));
            scrapped.ifPresent(units -> Fields.within("scrapped", units, 0, Fit.MAX_UNITS));
            seconds.ifPresent(worked -> Fields.within("seconds", worked, 0, ProductionAct.MAX_SECONDS));
            if (good.orElse(0) + scrapped.orElse(0) + seconds.orElse(0) == 0) {
                throw Refused.field("good", "nothing is reported: give good or scrapped units, or seconds");
            }
            Fields.text("reason", reason, Fields.MAX_NAME);
        }
    }

    /** What was found of units that were made. */
    public record InspectWish(
            String id,
            Optional<Integer> passed,

            @Schema(description = "They need a reason.") Optional<Integer> failed,

            @Schema(example = "paint runs") Optional<String> reason,
            @Schema(description = WhichUnits.LOT) Optional<String> lot,

            @Schema(description = WhichUnits.SERIALS + " All passed, or all failed.")
            Optional<List<String>> serials) {
        public InspectWish {
            Fields.callerId("id", id);
            passed.ifPresent(units -> Fields.within("passed", units, 0, Fit.MAX_UNITS));
            failed.ifPresent(units -> Fields.within("failed", units, 0, Fit.MAX_UNITS));
            if (passed.orElse(0) + failed.orElse(0) == 0) {
                throw Refused.field("passed", "nothing was inspected: give passed or failed units");
            }
            Fields.text("reason", reason, Fields.MAX_NAME);
        }
    }

    /** Materials to be issued. */
    public record IssueWish(
            String id,
            List<UnitsOfSku> materials,

            @Schema(description = "Of what was not planned.", example = "knots in two legs")
            Optional<String> reason) {
        public IssueWish {
            Fields.callerId("id", id);
            materials = Fields.list("materials", materials, MAX_MATERIALS);
            Fields.text("reason", reason, Fields.MAX_NAME);
        }
    }

    /** Materials to be returned. */
    public record ReturnWish(String id, List<UnitsOfSku> materials) {
        public ReturnWish {
            Fields.callerId("id", id);
            materials = Fields.list("materials", materials, MAX_MATERIALS);
        }
    }

    /** The end of an order. */
    public record EndWish(String id) {
        public EndWish {
            Fields.callerId("id", id);
        }
    }

    /** An order that is given up. */
    public record CancelWish(
            String id,

            @Schema(description = "What goes back; found by the plan if left out.")
            Optional<List<UnitsOfSku>> unused,

            Optional<String> reason) {
        public CancelWish {
            Fields.callerId("id", id);
            unused = unused.map(
                    materials -> materials.isEmpty() ? materials : Fields.list("unused", materials, MAX_MATERIALS));
            Fields.text("reason", reason, Fields.MAX_NAME);
        }
    }
}
