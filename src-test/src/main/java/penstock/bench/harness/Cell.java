package penstock.bench.harness;

import java.util.List;
import java.util.function.Function;

/** A contender under a load, medians of the repeats. */
public record Cell(String contender, String load, double perSecond, double p50Ms, double p99Ms) {

    public static Cell medians(String contender, String load, List<Measured> all) {
        return new Cell(
                contender,
                load,
                median(all, Measured::perSecond),
                median(all, Measured::p50Ms),
                median(all, Measured::p99Ms));
    }

    private static double median(List<Measured> all, Function<Measured, Double> figure) {
        return Spread.of(all.stream().map(figure).toList()).median();
    }
}
