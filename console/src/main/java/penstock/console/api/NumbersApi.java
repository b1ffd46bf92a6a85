package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.problem.Refused;
import penstock.core.offer.Stage;
import penstock.core.publication.Explaining;
import penstock.core.publication.Explaining.Answer;
import penstock.core.publication.Explaining.Explanation;
import penstock.core.publication.Explaining.Sent;

/** Why listings show what they show. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/listings/{listingId}/number")
@Tag(name = "Publication")
public class NumbersApi {

    private final Explaining explaining;
    private final Clock clock;

    public NumbersApi(Explaining explaining, Clock clock) {
        this.explaining = explaining;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            summary = "See why a listing's number is what it is",
            description =
                    "number is what is right now, stage by stage, with the rule that each comes from; sent is what its channel was"
                            + " told last, and answers what it said since and was seen to show. With a moment, as it was then:"
                            + " then number is left out, for what is kept is what was sent. 404 for a listing whose channel is not"
                            + " told numbers.")
    public NumberAnswer get(
            @PathVariable long sellerId, @PathVariable long listingId, @RequestParam Optional<String> moment) {
        return moment.map(text -> past(sellerId, listingId, HistoryApi.moment("moment", text)))
                .orElseGet(() -> explaining.now(sellerId, listingId))
                .map(NumberAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no such listing, or its channel is not told numbers"));
    }

    private Optional<Explanation> past(long sellerId, long listingId, Instant moment) {
        if (moment.isAfter(clock.instant())) {
            throw Refused.field("moment", "moment lies in the future");
        }
        return explaining.at(sellerId, listingId, moment);
    }

    /** Why a listing's number is what it is. */
    public record NumberAnswer(
            long listingId,
            long accountId,
            String channelSku,
            String sku,
            Instant at,

            @Schema(description = "Of the ledger at that moment.")
            long position,

            Optional<MadeNumber> number,
            Optional<SentNumber> sent,

            @Schema(description = "To what was sent, the oldest first.")
            List<ChannelAnswer> answers,

            @Schema(description = "Where it stands now.", example = "OBSERVED")
            String state,

            Optional<String> refusedReason) {
        static NumberAnswer of(Explanation explanation) {
            return new NumberAnswer(
                    explanation.listing().listingId(),
                    explanation.listing().accountId(),
                    explanation.listing().channelSku(),
                    explanation.listing().sku(),
                    explanation.at(),
                    explanation.position(),
                    explanation.number().map(MadeNumber::of),
                    explanation.sent().map(SentNumber::of),
                    explanation.answers().stream().map(ChannelAnswer::of).toList(),
                    explanation.listing().state(),
                    explanation.listing().refused());
        }
    }

    /** A number and how it was made. */
    public record MadeNumber(
            @Schema(description = "In the channel's units.") int quantity,

            @Schema(example = "3 = 10 available (WH1 6, WH2 4) - 1 safety stock, cap 3")
            String sentence,

            @Schema(description = "The version of the rules; 0 for none.")
            int rules,

            List<StageAnswer> stages) {
        static MadeNumber of(Explaining.Number number) {
            return new MadeNumber(
                    number.quantity(),
                    number.sentence(),
                    number.rules(),
                    number.stages().stream().map(StageAnswer::of).toList());
        }
    }

    /** A step of it. */
    public record StageAnswer(
            Stage.Kind stage,

            @Schema(description = "What it left: of the SKU, from PACK_SIZE on of the channel.")
            int units,

            String words,

            @Schema(
                    description = "That it comes from; the SKU or the listing for what these say themselves.",
                    example = "rule 3")
            Optional<String> rule) {
        static StageAnswer of(Stage stage) {
            return new StageAnswer(
                    stage.kind(),
                    stage.units(),
                    stage.words().replaceFirst("^, ", ""),
                    Optional.of(stage.by()).filter(rule -> !rule.isEmpty()));
        }
    }

    /** A number that was sent. */
    public record SentNumber(
            MadeNumber number,
            Instant at,

            @Schema(description = "Of the ledger, that it was computed at.")
            long position) {
        static SentNumber of(Sent sent) {
            return new SentNumber(MadeNumber.of(sent.number()), sent.at(), sent.position());
        }
    }

    /** What the channel said of it. */
    public record ChannelAnswer(
            Instant at,

            @Schema(
                    description =
                            "DONE, PENDING (accepted, not seen yet), REFUSED, NOT_SENT, UNKNOWN, or SEEN: it was read.",
                    example = "SEEN")
            String outcome,

            @Schema(description = "What it showed.") Optional<Integer> seen,
            Optional<String> detail) {
        static ChannelAnswer of(Answer answer) {
            return new ChannelAnswer(
                    answer.at(),
                    answer.outcome(),
                    answer.seen(),
                    Optional.of(answer.detail()).filter(text -> !text.isEmpty()));
        }
    }
}
