package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.api.ProductionAnswers.ShortageAnswer;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.production.ProductionReports;
import penstock.core.production.ProductionReports.Load;
import penstock.core.production.ProductionReports.Overdue;
import penstock.core.production.ProductionReports.Queued;
import penstock.core.production.ProductionReports.Scrap;
import penstock.core.production.ProductionReports.Shortage;

/** Where work piles up, what is late, what is lacking, what is spoilt. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/production")
@Tag(name = "Production")
public class ProductionReportsApi {

    private final ProductionReports reports;
    private final Clock clock;

    public ProductionReportsApi(ProductionReports reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    @GetMapping("/bottlenecks")
    @Operation(
            summary = "Find where work piles up",
            description =
                    "Work centres by the days of work that are left before them at their capacity, the most first: of released"
                            + " orders, the units that are neither sound nor spoilt yet, and setups that nobody has begun. Work that"
                            + " waits could be done now. A ranking, so its pages are counted: ask for the next with after = next.")
    public LoadPage bottlenecks(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") Long after,
            @RequestParam(defaultValue = "100") int limit) {
        int from = place(after);
        List<Load> loads = reports.bottlenecks(sellerId, from, Page.limit(limit) + 1);
        Instant now = clock.instant();
        return new LoadPage(
                loads.stream()
                        .limit(limit)
                        .map(load -> LoadAnswer.of(load, now))
                        .toList(),
                next(loads, from, limit));
    }

    @GetMapping("/queues/{workCentre}")
    @Operation(
            summary = "List what waits before a work centre",
            description =
                    "And what runs there; what came first stands first, with its age. Ask for the next page with after = next.")
    public QueuePage queue(
            @PathVariable long sellerId,
            @PathVariable String workCentre,
            @RequestParam(defaultValue = "0") Long after,
            @RequestParam(defaultValue = "100") int limit) {
        int from = place(after);
        List<Queued> queue = reports.queue(sellerId, workCentre, from, Page.limit(limit) + 1);
        Instant now = clock.instant();
        return new QueuePage(
                queue.stream()
                        .limit(limit)
                        .map(queued -> QueuedAnswer.of(queued, now))
                        .toList(),
                next(queue, from, limit));
    }

    @GetMapping("/overdue")
    @Operation(
            summary = "List overdue production orders",
            description =
                    "Due before today (UTC) and not ended, the oldest first. Ask for the next page with after = next.")
    public OverduePage overdue(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        LocalDate today = Today.of(clock);
        Place place = Place.of(after);
        Page<Overdue> page = Page.cut(
                reports.overdue(sellerId, today, place.dueOn(), place.key(), Page.limit(limit) + 1),
                limit,
                order -> order.dueOn() + "_" + order.key());
        return new OverduePage(page.map(order -> OverdueAnswer.of(order, today)), page.next());
    }

    @GetMapping("/shortages")
    @Operation(
            summary = "List materials that are short",
            description =
                    "Of which all open orders at a location together need more than is available there; what is out with"
                            + " them is taken off. By SKU. Ask for the next page with after = next.")
    public ShortagePage shortages(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Shortage> page = Page.cut(reports.shortages(sellerId, after, Page.limit(limit) + 1), limit, Shortage::sku);
        return new ShortagePage(page.map(ShortageAnswer::of), page.next());
    }

    @GetMapping("/scrap")
    @Operation(
            summary = "Count spoilt units by SKU and reason",
            description =
                    "Between two days (UTC), both included, the most first. A ranking, so its pages are counted: ask for"
                            + " the next with after = next.")
    public ScrapPage scrap(
            @PathVariable long sellerId,
            @RequestParam String from,
            @RequestParam String to,
            @RequestParam(defaultValue = "0") Long after,
            @RequestParam(defaultValue = "100") int limit) {
        int place = place(after);
        List<Scrap> scrap =
                reports.scrap(sellerId, Amounts.day("from", from), Amounts.day("to", to), place, Page.limit(limit) + 1);
        return new ScrapPage(
                scrap.stream()
                        .limit(limit)
                        .map(each -> new ScrapAnswer(
                                each.sku(),
                                each.reason(),
                                ProductionAnswers.count(each.scrapped()),
                                ProductionAnswers.count(each.reports())))
                        .toList(),
                next(scrap, place, limit));
    }

    /** Rows of a ranking that were shown already. */
    static int place(long after) {
        if (after < 0 || after > 1_000_000) {
            throw Refused.field("after", "after is not what a page named as next");
        }
        return (int) after;
    }

    static Optional<String> next(List<?> oneMore, int from, int limit) {
        return oneMore.size() > limit ? Optional.of("" + (from + limit)) : Optional.empty();
    }

    /** Where a page of overdue orders begins. */
    private record Place(LocalDate dueOn, long key) {
        static Place of(String after) {
            if (after.isEmpty()) {
                return new Place(LocalDate.of(1, 1, 1), 0);
            }
            String[] parts = after.split("_", 2);
            try {
                return new Place(LocalDate.parse(parts[0]), Long.parseLong(parts[parts.length - 1]));
            } catch (DateTimeException | NumberFormatException e) {
                throw Refused.field("after", "after is not what a page named as next");
            }
        }
    }

    private static int minutes(long seconds) {
        return ProductionAnswers.count((seconds + 59) / 60);
    }

    private static int ageMinutes(Instant since, Instant now) {
        return ProductionAnswers.count(Math.max(0, Duration.between(since, now).toMinutes()));
    }

    /** What lies before a work centre. */
    public record LoadAnswer(
            String workCentre,
            String name,
            int minutesADay,

            @Schema(description = "Stages that could start.")
            int waiting,

            @Schema(description = "Stages that go on.") int running,

            @Schema(description = "Work that could be done now.")
            int waitingMinutes,

            @Schema(description = "Work that is left, what is still to come included.")
            int plannedMinutes,

            @Schema(description = "Days that it takes at its capacity.", example = "2.50")
            String days,

            @Schema(description = "Of the stage that has waited longest.")
            Optional<Integer> queueAgeMinutes) {
        static LoadAnswer of(Load load, Instant now) {
            return new LoadAnswer(
                    load.workCentre(),
                    load.name(),
                    load.minutesADay(),
                    load.waiting(),
                    load.running(),
                    minutes(load.waitingSeconds()),
                    minutes(load.plannedSeconds()),
                    BigDecimal.valueOf(load.hundredthsOfDays(), 2).toPlainString(),
                    load.oldestSince().map(since -> ageMinutes(since, now)));
        }
    }

    /** A page of work centres. */
    public record LoadPage(List<LoadAnswer> workCentres, Optional<String> next) {}

    /** A stage that waits or goes on. */
    public record QueuedAnswer(
            String number,
            String sku,
            int stage,
            String name,
            String state,

            @Schema(description = "That have come to it and are not reported.")
            int units,

            Instant waitingSince,
            @Schema(description = "Since it could start.") int ageMinutes,
            String dueOn) {
        static QueuedAnswer of(Queued queued, Instant now) {
            return new QueuedAnswer(
                    queued.number(),
                    queued.sku(),
                    queued.stageNo(),
                    queued.stage(),
                    queued.state(),
                    queued.units(),
                    queued.since(),
                    ProductionReportsApi.ageMinutes(queued.since(), now),
                    queued.dueOn().toString());
        }
    }

    /** A page of stages. */
    public record QueuePage(List<QueuedAnswer> stages, Optional<String> next) {}

    /** An order that should have ended. */
    public record OverdueAnswer(
            String number, String sku, String state, String dueOn, int daysLate, int quantity, int good, int scrapped) {
        static OverdueAnswer of(Overdue order, LocalDate today) {
            return new OverdueAnswer(
                    order.number(),
                    order.sku(),
                    order.state(),
                    order.dueOn().toString(),
                    ProductionAnswers.count(today.toEpochDay() - order.dueOn().toEpochDay()),
                    order.planned(),
                    order.good(),
                    order.scrapped());
        }
    }

    /** A page of overdue orders. */
    public record OverduePage(List<OverdueAnswer> orders, Optional<String> next) {}

    /** A page of materials that are short. */
    public record ShortagePage(List<ShortageAnswer> materials, Optional<String> next) {}

    /** Units that were spoilt for a reason. */
    public record ScrapAnswer(String sku, String reason, int scrapped, int reports) {}

    /** A page of scrap. */
    public record ScrapPage(List<ScrapAnswer> scrap, Optional<String> next) {}
}
