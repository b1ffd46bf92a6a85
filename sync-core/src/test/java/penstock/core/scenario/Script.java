package penstock.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import penstock.core.book.Command;
import penstock.core.scenario.Tables.BalanceRow;
import penstock.core.scenario.Tables.FulfilmentLineRow;
import penstock.core.scenario.Tables.FulfilmentRow;
import penstock.core.scenario.Tables.LineRow;
import penstock.core.scenario.Tables.OrderRow;
import penstock.core.scenario.Tables.ReservationRow;

/**
 * Plays a script: one sentence a line, then {@code ->}, the verdict, and facts about what is stored afterwards, separated
 * by {@code |}. A fact names its subject and some of its figures: {@code SKU-1 WH1: available 6 reserved 4},
 * {@code A7: phase CONFIRMED}, {@code A7/1: short 2}, {@code A7/1 WH2: open 4},
 * {@code A7/1.2: short 1} of a kit's second component, {@code A7@FBA: state SUBMITTED open 4};
 * without a subject it is about the stock that the sentence names.
 *
 * <p>Each fact is rendered again with what is true and the whole text compared, so that a failure shows the story with the
 * differing figures in it. After every line the invariants hold.
 */
public final class Script {

    private static final Pattern FIGURE = Pattern.compile("([a-z]+(?: [a-z]+)?) (-?[0-9]+|[A-Z][A-Z_]*|yes|no)\\b");

    private final World world;

    private Script(World world) {
        this.world = world;
    }

    /** Plays the script and compares. */
    public static void play(World world, String text) {
        Script script = new Script(world);
        StringBuilder told = new StringBuilder();
        for (String line : text.lines().toList()) {
            told.append(script.tell(line)).append('\n');
        }
        assertThat(told.toString()).isEqualTo(text.endsWith("\n") ? text : text + "\n");
    }

    /** Decides one sentence; the verdict's name, {@code DONE} for what happens around the ledger, or what was thrown. */
    public static String decide(World world, String sentence) {
        Optional<Command> command = Words.understand(world, sentence);
        return command.isEmpty()
                ? "DONE"
                : world.decide(List.of(command.get())).get(0).verdict().name();
    }

    private String tell(String line) {
        int arrow = line.indexOf("->");
        if (line.isBlank() || line.startsWith("#")) {
            return line;
        }
        String sentence = arrow < 0 ? line : line.substring(0, arrow);
        String verdict = verdict(sentence);
        Tables tables = world.tables();
        assertThat(Invariants.broken(tables)).as("after: %s", sentence.strip()).isEmpty();
        if (arrow < 0) {
            return verdict.equals("DONE") || verdict.equals("CREATED") || verdict.equals("CHANGED")
                    ? line
                    : line + " -> " + verdict;
        }
        String expected = line.substring(arrow + 2);
        Matcher first = Pattern.compile("\\s*(\\w+)").matcher(expected);
        if (!first.lookingAt()) {
            throw new IllegalArgumentException("no verdict in: " + line);
        }
        StringBuilder told = new StringBuilder(sentence).append("->");
        told.append(expected, 0, first.start(1)).append(verdict);
        List<String> facts = new ArrayList<>();
        for (String fact : expected.substring(first.end()).split("\\|")) {
            facts.add(fact.isBlank() ? fact : asItIs(tables, sentence, fact));
        }
        return told.append(String.join("|", facts)).toString();
    }

    private String verdict(String sentence) {
        try {
            return decide(world, sentence);
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }

    private String asItIs(Tables tables, String sentence, String fact) {
        int colon = fact.indexOf(": ");
        String subject = colon < 0 ? "" : fact.substring(0, colon).strip();
        Map<String, String> actual = figures(tables, sentence, subject);
        String claims = fact.substring(colon < 0 ? 0 : colon + 1);
        StringBuilder told = new StringBuilder(fact.substring(0, fact.length() - claims.length()));
        Matcher figure = FIGURE.matcher(claims);
        int done = 0;
        while (figure.find()) {
            String value = actual.get(figure.group(1));
            told.append(claims, done, figure.start(2)).append(value == null ? "(no such figure)" : value);
            done = figure.end();
        }
        if (done == 0) {
            throw new IllegalArgumentException("nothing is claimed by: " + fact);
        }
        return told.append(claims.substring(done)).toString();
    }

    private Map<String, String> figures(Tables tables, String sentence, String subject) {
        if (subject.isEmpty()) {
            String[] word = sentence.strip().split("\\s+");
            return stock(tables, word[2], word[3]);
        } else if (subject.contains("@")) {
            return Words.fulfilmentRow(world, tables, subject)
                    .map(row -> fulfilment(tables, row))
                    .orElse(Map.of("state", "NONE"));
        } else if (subject.contains("/")) {
            return line(tables, subject);
        } else if (subject.contains(" ")) {
            String[] word = subject.split(" ");
            return stock(tables, word[0], word[1]);
        }
        return Words.orderRow(tables, subject).map(row -> order(tables, row)).orElse(Map.of("phase", "NONE"));
    }

    private Map<String, String> stock(Tables tables, String sku, String location) {
        BalanceRow none = new BalanceRow(0, 0, 0, 0, 0, 0, 0, 0);
        BalanceRow row = tables.balances().stream()
                .filter(balance ->
                        balance.skuId() == world.sku(sku) && balance.locationId() == world.location(location))
                .findFirst()
                .orElse(none);
        return Map.of(
                "available", "" + row.available(),
                "reserved", "" + row.reserved(),
                "damaged", "" + row.damaged(),
                "incoming", "" + row.incoming(),
                "on hand", "" + row.onHand());
    }

    private Map<String, String> order(Tables tables, OrderRow row) {
        return Map.of(
                "phase",
                row.phase(),
                "revision",
                "" + row.revision(),
                "message",
                "" + row.inboxId(),
                "to",
                row.recipientMark().orElse("NOBODY"),
                "unread",
                "" + row.notUnderstood(),
                "release",
                world.isToBeReleased(row.orderId()) ? "yes" : "no",
                "fulfilments",
                ""
                        + tables.fulfilments().stream()
                                .filter(one -> one.orderId() == row.orderId())
                                .count(),
                "parcels",
                ""
                        + tables.parcels().stream()
                                .filter(one -> one.orderId() == row.orderId())
                                .count());
    }

    private Map<String, String> line(Tables tables, String subject) {
        String[] word = subject.split("[ /]");
        long order = Words.orderRow(tables, word[0]).map(OrderRow::orderId).orElse(0L);
        String[] part = word[1].split("\\.");
        Optional<LineRow> line = tables.lines().stream()
                .filter(row -> row.orderId() == order && row.channelLineId().equals(part[0]))
                .skip(part.length == 1 ? 0 : Integer.parseInt(part[1]) - 1)
                .findFirst();
        if (line.isEmpty()) {
            return Map.of();
        } else if (word.length == 3) {
            return reservations(tables, line.get(), world.location(word[2]));
        }
        LineRow row = line.get();
        Map<String, String> figures = new TreeMap<>();
        figures.put("ordered", "" + row.ordered());
        figures.put("reserved", "" + row.reserved());
        figures.put("shipped", "" + row.shipped());
        figures.put("backordered", "" + row.backordered());
        figures.put("cancelled", "" + row.cancelled());
        figures.put("elsewhere", "" + row.elsewhere());
        figures.put("short", "" + row.shortUnits());
        figures.put("wanted", "" + row.cancelWanted());
        figures.put("parked", row.mapped() ? "no" : row.parkedReason());
        return figures;
    }

    private static Map<String, String> reservations(Tables tables, LineRow line, long location) {
        List<ReservationRow> rows = tables.reservations().stream()
                .filter(row -> row.orderId() == line.orderId()
                        && row.lineNo() == line.lineNo()
                        && row.locationId() == location)
                .toList();
        return Map.of(
                "open", "" + rows.stream().mapToInt(ReservationRow::open).sum(),
                "posted", "" + rows.stream().mapToInt(ReservationRow::posted).sum(),
                "voided", "" + rows.stream().mapToInt(ReservationRow::voided).sum(),
                "state", rows.isEmpty() ? "NONE" : rows.get(rows.size() - 1).state());
    }

    private static Map<String, String> fulfilment(Tables tables, FulfilmentRow row) {
        List<FulfilmentLineRow> lines = tables.fulfilmentLines().stream()
                .filter(line -> line.fulfilmentId() == row.fulfilmentId())
                .toList();
        return Map.of(
                "state", row.state(),
                "lines", "" + lines.size(),
                "open", "" + lines.stream().mapToInt(FulfilmentLineRow::open).sum(),
                "shipped",
                        "" + lines.stream().mapToInt(FulfilmentLineRow::shipped).sum(),
                "cancelled",
                        ""
                                + lines.stream()
                                        .mapToInt(FulfilmentLineRow::cancelled)
                                        .sum(),
                "due", row.nextAttemptAt().isPresent() ? "yes" : "no");
    }
}
