package penstock.bench.harness;

import java.util.function.Consumer;

/** Tells whoever waits how far a run is. Any thread. */
public record Telling(Consumer<String> lines) {

    public static final Telling SILENT = new Telling(line -> {});

    public void tell(String when, String load, String contender, Measured measured) {
        lines.accept("%-9s %-30s %-38s %8.0f/s  p50 %7.1f ms  p99 %7.1f ms"
                .formatted(when, load, contender, measured.perSecond(), measured.p50Ms(), measured.p99Ms()));
    }

    public void tell(Report.CountedMix counted) {
        lines.accept("counted   %-55s %s: %d sent, %d distinct"
                .formatted(counted.mix(), counted.contender(), counted.sent(), counted.distinct()));
    }

    public void tell(String line) {
        lines.accept(line);
    }
}
