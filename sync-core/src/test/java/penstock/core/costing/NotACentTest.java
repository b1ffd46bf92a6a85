package penstock.core.costing;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** 100,000 movements by chance in every method; a failing run is repeated with {@code -Dpenstock.seed=…}. */
class NotACentTest {

    private static final int MOVEMENTS = 100_000;

    /** A SKU's layers are looked through after each of so many movements. */
    private static final int A_STORY = 400;

    @ParameterizedTest
    @EnumSource(CostMethod.class)
    void isLostOrMade(CostMethod method) {
        long seed = Long.getLong("penstock.seed", new Random().nextLong());
        System.out.println("-Dpenstock.seed=" + seed);
        for (int story = 0; story < MOVEMENTS / A_STORY; story++) {
            tell(method, seed + story);
        }
    }

    private static void tell(CostMethod method, long seed) {
        RandomCosts chance = new RandomCosts(seed);
        Map<CostAccount, Long> accounts = new EnumMap<>(CostAccount.class);
        long[] unitsOfJournal = new long[1];
        SkuCosts costs = SkuFold.by(method, Stream.of(), entry -> {
            accounts.merge(entry.from(), -entry.amount(), Math::addExact);
            accounts.merge(entry.to(), entry.amount(), Math::addExact);
            unitsOfJournal[0] += entry.unitsOfStock();
        });
        for (int i = 0; i < A_STORY; i++) {
            CostEvent event = chance.next();
            List<String> wrong = new ArrayList<>();
            try {
                costs.apply(event);
                same(wrong, "units of the journal", unitsOfJournal[0], chance.units());
                look(wrong, costs, chance, accounts);
            } catch (RuntimeException e) {
                wrong.add(e.toString());
            }
            if (!wrong.isEmpty()) {
                fail("%s, seed %d, movement %d, %s: %s", method, seed, i, event, wrong);
            }
        }
    }

    private static void look(List<String> wrong, SkuCosts costs, RandomCosts chance, Map<CostAccount, Long> accounts) {
        SkuTotals totals = costs.totals();
        long cost = 0;
        long left = 0;
        long layered = 0;
        for (Layer layer : costs.records().layers()) {
            cost += layer.cost();
            left += layer.remaining();
            layered += layer.value();
            long known = chance.goods().getOrDefault(layer.position(), layer.goods());
            same(wrong, "goods of layer " + layer.position(), layer.goods(), known);
            same(wrong, "a layer below zero", Math.min(0, Math.min(layer.cost(), layer.value())), 0);
            same(wrong, "worth of an empty layer", layer.remaining() == 0 ? layer.value() : 0, 0);
        }
        long gone = 0;
        for (Consumption consumption : costs.records().consumptions()) {
            gone += consumption.value();
            boolean back = consumption.outstanding() == 0;
            same(wrong, "cost of what came back", back ? consumption.value() + consumption.relief() : 0, 0);
            same(wrong, "a cost below zero", Math.min(0, Math.min(consumption.value(), consumption.relief())), 0);
        }
        same(wrong, "units", totals.units(), chance.units());
        same(wrong, "units of layers", left, chance.units());
        same(wrong, "cost of layers", totals.value() + gone + totals.variance(), cost);
        same(wrong, "worth of layers", layered, totals.method().valuesLayers() ? totals.value() : 0);
        if (totals.method() == CostMethod.STANDARD) {
            long worth =
                    totals.standard().map(price -> price.of(totals.units())).orElse(0L);
            same(wrong, "worth at standard", totals.value(), worth);
        }
        same(wrong, "worth of nothing", totals.units() == 0 ? totals.value() : 0, 0);
        same(wrong, "allowance beyond value", Math.max(0, totals.allowance() - totals.value()), 0);
        same(wrong, "STOCK", on(accounts, CostAccount.STOCK), totals.value());
        same(wrong, "STOCK_ALLOWANCE", -on(accounts, CostAccount.STOCK_ALLOWANCE), totals.allowance());
        same(wrong, "LANDED_COSTS", -on(accounts, CostAccount.LANDED_COSTS), chance.freight());
        long variance = on(accounts, CostAccount.COST_VARIANCE) + on(accounts, CostAccount.REVALUATION);
        same(wrong, "COST_VARIANCE", variance, totals.variance());
    }

    private static long on(Map<CostAccount, Long> accounts, CostAccount account) {
        return accounts.getOrDefault(account, 0L);
    }

    private static void same(List<String> wrong, String what, long found, long expected) {
        if (found != expected) {
            wrong.add("%s: %d instead of %d".formatted(what, found, expected));
        }
    }
}
