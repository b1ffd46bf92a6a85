package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.port.Wake;
import penstock.core.production.ParkedCosts;
import penstock.core.production.ParkedCosts.ParkedCost;

/** Production orders whose cost was refused. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/parked/production-costs")
@Tag(name = "Parked")
public class ParkedCostsApi {

    private final ParkedCosts parked;
    private final Wake wake;

    public ParkedCostsApi(ParkedCosts parked, Wake wake) {
        this.parked = parked;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "List production orders whose cost was refused",
            description =
                    "The oldest first, with the reason; their yield counts at what such units cost last. Each is rolled up again"
                            + " by itself when it changes, or what its materials cost. Ask for the next page with after = next.")
    public ParkedCostPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<ParkedCost> page = Page.cut(
                parked.list(sellerId, after, Page.limit(limit) + 1), limit, cost -> Long.toString(cost.productionId()));
        return new ParkedCostPage(page.map(ParkedCostAnswer::of), page.next());
    }

    @PostMapping("/{number}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Have the cost of a production order rolled up again",
            description = "Soon after the answer. 404 if no cost of such an order is parked.")
    public void replay(@PathVariable long sellerId, @PathVariable String number) {
        if (!parked.replay(sellerId, number)) {
            throw Refused.notFound("no cost of such a production order is parked");
        }
        wake.wake(sellerId);
    }

    /** A production order whose cost was refused. */
    public record ParkedCostAnswer(
            @Schema(description = "The order's number.", example = "P-1")
            String number,

            @Schema(description = "Why, for programs.", example = "AMOUNT_TOO_LARGE")
            String reason,

            String detail,
            Instant parkedAt) {
        static ParkedCostAnswer of(ParkedCost cost) {
            return new ParkedCostAnswer(cost.number(), cost.reason(), cost.detail(), cost.parkedAt());
        }
    }

    /** A page of production orders whose cost was refused. */
    public record ParkedCostPage(List<ParkedCostAnswer> costs, Optional<String> next) {}
}
