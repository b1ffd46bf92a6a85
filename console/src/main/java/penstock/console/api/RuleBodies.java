package penstock.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.offer.Decay;
import penstock.core.offer.Division;
import penstock.core.offer.ListWhen;
import penstock.core.offer.Rule;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Scope;
import penstock.core.offer.Settings;
import penstock.core.publication.PublicationRules.Worded;

/** Rules as the API writes them: SKUs and locations by their codes. */
final class RuleBodies {

    private static final int MAX_PARTS = 500;

    private RuleBodies() {}

    /** Settings for a scope. */
    public record RuleBody(
            @Schema(
                    description =
                            "Of two rules for a listing the one further down this list of values holds, setting by setting.")
            Scope.Level scope,

            @Schema(description = "Of a CHANNEL.") Optional<Long> accountId,

            @Schema(description = "Of a CATEGORY; counts for those below it, too.", example = "Kitchen > Mugs")
            Optional<String> category,

            @Schema(description = "Of a SKU.", example = "MUG-BLUE")
            Optional<String> sku,

            @Schema(description = "Of a LISTING.") Optional<Long> listingId,

            @Schema(description = "Codes of the only locations that it may be sold from.")
            Optional<List<String>> locations,

            @Schema(description = "What a supplier's word is worth as it ages.")
            Optional<DecayBody> decay,

            @Schema(description = "Units held back.") Optional<SafetyStockBody> safetyStock,

            @Schema(description = "How a SKU is divided among its channels; not of a CHANNEL or LISTING.")
            Optional<DivisionBody> division,

            @Schema(description = "Of what may be promised, that is shown.", example = "90")
            Optional<Integer> percentage,

            @Schema(description = "The most that is shown, in the channel's units.", example = "20")
            Optional<Integer> cap,

            @Schema(description = "How few units are worth a listing.")
            Optional<ListWhenBody> listWhen,

            @Schema(description = "true shows 0.") Optional<Boolean> paused,

            @Schema(
                    description =
                            "Whether what the SKU's backorder rule promises of what is still to come is shown, too.")
            Optional<Boolean> backorders) {
        public RuleBody {
            locations = locations.map(list -> list.isEmpty() ? list : Fields.list("locations", list, MAX_PARTS));
            require("accountId", accountId.isPresent(), scope == Scope.Level.CHANNEL, scope);
            require("category", category.isPresent(), scope == Scope.Level.CATEGORY, scope);
            require("sku", sku.isPresent(), scope == Scope.Level.SKU, scope);
            require("listingId", listingId.isPresent(), scope == Scope.Level.LISTING, scope);
            Fields.text("category", category, Fields.MAX_NAME);
        }

        private static void require(String field, boolean there, boolean needed, Scope.Level scope) {
            if (there != needed) {
                throw Refused.field(
                        field,
                        field + (needed ? " is missing in a rule of scope " : " does not go with scope ") + scope);
            }
        }

        /** @param entries looks up what it names */
        Rule rule(int no, long sellerId, Entries entries) {
            String path = "rules[" + (no - 1) + "].";
            long id = accountId
                    .or(() -> listingId)
                    .or(() -> sku.map(
                            code -> entries.sku(sellerId, path + "sku", code).skuId()))
                    .orElse(0L);
            Optional<Set<Long>> allowed = locations.map(codes -> codes.stream()
                    .map(code ->
                            entries.location(sellerId, path + "locations", code).locationId())
                    .collect(Collectors.toSet()));
            return new Rule(
                    no,
                    new Scope(scope, id, category.orElse("")),
                    new Settings(
                            allowed,
                            decay.map(body -> new Decay(body.freshHours(), body.goneHours(), body.percent())),
                            safetyStock.map(body -> body.kind().of(body.value())),
                            division.map(DivisionBody::division),
                            percentage,
                            cap,
                            listWhen.map(body -> new ListWhen(body.minimum(), body.endWhen())),
                            paused,
                            backorders));
        }

        static RuleBody of(Rule rule, Worded names) {
            Scope scope = rule.scope();
            Settings settings = rule.settings();
            return new RuleBody(
                    scope.level(),
                    Optional.of(scope.id()).filter(id -> scope.level() == Scope.Level.CHANNEL),
                    Optional.of(scope.category()).filter(path -> scope.level() == Scope.Level.CATEGORY),
                    Optional.of(scope.id())
                            .filter(id -> scope.level() == Scope.Level.SKU)
                            .map(id -> names.skus().getOrDefault(id, "")),
                    Optional.of(scope.id()).filter(id -> scope.level() == Scope.Level.LISTING),
                    settings.locations()
                            .map(ids -> ids.stream()
                                    .map(id -> names.locations().getOrDefault(id, ""))
                                    .sorted()
                                    .toList()),
                    settings.decay()
                            .map(decay -> new DecayBody(decay.freshHours(), decay.goneHours(), decay.percent())),
                    settings.safetyStock().map(safety -> new SafetyStockBody(safety.kind(), safety.value())),
                    settings.division().map(DivisionBody::of),
                    settings.percentage(),
                    settings.cap(),
                    settings.listWhen().map(when -> new ListWhenBody(when.minimum(), when.endWhen())),
                    settings.paused(),
                    settings.backorders());
        }
    }

    /** What a supplier's word is worth: linear from fresh to gone. */
    public record DecayBody(
            @Schema(description = "It is whole for so long after the supplier's last list.", example = "4")
            int freshHours,

            @Schema(description = "It counts for nothing from then on.", example = "24")
            int goneHours,

            @Schema(description = "Of it that is there even when it is fresh.", example = "90")
            int percent) {}

    /** Units held back. */
    public record SafetyStockBody(
            SafetyStock.Kind kind,

            @Schema(
                    description =
                            "FIXED: units. PERCENTAGE: percent of what is available. DAYS_OF_COVER: days of what all channels"
                                    + " sell. RISK: hundredths of a percent, how likely the other channels may sell more than is"
                                    + " held back before this one shows that they did.",
                    example = "100")
            int value) {}

    /** How a SKU is divided among its channels. */
    public record DivisionBody(
            @Schema(
                    description =
                            "Of a partitioned SKU: WEIGHT (the accounts' weights), VELOCITY (how fast each sells it),"
                                    + " DEDICATED units, or LAST_UNITS for one account. LAST_UNITS counts for a pooled SKU, too.")
            Division.Kind kind,

            @Schema(description = "Of DEDICATED.") Optional<List<DedicatedBody>> dedicated,
            @Schema(description = "Of LAST_UNITS.") Optional<LastUnitsBody> lastUnits) {
        public DivisionBody {
            dedicated = dedicated.map(list -> Fields.list("dedicated", list, MAX_PARTS));
            require("dedicated", dedicated.isPresent(), kind == Division.Kind.DEDICATED, kind);
            require("lastUnits", lastUnits.isPresent(), kind == Division.Kind.LAST_UNITS, kind);
        }

        private static void require(String field, boolean there, boolean needed, Division.Kind kind) {
            if (there != needed) {
                throw Refused.field(
                        field,
                        field + (needed ? " is missing in a division of kind " : " does not go with kind ") + kind);
            }
        }

        Division division() {
            return switch (kind) {
                case WEIGHT -> new Division.ByWeight();
                case VELOCITY -> new Division.ByVelocity();
                case DEDICATED -> new Division.Dedicated(units());
                case LAST_UNITS -> {
                    LastUnitsBody last = lastUnits.orElseThrow();
                    yield new Division.LastUnits(last.units(), last.accountId());
                }
            };
        }

        private Map<Long, Integer> units() {
            Map<Long, Integer> units = new TreeMap<>();
            for (DedicatedBody part : dedicated.orElse(List.of())) {
                if (units.put(part.accountId(), part.units()) != null) {
                    throw Refused.field(
                            "dedicated", "dedicated names account " + part.accountId() + " twice; keep one of them");
                }
            }
            return units;
        }

        static DivisionBody of(Division division) {
            Optional<List<DedicatedBody>> dedicated = division instanceof Division.Dedicated its
                    ? Optional.of(new TreeMap<>(its.units())
                            .entrySet().stream()
                                    .map(part -> new DedicatedBody(part.getKey(), part.getValue()))
                                    .toList())
                    : Optional.empty();
            Optional<LastUnitsBody> last = division instanceof Division.LastUnits its
                    ? Optional.of(new LastUnitsBody(its.units(), its.accountId()))
                    : Optional.empty();
            return new DivisionBody(division.kind(), dedicated, last);
        }
    }

    /** Units kept for an account. */
    public record DedicatedBody(
            long accountId, @Schema(example = "5") int units) {}

    /** The last units, which are for one account alone. */
    public record LastUnitsBody(@Schema(example = "3") int units, long accountId) {}

    /** How few units are worth a listing, in the channel's units. */
    public record ListWhenBody(
            @Schema(description = "It is listed from so many on.", example = "3")
            int minimum,

            @Schema(description = "Once listed, it ends with so many or fewer.", example = "1")
            int endWhen) {}
}
