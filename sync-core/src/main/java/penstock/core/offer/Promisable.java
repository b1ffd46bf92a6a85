package penstock.core.offer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import penstock.core.offer.Holding.Held;

/**
 * What may be promised of a SKU, before it is known what of it is for a listing.
 *
 * @param stock units that are there, wherever they are: no rule makes more of them
 * @param units of these that may be promised
 */
public record Promisable(int stock, int units, List<Stage> stages) {

    /** Locations named in a stage's words. */
    private static final int MAX_NAMED = 5;

    public Promisable {
        stages = List.copyOf(stages);
    }

    /** A component of a kit, and how many of it one kit takes. */
    public record Component(String sku, Promisable promisable, int perKit) {
        int kits() {
            return promisable.units() / perKit;
        }
    }

    /**
     * Of a SKU that lies somewhere.
     *
     * @param claimed units of it that are there for those who wait for them and had no turn yet
     */
    public static Promisable of(List<Stock> stock, int claimed, Holding settings, Demand demand) {
        List<Stage> stages = new ArrayList<>();
        Optional<Held<Set<Long>>> locations = settings.locations();
        List<Stock> allowed = stock.stream()
                .filter(one -> locations.isEmpty() || locations.get().value().contains(one.locationId()))
                .toList();
        int available = sum(allowed.stream().map(Stock::available).toList());
        stages.add(new Stage(
                Stage.Kind.AVAILABLE,
                available,
                available + " available" + where(allowed),
                locations.map(Held::by).orElse("")));
        int sound = settings.decay()
                .map(decay -> decayed(allowed, available, decay, stages))
                .orElse(available);
        int left = Math.max(0, sound - claimed);
        if (claimed > 0) {
            stages.add(new Stage(Stage.Kind.CLAIMED, left, "- " + claimed + " for those who wait for them", ""));
        }
        return new Promisable(
                Math.max(0, sum(stock.stream().map(Stock::available).toList()) - claimed),
                settings.safetyStock()
                        .map(safety -> held(left, safety, demand, stages))
                        .orElse(left),
                stages);
    }

    /** Nothing of it, for a reason. */
    public Promisable none(String words) {
        List<Stage> more = new ArrayList<>(stages);
        more.add(new Stage(Stage.Kind.COMPONENTS, 0, words, ""));
        return new Promisable(stock, 0, more);
    }

    /**
     * Of a kit: as many as the scarcest component gives, of which the stages are told; less what is held back of the kit itself.
     *
     * @param components one at least, each after its own stages
     */
    public static Promisable ofKit(List<Component> components, Holding settings, Demand demand) {
        Component scarcest = components.get(0);
        for (Component component : components) {
            scarcest = component.kits() < scarcest.kits() ? component : scarcest;
        }
        List<Stage> stages = new ArrayList<>(scarcest.promisable().stages());
        stages.add(new Stage(
                Stage.Kind.COMPONENTS,
                scarcest.kits(),
                "in kits of " + scarcest.perKit() + " " + scarcest.sku()
                        + (components.size() == 1 ? "" : ", the scarcest of " + components.size()),
                ""));
        int kits = scarcest.kits();
        return new Promisable(
                kits,
                settings.ownSafetyStock()
                        .map(safety -> held(kits, safety, demand, stages))
                        .orElse(kits),
                stages);
    }

    private static int decayed(List<Stock> allowed, int available, Held<Decay> decay, List<Stage> stages) {
        List<Integer> units = new ArrayList<>();
        List<String> words = new ArrayList<>();
        for (Stock one : allowed) {
            Optional<Duration> age = one.age().filter(any -> one.available() > 0);
            int worth =
                    age.map(told -> decay.value().units(one.available(), told)).orElse(one.available());
            units.add(worth);
            if (worth < one.available()) {
                Duration told = age.orElseThrow();
                words.add(String.format(
                        Locale.ROOT,
                        "%s told %s ago, x %.2f",
                        one.location(),
                        hours(told),
                        decay.value().factor(told)));
            }
        }
        int left = sum(units);
        if (left < available) {
            stages.add(
                    new Stage(Stage.Kind.DECAY, left, "- " + (available - left) + " aged" + named(words), decay.by()));
        }
        return left;
    }

    private static int held(int units, Held<SafetyStock> safety, Demand demand, List<Stage> stages) {
        int held = safety.value().units(units, demand);
        String how = safety.value().words(demand);
        if (held > 0 || !how.isEmpty()) {
            String words = "- " + held + " safety stock" + (how.isEmpty() ? "" : " (" + how + ")");
            stages.add(new Stage(Stage.Kind.SAFETY_STOCK, Math.max(0, units - held), words, safety.by()));
        }
        return Math.max(0, units - held);
    }

    private static String where(List<Stock> stock) {
        List<String> words = stock.stream()
                .filter(one -> one.available() > 0)
                .map(one -> one.location() + " " + one.available())
                .toList();
        return words.size() < 2 ? "" : named(words);
    }

    private static String named(List<String> words) {
        int more = words.size() - MAX_NAMED;
        return " (" + String.join(", ", words.subList(0, Math.min(MAX_NAMED, words.size())))
                + (more > 0 ? " and " + more + " more" : "") + ")";
    }

    private static String hours(Duration age) {
        return age.toHours() > 0 ? age.toHours() + " h" : age.toMinutes() + " min";
    }

    /** None below zero; the greatest {@code int} is that many or more. */
    private static int sum(List<Integer> units) {
        long sum = units.stream().mapToLong(one -> Math.max(0, one)).sum();
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }
}
