package penstock.core.repair;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.check.Check;
import penstock.core.check.Findings;
import penstock.core.check.Findings.Example;
import penstock.core.check.Findings.Finding;
import penstock.core.check.Invariant;
import penstock.core.check.Scope;
import penstock.core.engine.Engine;
import penstock.core.store.Database;

/**
 * Lists what is broken of a seller, explains it, and makes up for what can be made up for: by building projections anew, and by
 * commands to the engine like everybody else's, which leave a stock move of kind CORRECTION in the history. Any thread.
 */
public final class Repairs {

    /** Documents named with a fault. */
    static final int MAX_DOCUMENTS = 10;

    private static final String BALANCE_FIRST =
            "a balance of the SKU is not what was posted; build BALANCE anew first (penstock rebuild --projection BALANCE)";

    /** What a check calls a place; what is within one has more words. */
    private static final Pattern PLACE = Pattern.compile("SKU \\d+ at location \\d+");

    private final Database database;
    private final Check check;
    private final Projections projections;
    private final Engine engine;
    private final LongSupplier ids;

    public Repairs(Database database, Check check, Projections projections, Engine engine, LongSupplier ids) {
        this.database = database;
        this.check = check;
        this.projections = projections;
        this.engine = engine;
        this.ids = ids;
    }

    /** What became of a remedy. */
    public record Outcome(Fault fault, boolean done, String said) {}

    /** Everything that is broken of a seller; changes nothing. */
    public List<Fault> list(long sellerId) {
        Findings findings = check.run(new Scope(Scope.everything().of(sellerId).seller(), false, Scope.MAX_EXAMPLES));
        List<Fault> faults = new ArrayList<>();
        for (Finding finding : findings.broken()) {
            Invariant invariant = invariant(finding.number());
            List<Fault> explained = explained(sellerId, invariant);
            faults.addAll(explained);
            finding.examples().stream()
                    .filter(example -> explained.isEmpty() || !tellsOfPlaces(invariant, example))
                    .forEach(example -> faults.add(fault(invariant, sellerId, example)));
            if (finding.violations() > finding.examples().size()) {
                faults.add(notShown(invariant, sellerId, finding));
            }
        }
        return faults;
    }

    private static Fault notShown(Invariant invariant, long sellerId, Finding finding) {
        Remedy comeAgain = new Remedy.Person("make up for those that are shown, and list again");
        return new Fault(
                invariant,
                sellerId,
                "further violations",
                "there are %d in all, the first %d were looked at"
                        .formatted(finding.violations(), finding.examples().size()),
                Optional.empty(),
                List.of(),
                Advice.plan(comeAgain),
                comeAgain);
    }

    private static Invariant invariant(int number) {
        for (Invariant invariant : Invariant.values()) {
            if (invariant.number() == number) {
                return invariant;
            }
        }
        throw new IllegalArgumentException("no invariant has the number " + number);
    }

    /** What the places themselves were asked about is not told again from the check's words. */
    private static boolean tellsOfPlaces(Invariant invariant, Example example) {
        return switch (invariant) {
            case POSTINGS_ARE_THE_BALANCE, NO_BALANCE_IS_BELOW_ZERO, OPEN_RESERVATIONS_ARE_RESERVED ->
                PLACE.matcher(example.keys()).matches();
            default -> false;
        };
    }

    private static Fault fault(Invariant invariant, long sellerId, Example example) {
        Remedy remedy = Advice.on(invariant);
        return new Fault(
                invariant,
                sellerId,
                example.keys(),
                example.wrong(),
                Optional.empty(),
                List.of(),
                Advice.plan(remedy),
                remedy);
    }

    private List<Fault> explained(long sellerId, Invariant invariant) {
        return switch (invariant) {
            case POSTINGS_ARE_THE_BALANCE ->
                database.transact(sellerId, BalanceDrift::list).stream()
                        .map(row -> balance(sellerId, row))
                        .toList();
            case NO_BALANCE_IS_BELOW_ZERO ->
                database.transact(sellerId, BelowZero::list).stream()
                        .map(row -> belowZero(sellerId, row))
                        .toList();
            case OPEN_RESERVATIONS_ARE_RESERVED ->
                database.transact(sellerId, ReservedDrift::list).stream()
                        .map(row -> reserved(sellerId, row))
                        .toList();
            default -> List.of();
        };
    }

    private static Fault balance(long sellerId, BalanceDrift.Row row) {
        Remedy remedy = row.posted() < 0
                ? Advice.on(Invariant.POSTINGS_ARE_THE_BALANCE)
                : new Remedy.Rebuild(Projection.BALANCE);
        return new Fault(
                Invariant.POSTINGS_ARE_THE_BALANCE,
                sellerId,
                row.sku() + " at " + row.location(),
                "%s is %d, its postings say %d; the last of them is %d, the balance was written with %d"
                        .formatted(
                                row.condition().text(), row.held(), row.posted(), row.lastPosition(), row.writtenAt()),
                Optional.of(Math.min(row.writtenAt(), row.lastPosition())),
                List.of(),
                Advice.plan(remedy),
                remedy);
    }

    private Fault belowZero(long sellerId, BelowZero.Row row) {
        StockKey key = new StockKey(row.skuId(), row.locationId());
        Remedy remedy = row.posted() < 0
                ? new Remedy.Post(key, new FillUp(id(), key, row.condition()))
                : Advice.on(Invariant.NO_BALANCE_IS_BELOW_ZERO);
        return new Fault(
                Invariant.NO_BALANCE_IS_BELOW_ZERO,
                sellerId,
                row.sku() + " at " + row.location(),
                "%s is %d, its postings say %d".formatted(row.condition().text(), row.held(), row.posted()),
                Optional.of(row.lastPosition()),
                List.of(),
                remedy instanceof Remedy.Post
                        ? "post " + -row.held() + " units from adjustment to "
                                + row.condition().text() + "; count the place then"
                        : Advice.plan(remedy),
                remedy);
    }

    private Fault reserved(long sellerId, ReservedDrift.Row row) {
        StockKey key = new StockKey(row.skuId(), row.locationId());
        int surplus = row.reserved() - row.open();
        return new Fault(
                Invariant.OPEN_RESERVATIONS_ARE_RESERVED,
                sellerId,
                row.sku() + " at " + row.location(),
                row.reserved() + " units are reserved, open reservations are " + row.open(),
                row.since(),
                row.orders(),
                surplus > 0
                        ? "post " + surplus + " units from reserved to available, and serve who is short of them"
                        : "post " + -surplus
                                + " units from available to reserved; where there are fewer, break promises as by a loss",
                new Remedy.Post(key, new MatchReserved(id(), key)));
    }

    /** No caller can make such a one. */
    private String id() {
        return "repair:" + ids.getAsLong();
    }

    /**
     * Carries the remedies of one seller out in the order of the faults, which {@link #list} gives in the order of the invariants:
     * so balances are built anew before anything is posted. Each projection is built once. Nothing is posted for a SKU of which a
     * balance is still not what was posted: the posting would make a wrong balance history. What a person must do is left.
     */
    public List<Outcome> carryOut(List<Fault> faults) {
        List<Outcome> outcomes = new ArrayList<>();
        Map<Projection, Outcome> built = new EnumMap<>(Projection.class);
        Optional<Set<Long>> drifting = Optional.empty();
        for (Fault fault : faults) {
            if (fault.remedy() instanceof Remedy.Rebuild rebuild) {
                Outcome first = built.get(rebuild.projection());
                Outcome outcome = first == null
                        ? attempt(fault, () -> rebuild(fault, rebuild))
                        : new Outcome(fault, first.done(), first.done() ? "with the others" : first.said());
                built.putIfAbsent(rebuild.projection(), outcome);
                outcomes.add(outcome);
            } else if (fault.remedy() instanceof Remedy.Post post) {
                Set<Long> wrong = drifting.orElseGet(() -> drifting(fault.sellerId()));
                drifting = Optional.of(wrong);
                outcomes.add(
                        wrong.contains(post.key().skuId())
                                ? new Outcome(fault, false, BALANCE_FIRST)
                                : attempt(fault, () -> post(fault, post)));
            }
        }
        return outcomes;
    }

    /** The SKUs that have a balance which is not what was posted. */
    private Set<Long> drifting(long sellerId) {
        return database.transact(sellerId, BalanceDrift::list).stream()
                .map(BalanceDrift.Row::skuId)
                .collect(Collectors.toSet());
    }

    private String rebuild(Fault fault, Remedy.Rebuild rebuild) {
        projections.rebuild(fault.sellerId(), rebuild.projection());
        return rebuild.projection() + (rebuild.projection().beginsAgain() ? " begins again" : " was built anew");
    }

    private String post(Fault fault, Remedy.Post post) {
        Reply reply = engine.decide(fault.sellerId(), new ActedBy(Actor.REPAIR, post.command()));
        return reply.id() == 0 ? "nothing differs any more" : "stock move " + reply.id();
    }

    private interface Work {
        String carryOut();
    }

    private static Outcome attempt(Fault fault, Work work) {
        try {
            return new Outcome(fault, true, work.carryOut());
        } catch (SellerAtWork refused) {
            return new Outcome(fault, false, String.valueOf(refused.getMessage()));
        } catch (RuntimeException failed) {
            return new Outcome(fault, false, "failed: " + failed.getMessage() + "; list again to see what is left");
        }
    }
}
