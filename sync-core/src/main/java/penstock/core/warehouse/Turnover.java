package penstock.core.warehouse;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast SKUs turn over. By units shipped, the SKUs that make up the first 80 % of all are class A, those up to 95 % class
 * B, the rest and what did not move class C: Dickie, "ABC Inventory Analysis Shoots for Dollars not Pennies", 1951, with
 * the shares that are usual today.
 */
public enum Turnover {
    A,
    B,
    C;

    private static final double SHARE_OF_A = 0.80;
    private static final double SHARE_OF_B = 0.95;

    /** The class of each SKU; whoever crosses a limit still belongs to the faster class. */
    public static Map<Long, Turnover> classify(Map<Long, Long> unitsBySku) {
        double all = unitsBySku.values().stream().mapToLong(units -> units).sum();
        List<Map.Entry<Long, Long>> fastestFirst = unitsBySku.entrySet().stream()
                .sorted(Map.Entry.<Long, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        Map<Long, Turnover> classes = new HashMap<>();
        long before = 0;
        for (Map.Entry<Long, Long> sku : fastestFirst) {
            classes.put(sku.getKey(), of(sku.getValue(), before / Math.max(1, all)));
            before += sku.getValue();
        }
        return classes;
    }

    private static Turnover of(long units, double shareBefore) {
        if (units <= 0 || shareBefore >= SHARE_OF_B) {
            return C;
        }
        return shareBefore < SHARE_OF_A ? A : B;
    }
}
