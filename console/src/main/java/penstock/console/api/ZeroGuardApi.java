package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.port.Wake;
import penstock.core.publication.MassZero;
import penstock.core.publication.ZeroGuard;
import penstock.core.publication.ZeroGuard.Held;
import penstock.core.publication.ZeroGuard.Standing;
import penstock.core.publication.ZeroGuard.State;

/** What keeps a mistake from taking an account's listings to nothing, and the person who decides. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/accounts/{accountId}/zero-guard")
@Tag(name = "Accounts")
public class ZeroGuardApi {

    private final ZeroGuard guard;
    private final Entries entries;
    private final Wake wake;

    public ZeroGuardApi(ZeroGuard guard, Entries entries, Wake wake) {
        this.guard = guard;
        this.entries = entries;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "Read whether zeroes of an account are held",
            description =
                    "When many listings are to show nothing within ten minutes though nobody bought them, none of it is told to the"
                            + " channel until a person has decided: a feed, a rule or a mapping may be wrong. With the listings that"
                            + " wait; ask for the next page with after = next.")
    public GuardAnswer get(
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        entries.account(sellerId, accountId);
        Page<Held> page = Page.cut(
                guard.held(sellerId, accountId, after, Page.limit(limit) + 1),
                limit,
                held -> Long.toString(held.listingId()));
        return GuardAnswer.of(guard.find(sellerId, accountId), page);
    }

    @PutMapping
    @Operation(
            summary = "Say how many zeroes of an account are too many",
            description = "From the next zero on, in place of what was said before. 201 when nothing was.")
    public ResponseEntity<LimitFields> put(
            @PathVariable long sellerId, @PathVariable long accountId, @RequestBody LimitFields fields) {
        entries.account(sellerId, accountId);
        return Answers.of(guard.put(sellerId, accountId, fields.limits()), fields);
    }

    @PostMapping("/decision")
    @Operation(
            summary = "Let an account's zeroes pass, or keep what it shows",
            description =
                    "pass true: the listings that wait are told, and zeroes pass for an hour. pass false: what they show stays until"
                            + " something of them moves; put right what was wrong. 409 if nothing is held.")
    public GuardAnswer decide(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @RequestBody Decision decision) {
        entries.account(sellerId, accountId);
        if (!guard.decide(sellerId, accountId, decision.pass(), actor.text())) {
            throw Refused.of(ProblemType.NOT_POSSIBLE, "no zero of the account is held; there is nothing to decide");
        }
        wake.wake(sellerId);
        return GuardAnswer.of(guard.find(sellerId, accountId), new Page<>(List.of(), Optional.empty()));
    }

    /** How many are too many. */
    public record LimitFields(
            @Schema(description = "Of the listings that show something, in percent.", minimum = "1", maximum = "100")
            int percent,

            @Schema(
                    description = "Listings; fewer are never held.",
                    minimum = "1",
                    maximum = "" + MassZero.MAX_AT_LEAST)
            int atLeast) {
        static LimitFields of(MassZero limits) {
            return new LimitFields(limits.percent(), limits.atLeast());
        }

        MassZero limits() {
            return new MassZero(
                    Fields.within("percent", percent, 1, 100),
                    Fields.within("atLeast", atLeast, 1, MassZero.MAX_AT_LEAST));
        }
    }

    /** What a person decides. */
    public record Decision(boolean pass) {}

    /** How the guard stands. */
    public record GuardAnswer(
            State state,

            @Schema(description = "Why zeroes are held, and what to do.")
            String reason,

            LimitFields limits,

            @Schema(description = "When it began to hold, the listings that were to show nothing.")
            int wouldShowNothing,

            @Schema(description = "Of so many that showed something.")
            int showing,

            @Schema(description = "When it entered its state.")
            Optional<Instant> since,

            @Schema(description = "Listings that wait.") int held,

            List<HeldAnswer> listings,
            Optional<String> next,

            @Schema(description = "The key, or the installation's operator, that decided last.", example = "KEY:7")
            Optional<String> decidedBy,

            Optional<Instant> decidedAt) {
        static GuardAnswer of(Standing standing, Page<Held> page) {
            return new GuardAnswer(
                    standing.state(),
                    standing.why().orElse(""),
                    LimitFields.of(standing.limits()),
                    standing.wouldZero(),
                    standing.showing(),
                    standing.since(),
                    standing.held(),
                    page.map(HeldAnswer::of),
                    page.next(),
                    standing.decidedBy(),
                    standing.decidedAt());
        }
    }

    /** A listing whose zero waits. */
    public record HeldAnswer(
            long listingId,
            String channelSku,
            String sku,

            @Schema(description = "What it goes on showing, in the channel's units.")
            int shows,

            Instant heldAt) {
        static HeldAnswer of(Held held) {
            return new HeldAnswer(held.listingId(), held.channelSku(), held.skuCode(), held.shows(), held.heldAt());
        }
    }
}
