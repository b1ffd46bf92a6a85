package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
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
import penstock.console.api.RuleBodies.RuleBody;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Actor;
import penstock.core.book.Reply.Verdict;
import penstock.core.offer.Rule;
import penstock.core.offer.RuleFault;
import penstock.core.port.Wake;
import penstock.core.publication.PublicationRules;
import penstock.core.publication.PublicationRules.Faulty;
import penstock.core.publication.PublicationRules.State;
import penstock.core.publication.PublicationRules.Version;
import penstock.core.publication.PublicationRules.Worded;

/** The versions of the rules by which listings get their numbers. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/publication/rules")
@Tag(name = "Publication")
public class PublicationRulesApi {

    private final PublicationRules rules;
    private final Entries entries;
    private final Wake wake;

    public PublicationRulesApi(PublicationRules rules, Entries entries, Wake wake) {
        this.rules = rules;
        this.entries = entries;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "List the versions of the rules",
            description = "The latest first, without their rules. Ask for the next page with before = next.")
    public RuleSetPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") int before,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Version> page =
                Page.cut(rules.list(sellerId, before, Page.limit(limit) + 1), limit, version -> "" + version.version());
        return new RuleSetPage(page.map(version -> RuleSetAnswer.of(version, Optional.empty())), page.next());
    }

    @GetMapping("/{version}")
    @Operation(summary = "See a version of the rules")
    public RuleSetAnswer get(@PathVariable long sellerId, @PathVariable int version) {
        Version found = rules.find(sellerId, version)
                .orElseThrow(() -> Refused.notFound("there is no such version of the rules"));
        Worded worded = rules.rules(sellerId, version);
        return RuleSetAnswer.of(
                found,
                Optional.of(worded.rules().stream()
                        .map(rule -> RuleBody.of(rule, worded))
                        .toList()));
    }

    @PutMapping("/{version}")
    @Operation(
            summary = "Write a draft of the rules",
            description =
                    "The next version (201), or one that is a draft already (200); nothing counts before it is activated."
                            + " revision is that of the draft that was looked at, 0 for a new one: 409 if somebody else has"
                            + " changed it. Rules that cannot be are refused with all that is wrong with them. A repeat is 200.")
    public ResponseEntity<RuleSetAnswer> write(
            @PathVariable long sellerId,
            @PathVariable int version,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody NewRuleSet wish) {
        List<Rule> wanted = new ArrayList<>();
        for (RuleBody body : wish.rules()) {
            wanted.add(body.rule(wanted.size() + 1, sellerId, entries));
        }
        try {
            Verdict verdict =
                    rules.write(sellerId, version, wish.revision(), wish.note().orElse(""), wanted, actor);
            return Answers.of(verdict, get(sellerId, version));
        } catch (Faulty faulty) {
            throw refused(faulty);
        }
    }

    @PostMapping("/{version}/activate")
    @Operation(
            summary = "Put a draft of the rules in force",
            description =
                    "The version before ends. Every listing whose rules differ is looked at again, behind those of which there is"
                            + " less. It never changes after. A repeat is 200; to go back, write a former version's rules as a"
                            + " new one.")
    public RuleSetAnswer activate(
            @PathVariable long sellerId,
            @PathVariable int version,
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @RequestBody Activation wish) {
        try {
            rules.activate(sellerId, version, wish.revision(), actor);
        } catch (Faulty faulty) {
            throw refused(faulty);
        }
        wake.wake(sellerId);
        return get(sellerId, version);
    }

    private static Refused refused(Faulty faulty) {
        RuleFault first = faulty.faults().get(0);
        return Refused.field(
                ProblemType.REFUSED_RULES,
                "rules[" + (first.rule() - 1) + "]." + first.field(),
                first.reason().name(),
                faulty.faults().stream().map(RuleFault::detail).collect(Collectors.joining("; ")));
    }

    /** A draft. */
    public record NewRuleSet(
            @Schema(description = "That was looked at; 0 for a new version.")
            int revision,

            @Schema(description = "Why, for whoever reads it later.")
            Optional<String> note,

            List<RuleBody> rules) {
        public NewRuleSet {
            Fields.text("note", note, Fields.MAX_NAME);
            rules = rules.isEmpty() ? List.of() : Fields.list("rules", rules, PublicationRules.MAX_RULES);
        }
    }

    /** Which draft is meant. */
    public record Activation(
            @Schema(description = "That was looked at.") int revision) {}

    /** A version. */
    public record RuleSetAnswer(
            int version,
            State state,
            int revision,
            String note,

            @Schema(description = "Who wrote it last.", example = "KEY:7")
            String writtenBy,

            Instant writtenAt,
            Optional<String> activatedBy,
            Optional<Instant> activatedAt,
            Optional<Instant> archivedAt,
            @Schema(description = "Not in a list.") Optional<List<RuleBody>> rules) {
        static RuleSetAnswer of(Version version, Optional<List<RuleBody>> rules) {
            return new RuleSetAnswer(
                    version.version(),
                    version.state(),
                    version.revision(),
                    version.note(),
                    version.writtenBy(),
                    version.writtenAt(),
                    version.activatedBy(),
                    version.activatedAt(),
                    version.archivedAt(),
                    rules);
        }
    }

    /** A page of versions. */
    public record RuleSetPage(List<RuleSetAnswer> versions, Optional<String> next) {}
}
