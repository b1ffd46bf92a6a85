package penstock.routes.command.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The demo as lines of text that fit a terminal. Pure. */
final class Screen {

    /** Wider terminals keep their rest empty; lines are cut below 80. */
    static final int WIDEST = 100;

    /** Where the text of a named row begins. */
    private static final int INDENT = 14;

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
        lines.add(new Line(" " + moment.doing(), Style.FAINT));
        channels(snapshot, lines);
        lines.add(new Line("", Style.PLAIN));
        lags(snapshot, lines);
        lines.add(new Line("", Style.PLAIN));
        wrapped("stock", places(snapshot), Style.PLAIN, lines);
        wrapped("warehouse", counts(snapshot.warehouse(), "nothing to ship yet"), Style.PLAIN, lines);
        wrapped("Amazon MCF", counts(snapshot.mcf(), "nothing to ship yet"), Style.PLAIN, lines);
        wrapped("faults", counts(snapshot.faults(), "none yet"), Style.PLAIN, lines);
        wrapped("parked", parked(snapshot), Style.PLAIN, lines);
        shorts(snapshot, lines);
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
        String right = clock(moment.passed()) + " of " + clock(options.length());
        return left + " ".repeat(Math.max(2, width - 1 - left.length() - right.length())) + right;
    }

    private static void channels(Snapshot snapshot, List<Line> lines) {
        lines.add(new Line(
                " %-15s%6s%9s%7s%8s%6s%9s%8s%5s%5s"
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
            String text = " %-15s%6d%9d%7d%8d%6d%9d%8d%5d%5d"
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
                            channel.turnedAway());
            lines.add(new Line(text, Style.PLAIN));
        }
    }

    private static void lags(Snapshot snapshot, List<Line> lines) {
        lines.add(new Line(
                " %-15s%8s%8s%6s    %8s%8s%6s".formatted("lag in ms", "p50", "p99", "n", "p50", "p99", "n"),
                Style.HEADING));
        for (Snapshot.Channel channel : snapshot.channels()) {
            String text = " %-15s%s    %s"
                    .formatted(channel.name(), lag(channel.saleToCommit()), lag(channel.commitToShown()));
            lines.add(new Line(text, Style.PLAIN));
        }
    }

    private static String lag(Lags lags) {
        return lags.count() == 0
                ? "%8s%8s%6s".formatted("-", "-", "0")
                : "%8s%8s%6d".formatted(number(lags.median()), number(lags.p99()), lags.count());
    }

    private static String places(Snapshot snapshot) {
        return snapshot.places().stream()
                .map(place -> "%s %d free and %d reserved".formatted(place.code(), place.available(), place.reserved()))
                .collect(Collectors.joining(", "));
    }

    private static String parked(Snapshot snapshot) {
        return "%d messages, %d order lines; of the supplier %d feeds, %d rows applied, %d rejected"
                .formatted(
                        snapshot.parkedMessages(),
                        snapshot.parkedLines(),
                        snapshot.feeds().count(),
                        snapshot.feeds().rowsApplied(),
                        snapshot.feeds().rowsRejected());
    }

    private void shorts(Snapshot snapshot, List<Line> lines) {
        boolean none = snapshot.shortUnits() == 0;
        wrapped(
                "short",
                snapshot.shortUnits() + " units were ordered that were not there",
                none ? Style.PLAIN : Style.ALARM,
                lines);
    }

    private static String counts(Map<String, Integer> counts, String none) {
        return counts.isEmpty()
                ? none
                : counts.entrySet().stream()
                        .map(count ->
                                count.getKey().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + count.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** On as many lines as it takes, each ending where a part ends. */
    private void wrapped(String name, String text, Style style, List<Line> lines) {
        int room = width - INDENT;
        String label = name;
        String rest = text;
        while (rest.length() > room) {
            int end = rest.lastIndexOf(", ", room - 1);
            int next = end < 0 ? room : end + 2;
            lines.add(row(label, rest.substring(0, next).stripTrailing(), style));
            rest = rest.substring(next);
            label = "";
        }
        lines.add(row(label, rest, style));
    }

    private static Line row(String name, String text, Style style) {
        return new Line((" %-" + (INDENT - 1) + "s%s").formatted(name, text), style);
    }

    private static void footer(List<Line> lines) {
        lines.add(
                new Line(" Lags: left from the channel's sale to the commit (own site: hold to answer),", Style.FAINT));
        lines.add(new Line(
                " right from the commit to the number's taking effect there, its delay included.", Style.FAINT));
    }

    private String cut(String text) {
        return text.length() <= width ? text : text.substring(0, width);
    }

    /** One line for where nothing can be redrawn. */
    static String summary(Moment moment, Snapshot snapshot) {
        String channels = snapshot.channels().stream()
                .map(channel -> "%s %d orders, shows %d, p99 %s + %s ms"
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
