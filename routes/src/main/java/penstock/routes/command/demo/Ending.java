package penstock.routes.command.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What the demo says when it is over: lines for people, or one JSON object. Pure. */
final class Ending {

    /** Wrong things told one by one. */
    private static final int TOLD = 20;

    private final DemoOptions options;
    private final Verdict verdict;
    private final Evidence evidence;
    private final Snapshot snapshot;
    private final Bound bound;
    private final Duration settling;
    private final List<String> troubles;

    /**
     * The most that can have been sold twice.
     *
     * @param window the longest lag measured
     */
    record Bound(Duration window, int units) {}

    Ending(
            DemoOptions options,
            Verdict verdict,
            Evidence evidence,
            Snapshot snapshot,
            Bound bound,
            Duration settling,
            List<String> troubles) {
        this.options = options;
        this.verdict = verdict;
        this.evidence = evidence;
        this.snapshot = snapshot;
        this.bound = bound;
        this.settling = settling;
        this.troubles = troubles;
    }

    // for people -----------------------------------------------------------------------------------------------------

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("orders      %d sold by channels, %s".formatted(verdict.ordersChecked(), ordersWord()));
        lines.add("at rest     after %s".formatted(seconds(settling)));
        lines.add("faults      %s".formatted(faults()));
        lines.add("invariants  %s".formatted(invariants()));
        lines.add("MCF         worked %d times faster than published, on top of the time factor"
                .formatted(ConnectSeller.MCF_SPEED));
        if (!verdict.tooLate().isEmpty()) {
            lines.add("too late    %d orders were cancelled there when their parcel had left: %s"
                    .formatted(verdict.tooLate().size(), String.join(", ", verdict.tooLate())));
        }
        shorts(lines);
        verdict.wrong().stream().limit(TOLD).forEach(what -> lines.add("WRONG       " + what));
        if (verdict.wrong().size() > TOLD) {
            lines.add("            and %d more".formatted(verdict.wrong().size() - TOLD));
        }
        troubles.forEach(trouble -> lines.add("trouble     " + trouble));
        lines.add("");
        lines.add("reserved beyond stock " + verdict.reservedBeyondStock());
        lines.add("sold twice inside the window " + verdict.soldTwice());
        return lines;
    }

    private String ordersWord() {
        return verdict.isFine() ? "each here exactly once, none besides" : "see below";
    }

    private String faults() {
        int all =
                snapshot.faults().values().stream().mapToInt(Integer::intValue).sum();
        return all == 0
                ? "none"
                : all + " injected: "
                        + snapshot.faults().entrySet().stream()
                                .map(fault ->
                                        fault.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + " "
                                                + fault.getValue())
                                .collect(Collectors.joining(", "));
    }

    private String invariants() {
        long broken = evidence.invariants().stream()
                .filter(invariant -> invariant.violations() > 0)
                .count();
        return "%d looked at, %s"
                .formatted(evidence.invariants().size(), broken == 0 ? "all hold" : broken + " broken");
    }

    private void shorts(List<String> lines) {
        if (options.shared()) {
            lines.add("bound       %d units: sold by a marketplace within %s (the longest lag measured, sale to shown)"
                    .formatted(bound.units(), seconds(bound.window())));
            lines.add("            after units of the same SKU were taken elsewhere, or there by an unread sale");
        }
        int lost = lostShort();
        if (lost > 0) {
            lines.add("lost        %d short units follow from stock that vanished outside (a feed said less)"
                    .formatted(lost));
        }
        for (Shorts.Short line : evidence.shorts()) {
            lines.add("short       %s: %d of %s, %s"
                    .formatted(Truth.tail(line.channelOrderId()), line.units(), line.sku(), fate(line)));
        }
    }

    private int lostShort() {
        return evidence.shorts().stream().mapToInt(Shorts.Short::units).sum() - verdict.soldTwice();
    }

    /** What became of a line that was short. */
    private String fate(Shorts.Short line) {
        return evidence.sighting().orders().stream()
                .filter(order -> order.orderId().equals(line.orderId()))
                .flatMap(order -> order.lines().stream())
                .filter(now -> now.lineNo() == line.lineNo())
                .findFirst()
                .map(now -> {
                    List<String> parts = new ArrayList<>();
                    add(parts, now.shipped(), "shipped");
                    add(parts, now.reserved(), "reserved");
                    add(parts, now.cancelled(), "cancelled");
                    add(parts, now.shortUnits(), "still short");
                    return "now " + String.join(", ", parts);
                })
                .orElse("its order is gone");
    }

    private static void add(List<String> parts, int units, String what) {
        if (units > 0) {
            parts.add(units + " " + what);
        }
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    // for programs ---------------------------------------------------------------------------------------------------

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("fine", verdict.isFine());
        json.put("sharing", options.shared() ? "POOL" : "PARTITIONED");
        json.put("timeFactor", options.timeFactor());
        json.put("seed", options.seed());
        json.put("orders", verdict.ordersChecked());
        json.put("settlingSeconds", settling.toMillis() / 1000.0);
        json.put("channels", snapshot.channels().stream().map(Ending::channel).toList());
        json.put("faults", snapshot.faults());
        json.put("mcf", snapshot.mcf());
        json.put("mcfSpeed", ConnectSeller.MCF_SPEED);
        json.put("cancelledTooLate", verdict.tooLate());
        json.put("parkedMessages", snapshot.parkedMessages());
        json.put("parkedLines", snapshot.parkedLines());
        json.put("feeds", snapshot.feeds());
        json.put("invariants", evidence.invariants());
        json.put("shorts", evidence.shorts());
        json.put("boundUnits", bound.units());
        json.put("windowMillis", bound.window().toMillis());
        json.put("wrong", verdict.wrong());
        json.put("troubles", troubles);
        json.put("reservedBeyondStock", verdict.reservedBeyondStock());
        json.put("soldTwiceInsideTheWindow", verdict.soldTwice());
        return json;
    }

    private static Map<String, Object> channel(Snapshot.Channel channel) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("name", channel.name());
        json.put("shown", channel.shown());
        json.put("believed", channel.believed());
        json.put("orders", channel.orders());
        json.put("units", channel.units());
        json.put("shipped", channel.shipped());
        json.put("parcelsTold", channel.told());
        json.put("turnedAway", channel.turnedAway());
        json.put("saleToCommitMillis", lag(channel.saleToCommit()));
        json.put("commitToShownMillis", lag(channel.commitToShown()));
        return json;
    }

    private static Map<String, Object> lag(Lags lags) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("p50", lags.median());
        json.put("p95", lags.percentile(95));
        json.put("p99", lags.p99());
        json.put("longest", lags.longest());
        json.put("measured", lags.count());
        return json;
    }
}
