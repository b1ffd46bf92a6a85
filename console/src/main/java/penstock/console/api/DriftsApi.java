package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.publication.DriftAction;
import penstock.core.publication.DriftCause;
import penstock.core.publication.Drifts;
import penstock.core.publication.Drifts.Drift;
import penstock.core.publication.Drifts.EditedNumbers;
import penstock.core.publication.Drifts.Wanted;

/** Where channels show something else than they should. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Publishing")
public class DriftsApi {

    private final Drifts drifts;
    private final Entries entries;
    private final Clock clock;

    public DriftsApi(Drifts drifts, Entries entries, Clock clock) {
        this.drifts = drifts;
        this.entries = entries;
        this.clock = clock;
    }

    @GetMapping("/drifts")
    @Operation(
            summary = "List what channels show wrong",
            description =
                    "Each difference with its cause, age and what is done about it, the oldest first; open ones unless ended=true, of one"
                            + " account if accountId is given. A difference ends only when the channel was seen to show what it"
                            + " should. open counts all that are open, by cause. Ask for the next page with after = next.")
    public DriftPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long accountId,
            @RequestParam(defaultValue = "false") boolean ended,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Optional<Long> account = accountId == 0 ? Optional.empty() : Optional.of(accountId);
        Place from = Place.parse(after);
        Page<Drift> page = Page.cut(
                drifts.list(
                        sellerId, new Wanted(account, ended), from.began(), from.listingId(), Page.limit(limit) + 1),
                limit,
                drift -> new Place(drift.firstSeen(), drift.listingId()).text());
        Instant now = clock.instant();
        return new DriftPage(
                drifts.counts(sellerId, account), page.map(drift -> DriftAnswer.of(drift, now)), page.next());
    }

    @PutMapping("/accounts/{accountId}/edited-numbers")
    @Operation(
            summary = "Say what becomes of numbers that somebody else wrote at the channel",
            description =
                    "OVERWRITE: ours is told again. TAKE_OVER: a lower number becomes the listing's quantityCap, and so does a higher one"
                            + " where the listing has a cap; more than there is is overwritten in any case.")
    public EditedNumbersFields editedNumbers(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody EditedNumbersFields fields) {
        entries.account(sellerId, accountId);
        drifts.put(sellerId, accountId, fields.editedNumbers());
        return fields;
    }

    /** Where a page begins. */
    private record Place(Instant began, long listingId) {

        private static final Place FIRST = new Place(Instant.EPOCH, 0);

        static Place parse(String after) {
            if (after.isEmpty()) {
                return FIRST;
            }
            try {
                int underscore = after.indexOf('_');
                return new Place(
                        Instant.parse(after.substring(0, Math.max(0, underscore))),
                        Long.parseLong(after.substring(underscore + 1)));
            } catch (DateTimeParseException | NumberFormatException e) {
                throw Refused.field("after", "after is what the page before named as next");
            }
        }

        String text() {
            return began + "_" + listingId;
        }
    }

    /** What becomes of edited numbers. */
    public record EditedNumbersFields(EditedNumbers editedNumbers) {}

    /** A difference. */
    public record DriftAnswer(
            long listingId,
            long accountId,
            String channelSku,
            String sku,
            DriftCause cause,
            DriftAction action,

            @Schema(description = "What it should have shown when it was seen last, in the channel's units.")
            int expected,

            @Schema(description = "What it showed; absent where it was rejected and nobody knew.")
            Optional<Integer> seen,

            Instant firstSeen,
            Instant lastSeen,

            @Schema(description = "When it was seen to show what it should; absent while it does not.")
            Optional<Instant> endedAt,

            @Schema(description = "How long it has lasted, or did.")
            long ageSeconds) {
        static DriftAnswer of(Drift drift, Instant now) {
            return new DriftAnswer(
                    drift.listingId(),
                    drift.accountId(),
                    drift.channelSku(),
                    drift.skuCode(),
                    drift.cause(),
                    drift.action(),
                    drift.expected(),
                    drift.seen().isPresent() ? Optional.of(drift.seen().getAsInt()) : Optional.empty(),
                    drift.firstSeen(),
                    drift.lastSeen(),
                    drift.endedAt(),
                    drift.age(now).toSeconds());
        }
    }

    /** A page of differences. */
    public record DriftPage(
            @Schema(description = "How many are open, by cause.")
            Map<DriftCause, Long> open,

            List<DriftAnswer> drifts,
            Optional<String> next) {}
}
