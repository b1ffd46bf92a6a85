package penstock.test.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import penstock.core.book.Actor;
import penstock.core.offer.Division;
import penstock.core.offer.ListWhen;
import penstock.core.offer.Rule;
import penstock.core.offer.SafetyStock;
import penstock.core.offer.Scope;
import penstock.core.offer.Settings;
import penstock.core.publication.PublicationRules;

/** Rules by chance, one version after the other. */
final class RandomRules {

    private final SampleSeller seller;
    private final RandomGenerator random;
    private final PublicationRules rules;
    private int version;

    RandomRules(SampleSeller seller, RandomGenerator random) {
        this.seller = seller;
        this.random = random;
        this.rules = new PublicationRules(seller.database, seller.clock);
    }

    /** Puts others in force. */
    void change() {
        List<Rule> wanted = new ArrayList<>();
        Set<Scope> said = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            Scope scope = scope();
            if (said.add(scope)) {
                wanted.add(new Rule(wanted.size() + 1, scope, settings(scope)));
            }
        }
        version++;
        rules.write(seller.sellerId, version, 0, "", wanted, Actor.OPERATOR);
        rules.activate(seller.sellerId, version, 1, Actor.OPERATOR);
    }

    private Scope scope() {
        return switch (random.nextInt(4)) {
            case 0 -> Scope.SELLER;
            case 1 -> Scope.channel(random.nextBoolean() ? seller.market : seller.bazaar);
            default -> Scope.sku(seller.sku(SampleSeller.SKUS.get(random.nextInt(SampleSeller.SKUS.size()))));
        };
    }

    private Settings settings(Scope scope) {
        boolean ofChannel = scope.level() == Scope.Level.CHANNEL;
        return new Settings(
                Optional.of(Set.of(seller.warehouse)).filter(any -> random.nextInt(4) == 0),
                Optional.empty(),
                Optional.of(safetyStock()).filter(any -> random.nextBoolean()),
                Optional.of(division()).filter(any -> !ofChannel),
                Optional.of(random.nextInt(101)).filter(any -> random.nextInt(3) == 0),
                Optional.of(10 + random.nextInt(20)).filter(any -> random.nextInt(3) == 0),
                Optional.of(new ListWhen(1 + random.nextInt(5), 0)).filter(any -> random.nextInt(3) == 0),
                Optional.of(random.nextInt(6) == 0),
                Optional.empty());
    }

    private SafetyStock safetyStock() {
        SafetyStock.Kind[] kinds = SafetyStock.Kind.values();
        return kinds[random.nextInt(kinds.length)].of(1 + random.nextInt(9));
    }

    private Division division() {
        return switch (random.nextInt(4)) {
            case 0 -> new Division.ByWeight();
            case 1 -> new Division.ByVelocity();
            case 2 -> new Division.Dedicated(Map.of(seller.market, random.nextInt(20)));
            default -> new Division.LastUnits(1 + random.nextInt(20), seller.bazaar);
        };
    }
}
