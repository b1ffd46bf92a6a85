package penstock.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Fit;
import penstock.core.money.Money;
import penstock.core.production.ParkedCosts;
import penstock.core.production.ParkedCosts.ParkedCost;
import penstock.core.production.ProductionCost;
import penstock.core.production.ProductionReports;
import penstock.core.production.ProductionReports.Shortage;
import penstock.core.production.ProductionViews;
import penstock.core.production.ProductionViews.EventView;
import penstock.core.production.ProductionViews.OrderView;
import penstock.core.valuation.ValuationReports;

/** Production orders as they are answered. Any thread. */
public final class ProductionAnswers {

    private final ProductionViews views;
    private final ProductionReports reports;
    private final ParkedCosts parked;
    private final ValuationReports valuation;

    public ProductionAnswers(
            ProductionViews views, ProductionReports reports, ParkedCosts parked, ValuationReports valuation) {
        this.views = views;
        this.reports = reports;
        this.parked = parked;
        this.valuation = valuation;
    }

    /** The order of that number, with its parts. */
    ProductionOrderAnswer get(long sellerId, String number) {
        OrderView order = find(sellerId, number);
        Currency own = own(sellerId);
        return new ProductionOrderAnswer(
                ProductionOrderSummary.of(order),
                views.stages(sellerId, order.productionId()).stream()
                        .map(stage -> StageAnswer.of(stage, own))
                        .toList(),
                views.materials(sellerId, order.productionId()).stream()
                        .map(MaterialAnswer::of)
                        .toList(),
                views.outputs(sellerId, order.productionId()).stream()
                        .map(output -> new UnitsOfSku(output.sku(), output.units()))
                        .toList(),
                reports.shortagesOf(sellerId, number).stream()
                        .map(ShortageAnswer::of)
                        .toList());
    }

    OrderView find(long sellerId, String number) {
        return views.find(sellerId, number).orElseThrow(() -> Refused.notFound("there is no such production order"));
    }

    ProductionCostAnswer cost(long sellerId, String number) {
        ProductionCost cost =
                views.cost(sellerId, number).orElseThrow(() -> Refused.notFound("there is no such production order"));
        return ProductionCostAnswer.of(cost, own(sellerId), parked.find(sellerId, number));
    }

    /** A number as JSON has it; the greatest {@code int} is that many or more. */
    static int count(long number) {
        return (int) Math.min(Integer.MAX_VALUE, number);
    }

    private Currency own(long sellerId) {
        return Money.currency(valuation.reached(sellerId).currency());
    }

    /** Units of a SKU. */
    public record UnitsOfSku(
            @Schema(example = "LEG") String sku,
            @Schema(example = "2") int units) {
        public UnitsOfSku {
            Fields.within("units", units, 1, Fit.MAX_UNITS);
        }
    }

    /** An order without its parts. */
    public record ProductionOrderSummary(
            String number,
            String purpose,
            String sku,
            String location,
            String state,
            int bomVersion,
            int quantity,

            @Schema(description = "Sound units that came out of the last stage.")
            int good,

            @Schema(description = "Units spoilt at any stage.")
            int scrapped,

            @Schema(description = "Of the sound ones, those that wait in quality control.")
            int awaiting,

            String dueOn,
            String issuing,
            boolean inspected,
            Instant createdAt,
            Optional<Instant> releasedAt,
            Optional<Instant> startedAt,
            Optional<Instant> endedAt) {
        static ProductionOrderSummary of(OrderView order) {
            return new ProductionOrderSummary(
                    order.number(),
                    order.purpose(),
                    order.sku(),
                    order.location(),
                    order.state(),
                    order.bomVersion(),
                    order.planned(),
                    order.good(),
                    order.scrapped(),
                    order.awaiting(),
                    order.dueOn().toString(),
                    order.issuing(),
                    order.inspected(),
                    order.createdAt(),
                    order.releasedAt(),
                    order.startedAt(),
                    order.endedAt());
        }
    }

    /** A page of orders. */
    public record ProductionOrderPage(List<ProductionOrderSummary> orders, Optional<String> next) {}

    /** A stage; {@code cost} is that of the work so far. */
    public record StageAnswer(
            int stage,
            String name,
            String workCentre,
            String state,
            Optional<Instant> waitingSince,
            Optional<Instant> startedAt,
            Optional<Instant> finishedAt,
            int good,
            int scrapped,
            int setupSeconds,
            int runSeconds,
            int workedSeconds,
            String cost) {
        static StageAnswer of(ProductionViews.StageView stage, Currency own) {
            return new StageAnswer(
                    stage.stageNo(),
                    stage.name(),
                    stage.workCentre(),
                    stage.state(),
                    stage.waitingSince(),
                    stage.startedAt(),
                    stage.finishedAt(),
                    stage.good(),
                    stage.scrapped(),
                    stage.setupSeconds(),
                    stage.runSeconds(),
                    count(stage.workedSeconds()),
                    Amounts.text(stage.conversion(), own));
        }
    }

    /** A material. */
    public record MaterialAnswer(
            String sku,
            boolean consumable,
            @Schema(description = "By all planned units.") int needed,
            int issued,
            int returned) {
        static MaterialAnswer of(ProductionViews.MaterialView material) {
            return new MaterialAnswer(
                    material.sku(),
                    material.consumable(),
                    count(material.needed()),
                    material.issued(),
                    material.returned());
        }
    }

    /** A material of which there is not enough. */
    public record ShortageAnswer(
            String sku, String location, int needed, int available, int lacking, int orders, String firstDue) {
        static ShortageAnswer of(Shortage shortage) {
            return new ShortageAnswer(
                    shortage.sku(),
                    shortage.location(),
                    count(shortage.needed()),
                    shortage.available(),
                    count(shortage.lacking()),
                    shortage.orders(),
                    shortage.firstDue().toString());
        }
    }

    /** An order with its parts. */
    public record ProductionOrderAnswer(
            ProductionOrderSummary order,
            List<StageAnswer> stages,
            List<MaterialAnswer> materials,

            @Schema(description = "What units that were taken apart brought.")
            List<UnitsOfSku> outputs,

            List<ShortageAnswer> shortages) {}

    /** What was done about an order; {@code moved} tells which way, which SKU, how many units. */
    public record ProductionEventAnswer(
            String id,
            String what,
            int stage,
            int good,
            int scrapped,
            int seconds,
            String reason,
            Instant at,
            List<String> moved) {
        static ProductionEventAnswer of(EventView event) {
            return new ProductionEventAnswer(
                    event.callerId(),
                    event.kind(),
                    event.stageNo(),
                    event.good(),
                    event.scrapped(),
                    count(event.seconds()),
                    event.reason(),
                    event.at(),
                    event.moved());
        }
    }

    /** A page of what was done. */
    public record ProductionEventPage(List<ProductionEventAnswer> events, Optional<String> next) {}

    /** What an order cost so far. */
    public record ProductionCostAnswer(
            String currency,
            String materials,
            @Schema(description = "Labour and overhead.") String conversion,

            @Schema(description = "Of it in units that were made.")
            String made,

            @Schema(description = "Of it what made nothing.")
            String lost,

            String inProgress,

            @Schema(description = "Why it could not be rolled up; absent if it could.", example = "AMOUNT_TOO_LARGE")
            Optional<String> parkedReason) {
        static ProductionCostAnswer of(ProductionCost cost, Currency own, Optional<ParkedCost> parked) {
            return new ProductionCostAnswer(
                    own.getCurrencyCode(),
                    Amounts.text(cost.materials(), own),
                    Amounts.text(cost.conversion(), own),
                    Amounts.text(cost.made(), own),
                    Amounts.text(cost.lost(), own),
                    Amounts.text(cost.inProgress(), own),
                    parked.map(ParkedCost::reason));
        }
    }
}
