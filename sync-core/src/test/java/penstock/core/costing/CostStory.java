package penstock.core.costing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.money.Price;

/**
 * Events of one SKU as sentences, and what became of it.
 *
 * <p>{@code buy 10 at 2.50}, {@code arrive 10} (without a cost), {@code price L1 25.00}, {@code landed L1 3.00},
 * {@code dearer L1 1.00}, {@code sell 4 of A7}, {@code back 1 of A7}, {@code send back 2 of L1}, {@code lose 1},
 * {@code find 1}, {@code realisable 1.20}, {@code standard 2.50}, {@code day 2026-02-01}, {@code close 2026-01-31}. Layers
 * are numbered from 1 as they are opened, orders are numbers after an A.
 */
final class CostStory {

    private final List<CostEvent> events = new ArrayList<>();
    private final List<Long> layers = new ArrayList<>();
    private final List<CostEntry> journal = new ArrayList<>();
    private LocalDate day = LocalDate.parse("2026-01-10");
    private long position;
    private long documentNo;

    static CostStory of(String sentences) {
        CostStory story = new CostStory();
        sentences.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(story::add);
        return story;
    }

    List<CostEvent> events() {
        return events;
    }

    List<CostEntry> journal() {
        return journal;
    }

    SkuCosts by(CostMethod method) {
        journal.clear();
        return SkuFold.by(method, events.stream(), journal::add);
    }

    /** Units and value in stock, and the accounts that something was charged to, in their order. */
    String told(CostMethod method) {
        SkuTotals totals = by(method).totals();
        String charged = Stream.of(CostAccount.values())
                .filter(account -> account != CostAccount.STOCK)
                .filter(account -> sum(account) != 0)
                .map(account -> account.name().toLowerCase(Locale.ROOT) + " " + money(sum(account)))
                .collect(Collectors.joining(", "));
        return "%d units worth %s; %s".formatted(totals.units(), money(sum(CostAccount.STOCK)), charged);
    }

    /** What was booked by the last sentence. */
    String lastEntries() {
        Moment last = journal.get(journal.size() - 1).moment();
        return journal.stream()
                .filter(entry -> entry.moment().equals(last))
                .map(entry ->
                        "%s %s -> %s %s".formatted(entry.bookedOn(), entry.from(), entry.to(), money(entry.amount())))
                .collect(Collectors.joining("\n"));
    }

    long sum(CostAccount account) {
        return journal.stream().mapToLong(entry -> entry.on(account)).sum();
    }

    static String money(long minor) {
        return BigDecimal.valueOf(minor, 2).toPlainString();
    }

    private void add(String sentence) {
        String[] words = sentence.split(" +");
        switch (words[0]) {
            case "day" -> day = LocalDate.parse(words[1]);
            case "buy" -> {
                int units = Integer.parseInt(words[1]);
                receive(units, CostAccount.PURCHASES);
                price(position, units * minor(words[3]), CostAccount.PURCHASES);
            }
            case "arrive" -> receive(Integer.parseInt(words[1]), CostAccount.PURCHASES);
            case "find" -> receive(Integer.parseInt(words[1]), CostAccount.ADJUSTMENTS);
            case "price" -> price(layer(words[1]), minor(words[2]), CostAccount.PURCHASES);
            case "opening" -> price(layer(words[1]), minor(words[2]), CostAccount.OPENING_BALANCE);
            case "landed" ->
                events.add(new CostEvent.Corrected(
                        document(), layer(words[1]), minor(words[2]), CostAccount.LANDED_COSTS));
            case "dearer" ->
                events.add(
                        new CostEvent.Corrected(document(), layer(words[1]), minor(words[2]), CostAccount.PURCHASES));
            case "sell" ->
                issue(
                        Integer.parseInt(words[1]),
                        CostAccount.COST_OF_GOODS_SOLD,
                        words.length > 2 ? order(words[3]) : 0,
                        "");
            case "lose" -> issue(Integer.parseInt(words[1]), CostAccount.ADJUSTMENTS, 0, "");
            case "send" ->
                issue(
                        Integer.parseInt(words[2]),
                        CostAccount.PURCHASES,
                        0,
                        words.length > 3 ? "receipt " + layer(words[4]) : "");
            case "back" -> {
                Moment moment = posting();
                events.add(new CostEvent.Returned(
                        moment,
                        Integer.parseInt(words[1]),
                        CostAccount.COST_OF_GOODS_SOLD,
                        words.length > 2 ? order(words[3]) : 0,
                        "return " + position));
                layers.add(position);
            }
            case "realisable" -> events.add(new CostEvent.NetRealisable(document(), new Price(minor(words[1]), 1)));
            case "standard" -> events.add(new CostEvent.StandardSet(document(), new Price(minor(words[1]), 1)));
            case "close" -> events.add(new CostEvent.PeriodClosed(document(), LocalDate.parse(words[1])));
            default -> throw new IllegalArgumentException(sentence);
        }
    }

    private void receive(int units, CostAccount from) {
        Moment moment = posting();
        events.add(new CostEvent.Received(moment, units, from, "receipt " + position));
        layers.add(position);
    }

    private void price(long layer, long amount, CostAccount from) {
        events.add(new CostEvent.Priced(document(), layer, amount, from));
    }

    private void issue(int units, CostAccount to, long order, String cause) {
        events.add(new CostEvent.Issued(posting(), units, to, order, order == 0 ? 0 : 70, cause));
    }

    private Moment posting() {
        return new Moment(++position, 0, day);
    }

    private Moment document() {
        return new Moment(position, ++documentNo, day);
    }

    private long layer(String word) {
        return layers.get(Integer.parseInt(word.substring(1)) - 1);
    }

    private static long order(String word) {
        return Long.parseLong(word.substring(1));
    }

    static long minor(String amount) {
        return new BigDecimal(amount).movePointRight(2).longValueExact();
    }
}
