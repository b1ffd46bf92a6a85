package penstock.core.catalogue.bom;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.bom.Bom.Line;
import penstock.core.catalogue.bom.Bom.Role;

/** The active bills of materials of a seller, by what they make. Computes, and asks nobody. One thread. */
public final class BomGraph {

    /** Bills of materials below each other. */
    public static final int MAX_LEVELS = 50;

    private static final BigInteger WHOLE = BigInteger.valueOf(10_000);

    private final Map<String, Bom> boms = new HashMap<>();
    private final Map<String, Set<String>> users = new HashMap<>();
    private Map<String, Integer> levels = Map.of();
    private boolean levelled = true;

    /** The graph of bills that were accepted before. */
    public static BomGraph of(Collection<Bom> accepted) {
        BomGraph graph = new BomGraph();
        accepted.forEach(graph::add);
        return graph;
    }

    /** Adds a bill without {@link #fault}, in place of what made its SKU before. */
    public void add(Bom bom) {
        Bom before = boms.put(bom.sku(), bom);
        if (before != null) {
            before.lines()
                    .forEach(line ->
                            users.getOrDefault(line.component(), Set.of()).remove(bom.sku()));
        }
        bom.lines()
                .forEach(line -> users.computeIfAbsent(line.component(), any -> new LinkedHashSet<>())
                        .add(bom.sku()));
        levelled = false;
    }

    /**
     * Why a bill of materials cannot join the others, in place of what made its SKU before: it would need itself, or there
     * would be too many levels.
     */
    public Optional<InvalidField> fault(Bom bom) {
        Optional<List<String>> cycle = cycle(bom);
        if (cycle.isPresent()) {
            return Optional.of(new InvalidField(
                    "component",
                    cycle.get().get(1),
                    Reason.CYCLE,
                    "would need itself: " + String.join(" > ", cycle.get()) + "; take one of these steps out"));
        }
        int above = farthest(bom.sku(), sku -> users.getOrDefault(sku, Set.of()), new HashMap<>());
        Map<String, Integer> known = new HashMap<>();
        int below = 1
                + bom.lines().stream()
                        .mapToInt(line -> farthest(line.component(), this::components, known))
                        .max()
                        .orElse(0);
        return above + below <= MAX_LEVELS
                ? Optional.empty()
                : Optional.of(new InvalidField(
                        "component",
                        bom.sku(),
                        Reason.TOO_DEEP,
                        "makes " + (above + below) + " levels of bills of materials below each other; " + MAX_LEVELS
                                + " are taken"));
    }

    /** The shortest way from what is made back to itself, first and last the same. */
    private Optional<List<String>> cycle(Bom bom) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> next = new ArrayDeque<>();
        for (Line line : bom.lines()) {
            if (cameFrom.putIfAbsent(line.component(), bom.sku()) == null) {
                next.add(line.component());
            }
        }
        while (!next.isEmpty()) {
            String here = next.remove();
            if (here.equals(bom.sku())) {
                return Optional.of(path(cameFrom, here));
            }
            for (Line line : lines(here)) {
                if (cameFrom.putIfAbsent(line.component(), here) == null) {
                    next.add(line.component());
                }
            }
        }
        return Optional.empty();
    }

    private static List<String> path(Map<String, String> cameFrom, String sku) {
        List<String> path = new ArrayList<>(List.of(sku));
        String step = sku;
        do {
            step = cameFrom.getOrDefault(step, sku);
            path.add(0, step);
        } while (!step.equals(sku));
        return path;
    }

    private List<Line> lines(String sku) {
        Bom bom = boms.get(sku);
        return bom == null ? List.of() : bom.lines();
    }

    private Set<String> components(String sku) {
        Set<String> components = new LinkedHashSet<>();
        lines(sku).forEach(line -> components.add(line.component()));
        return components;
    }

    /** Steps to the farthest end; no more than {@link #MAX_LEVELS}, as every bill was accepted. */
    private static int farthest(String sku, Function<String, Set<String>> next, Map<String, Integer> known) {
        Integer seen = known.get(sku);
        if (seen != null) {
            return seen;
        }
        int steps = 0;
        for (String other : next.apply(sku)) {
            steps = Math.max(steps, 1 + farthest(other, next, known));
        }
        known.put(sku, steps);
        return steps;
    }

    /** How deep each SKU stands, at the deepest: 0 what nothing consumes, and never less than one more than its users. */
    public Map<String, Integer> levels() {
        if (!levelled) {
            levels = computeLevels();
            levelled = true;
        }
        return levels;
    }

    private Map<String, Integer> computeLevels() {
        Map<String, Integer> waiting = new HashMap<>();
        boms.keySet().forEach(sku -> components(sku).forEach(component -> waiting.merge(component, 1, Integer::sum)));
        Map<String, Integer> found = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>();
        boms.keySet().stream().filter(sku -> !waiting.containsKey(sku)).forEach(sku -> {
            found.put(sku, 0);
            ready.add(sku);
        });
        while (!ready.isEmpty()) {
            String sku = ready.remove();
            int below = found.getOrDefault(sku, 0) + 1;
            for (String component : components(sku)) {
                found.merge(component, below, Math::max);
                if (waiting.merge(component, -1, Integer::sum) == 0) {
                    ready.add(component);
                }
            }
        }
        return Map.copyOf(found);
    }

    /**
     * What is needed in all to make something.
     *
     * @param units in the SKU's own
     * @param level its low-level code
     * @param consumable whether all of it is used up, and none becomes part of anything
     * @param made whether there is a bill of materials for it
     */
    public record Requirement(String sku, int units, int level, boolean consumable, boolean made) {}

    /**
     * The gross requirement of so many units: everything that is needed to make them from nothing, by level. Whole units:
     * what all users of a component take together is rounded up once, then exploded further.
     *
     * @throws InvalidField if more would be needed than can be written down
     */
    public List<Requirement> explode(String sku, int units) {
        Map<String, Fraction> needed = new HashMap<>(Map.of(sku, Fraction.of(units)));
        Set<String> built = new HashSet<>();
        NavigableMap<Integer, Set<String>> waiting = new TreeMap<>(Map.of(level(sku), Set.of(sku)));
        List<Requirement> result = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Map.Entry<Integer, Set<String>> level = waiting.pollFirstEntry();
            for (String here : level.getValue()) {
                int whole = wholeUnits(here, needed.getOrDefault(here, Fraction.of(0)));
                if (!here.equals(sku)) {
                    result.add(new Requirement(
                            here, whole, level.getKey(), !built.contains(here), boms.containsKey(here)));
                }
                for (Line line : lines(here)) {
                    needed.merge(line.component(), share(batch(here), line, whole), Fraction::plus);
                    if (line.role() == Role.COMPONENT) {
                        built.add(line.component());
                    }
                    waiting.computeIfAbsent(level(line.component()), any -> new TreeSet<>())
                            .add(line.component());
                }
            }
        }
        return result.stream()
                .sorted(Comparator.comparingInt(Requirement::level).thenComparing(Requirement::sku))
                .toList();
    }

    private int level(String sku) {
        return levels().getOrDefault(sku, 0);
    }

    private int batch(String sku) {
        Bom bom = boms.get(sku);
        return bom == null ? 1 : bom.batch();
    }

    private static Fraction share(int batch, Line line, int units) {
        return new Fraction(
                BigInteger.valueOf(units)
                        .multiply(BigInteger.valueOf(line.units()))
                        .multiply(WHOLE.add(BigInteger.valueOf(line.scrapBasisPoints()))),
                BigInteger.valueOf(batch).multiply(WHOLE));
    }

    private static int wholeUnits(String sku, Fraction units) {
        BigInteger whole = units.roundedUp();
        if (whole.bitLength() > 31 || whole.intValueExact() > Fit.MAX_UNITS) {
            throw new InvalidField(
                    "quantity",
                    sku,
                    Reason.OUT_OF_RANGE,
                    "needs more than " + Fit.MAX_UNITS + " units of " + sku + "; ask for less");
        }
        return whole.intValueExact();
    }

    private record Fraction(BigInteger over, BigInteger under) {
        static Fraction of(int whole) {
            return new Fraction(BigInteger.valueOf(whole), BigInteger.ONE);
        }

        Fraction plus(Fraction other) {
            BigInteger sum = over.multiply(other.under).add(other.over.multiply(under));
            BigInteger common = under.multiply(other.under);
            BigInteger factor = sum.gcd(common);
            return new Fraction(sum.divide(factor), common.divide(factor));
        }

        BigInteger roundedUp() {
            return over.add(under).subtract(BigInteger.ONE).divide(under);
        }
    }

    /**
     * Something that a component goes into.
     *
     * @param steps 1 if its own bill of materials names the component
     */
    public record Use(String sku, int steps) {}

    /** Everything that a component goes into, directly or through others, the nearest first. */
    public List<Use> whereUsed(String component) {
        Map<String, Integer> steps = new LinkedHashMap<>();
        Deque<String> next = new ArrayDeque<>(List.of(component));
        while (!next.isEmpty()) {
            String here = next.remove();
            int distance = steps.getOrDefault(here, 0) + 1;
            for (String user : users.getOrDefault(here, Set.of())) {
                if (steps.putIfAbsent(user, distance) == null) {
                    next.add(user);
                }
            }
        }
        return steps.entrySet().stream()
                .map(use -> new Use(use.getKey(), use.getValue()))
                .sorted(Comparator.comparingInt(Use::steps).thenComparing(Use::sku))
                .toList();
    }
}
