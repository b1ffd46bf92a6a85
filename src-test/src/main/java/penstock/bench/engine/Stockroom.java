package penstock.bench.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is left where, for the baseline: kept in memory, so that no order of it reads a balance. Units are found by the rule of
 * the engine's sourcing, written down a second time: one place that has all, the best ranked; else the fewest that together have
 * all; else all; of those for each line one place that has it whole, else from several; of a kit only whole ones. Any thread.
 */
final class Stockroom {

    private final int[][] left; // by place and SKU

    Stockroom(Assortment assortment) {
        this.left = new int[assortment.locations()][assortment.skus()];
        for (int place = 0; place < left.length; place++) {
            for (int sku = 0; sku < assortment.skus(); sku++) {
                left[place][sku] = assortment.isAt(sku, place) ? assortment.stock() : 0;
            }
        }
    }

    /**
     * What an order wants of a SKU; the parts of a kit have their channel line in common.
     *
     * @param number from 1
     * @param channelLine from 1
     * @param listing the number that was sold under
     * @param packSize units in one of what was sold
     */
    record Wanted(int number, int channelLine, int listing, int sku, int units, int packSize) {}

    /** Units of a line that a place gave. */
    record Taken(Wanted line, int place, int units) {}

    /** Takes what an order can have. */
    synchronized List<Taken> take(List<Wanted> lines) {
        List<Taken> taken = new ArrayList<>();
        Map<Integer, Integer> bySku =
                lines.stream().collect(Collectors.groupingBy(Wanted::sku, Collectors.summingInt(Wanted::units)));
        List<Integer> all = IntStream.range(0, left.length).boxed().toList();
        OptionalInt whole = placeOfAll(bySku, all);
        if (whole.isPresent()) {
            lines.forEach(line -> take(line, whole.getAsInt(), line.units(), taken));
            return taken;
        }
        Map<Integer, List<Wanted>> sold = new LinkedHashMap<>();
        lines.forEach(line -> sold.computeIfAbsent(line.channelLine(), number -> new ArrayList<>())
                .add(line));
        List<Integer> places = fewest(bySku, all);
        sold.values().forEach(parts -> takeWhole(parts, places, taken));
        return taken;
    }

    /** The fewest places that together have everything, the first of them compared first; all if they have not. */
    private List<Integer> fewest(Map<Integer, Integer> bySku, List<Integer> all) {
        for (int size = 2; size < all.size(); size++) {
            Optional<List<Integer>> found = together(bySku, all, size, List.of());
            if (found.isPresent()) {
                return found.get();
            }
        }
        return all;
    }

    private Optional<List<Integer>> together(
            Map<Integer, Integer> bySku, List<Integer> rest, int size, List<Integer> chosen) {
        if (size == 0) {
            boolean enough = bySku.entrySet().stream().allMatch(sku -> at(sku.getKey(), chosen) >= sku.getValue());
            return enough ? Optional.of(chosen) : Optional.empty();
        }
        return IntStream.range(0, rest.size())
                .mapToObj(next -> {
                    List<Integer> more = new ArrayList<>(chosen);
                    more.add(rest.get(next));
                    return together(bySku, rest.subList(next + 1, rest.size()), size - 1, more);
                })
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Gives back what an order took that had been there before. */
    synchronized void giveBack(List<Taken> taken) {
        taken.forEach(units -> left[units.place()][units.line().sku()] += units.units());
    }

    private void takeWhole(List<Wanted> parts, List<Integer> places, List<Taken> taken) {
        int sold = parts.stream()
                .mapToInt(part -> Math.min(part.units(), at(part.sku(), places)) / part.packSize())
                .min()
                .orElse(0);
        Map<Wanted, Integer> needed = new LinkedHashMap<>();
        parts.forEach(part -> needed.put(part, sold * part.packSize()));
        OptionalInt whole = placeOfAll(
                needed.entrySet().stream()
                        .collect(Collectors.toMap(part -> part.getKey().sku(), Map.Entry::getValue)),
                places);
        needed.forEach((part, units) -> {
            OptionalInt place = whole.isPresent() ? whole : placeOfAll(Map.of(part.sku(), units), places);
            if (place.isPresent()) {
                take(part, place.getAsInt(), units, taken);
            } else {
                takeFromSeveral(part, units, places, taken);
            }
        });
    }

    private void takeFromSeveral(Wanted line, int units, List<Integer> places, List<Taken> taken) {
        int wanted = units;
        for (int place : places) {
            int here = Math.min(wanted, left[place][line.sku()]);
            take(line, place, here, taken);
            wanted -= here;
        }
    }

    private void take(Wanted line, int place, int units, List<Taken> taken) {
        if (units > 0) {
            left[place][line.sku()] -= units;
            taken.add(new Taken(line, place, units));
        }
    }

    private OptionalInt placeOfAll(Map<Integer, Integer> unitsBySku, List<Integer> places) {
        return places.stream()
                .mapToInt(place -> place)
                .filter(place ->
                        unitsBySku.entrySet().stream().allMatch(sku -> left[place][sku.getKey()] >= sku.getValue()))
                .findFirst();
    }

    private int at(int sku, List<Integer> places) {
        return places.stream().mapToInt(place -> left[place][sku]).sum();
    }
}
