package penstock.routes.command.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The demo as lines of text that fit a terminal. Pure. */
final class Screen {

    /** Narrower terminals get cut lines. */
    static final int LEAST_WIDTH = 80;

    private static final int WIDEST = 100;

    private final int width;
    private final int height;

    Screen(int columns, int rows) {
        this.width = Math.min(WIDEST, columns);
        this.height = rows;
    }

    /** How a line stands out. */
    enum Style {
        PLAIN,
        TITLE,
        HEADING,
        ALARM,
        FAINT
    }

    /** One line. */
    record Line(String text, Style style) {}

    /**
     * What the demo is doing.
     *
     * @param doing in a few words
     */
    record Moment(DemoOptions options, Duration passed, String doing) {}

    /** At most so many lines of at most so many columns as there are. */
    List<Line> of(Moment moment, Snapshot snapshot) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(title(moment), Style.TITLE));
        lines.add(new Line(" " + "-".repeat(width - 2), Style.FAINT));
        channels(snapshot, lines);
        lags(snapshot, lines);
        lines.add(new Line("", Style.PLAIN));
        lines.add(row("stock", places(snapshot)));
        lines.add(row("warehouse", counts(snapshot.warehouse(), "nothing to ship yet")));
        lines.add(row("Amazon MCF", counts(snapshot.mcf(), "nothing to ship yet")));
        wrapped("faults", counts(snapshot.faults(), "none yet"), lines);
        lines.add(row("parked", parked(snapshot)));
        lines.add(shorts(snapshot));
        footer(lines);
        return lines.stream()
                .limit(height)
                .map(line -> new Line(cut(line.text()), line.style()))
                .toList();
    }

    private String title(Moment moment) {
        DemoOptions options = moment.options();
        String left = " penstock demo  %s  time x%s  seed %d"
                .formatted(
                        options.shared() ? "shared pool" : "partitioned", number(options.timeFactor()), options.seed());
        String right = clock(moment.passed()) + " of " + clock(options.length()) + "  " + moment.doing();
        int gap = width - 1 - left.length() - right.length();
        return left + " ".repeat(Math.max(2, gap)) + right;
    }

    private static void channels(Snapshot snapshot, List<Line> lines) {
        lines.add(new Line(
                " %-16s%6s%9s%7s%8s%7s%9s%8s%5s%6s"
                        .formatted(
                                "channel",
                                "shown",
                                "believed",
                                "differ",
                                "orders",
                                "units",
                                "reserved",
                                "shipped",
                                "told",
                                "away"),
                Style.HEADING));
        for (Snapshot.Channel channel : snapshot.channels()) {
            lines.add(new Line(
                    " %-16s%6d%9d%7d%8d%7d%9d%8d%5d%6d"
                            .formatted(
                                    channel.name(),
                                    channel.shown(),
                                    channel.believed(),
                                    channel.differing(),
                                    channel.orders(),
                                    channel.units(),
                                    channel.reserved(),
                                    channel.shipped(),
                                    channel.told(),
                                    channel.turnedAway()),
                    Style.PLAIN));
        }
    }

    private static void lags(Snapshot snapshot, List<Line> lines) {
        lines.add(new Line("", Style.PLAIN));
        lines.add(new Line(
                " %-16s%8s%8s%6s   %8s%8s%6s".formatted("lag in ms", "sale to", "commit", "", "commit", "to shown", ""),
                Style.HEADING));
        lines.add(new Line(
                " %-16s%8s%8s%6s   %8s%8s%6s".formatted("", "p50", "p99", "n", "p50", "p99", "n"), Style.HEADING));
        for (Snapshot.Channel channel : snapshot.channels()) {
            lines.add(new Line(
                    " %-16s%s   %s"
                            .formatted(channel.name(), lag(channel.saleToCommit()), lag(channel.commitToShown())),
                    Style.PLAIN));
        }
        lines.add(new Line(
                " %-16s%s   own site's customers wait for these".formatted("hold answered", lag(snapshot.holds())),
                Style.PLAIN));
    }

    private static String lag(Lags lags) {
        return lags.count() == 0
                ? "%8s%8s%6s".formatted("-", "-", "0")
                : "%8s%8s%6d".formatted(number(lags.median()), number(lags.p99()), lags.count());
    }

    private static String places(Snapshot snapshot) {
        return snapshot.places().stream()
                .map(place -> "%s %d free, %d reserved".formatted(place.code(), place.available(), place.reserved()))
                .collect(Collectors.joining(" | "));
    }

    private static String parked(Snapshot snapshot) {
        return "%d messages, %d order lines | supplier: %d feeds, %d rows applied, %d rejected"
                .formatted(
                        snapshot.parkedMessages(),
                        snapshot.parkedLines(),
                        snapshot.feeds().count(),
                        snapshot.feeds().rowsApplied(),
                        snapshot.feeds().rowsRejected());
    }

    private static Line shorts(Snapshot snapshot) {
        Line line = row("short", snapshot.shortUnits() + " units were sold that were not there");
        return snapshot.shortUnits() == 0 ? line : new Line(line.text(), Style.ALARM);
    }

    private static String counts(Map<String, Integer> counts, String none) {
        return counts.isEmpty()
                ? none
                : counts.entrySet().stream()
                        .map(count ->
                                count.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    private static Line row(String name, String text) {
        return new Line(" %-16s%s".formatted(name, text), Style.PLAIN);
    }

    /** On two lines if it must be. */
    private void wrapped(String name, String text, List<Line> lines) {
        int room = width - 18;
        if (text.length() <= room) {
            lines.add(row(name, text));
            return;
        }
        int comma = text.lastIndexOf(", ", room);
        int end = comma < 0 ? room : comma + 2;
        lines.add(row(name, text.substring(0, end)));
        lines.add(row("", text.substring(end)));
    }

    private static void footer(List<Line> lines) {
        lines.add(new Line("", Style.PLAIN));
        for (String text : List.of(
                "sale: by the channel's record; commit: by the ledger; shown: when the number took effect",
                "there (Amazon's own delay included). Counted from the oldest posting since the",
                "listing was last right, so batches count as late as their first.")) {
            lines.add(new Line(" " + text, Style.FAINT));
        }
    }

    private String cut(String text) {
        return text.length() <= width ? text : text.substring(0, width);
    }

    /** One line for where nothing can be redrawn. */
    static String summary(Moment moment, Snapshot snapshot) {
        String channels = snapshot.channels().stream()
                .map(channel -> "%s %d orders, shows %d, p99 %s/%s ms"
                        .formatted(
                                channel.name(),
                                channel.orders(),
                                channel.shown(),
                                number(channel.saleToCommit().p99()),
                                number(channel.commitToShown().p99())))
                .collect(Collectors.joining(" | "));
        int faults =
                snapshot.faults().values().stream().mapToInt(Integer::intValue).sum();
        return "%s %s | %s | faults %d | short %d"
                .formatted(clock(moment.passed()), moment.doing(), channels, faults, snapshot.shortUnits());
    }

    static String clock(Duration time) {
        return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
    }

    private static String number(double value) {
        return value < 10 && value != Math.rint(value)
                ? String.format(Locale.ROOT, "%.1f", value)
                : Long.toString(Math.round(value));
    }
}
