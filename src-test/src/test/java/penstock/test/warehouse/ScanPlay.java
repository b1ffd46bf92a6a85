package penstock.test.warehouse;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.catalogue.Identifier;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Size;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.purchasing.Receiving;
import penstock.core.scanning.ClosingSessions;
import penstock.core.scanning.Scan;
import penstock.core.scanning.ScanSession.Against;
import penstock.core.scanning.ScanSession.Document;
import penstock.core.scanning.ScanSession.Opening;
import penstock.core.scanning.Scanning;
import penstock.core.scanning.SessionView;
import penstock.core.scanning.Sessions;
import penstock.core.scanning.Task;
import penstock.core.shelf.PhysicalState;
import penstock.core.transfer.Arriving;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.Valuing;

/**
 * A scanner in the storehouse. It plays a script, a row an act: {@code open MOVE WH}, {@code scan WH-A1}, {@code scan MUG x 3},
 * {@code undo}, {@code close}; what came of it is the result and what may be scanned next.
 */
final class ScanPlay {

    static final String MUG = "04012345678901";
    static final String CASE = "14012345678908";
    static final String HONEY = "04012345678918";
    static final String CAMERA = "04012345678925";

    private final Storehouse house;
    final Sessions sessions;
    final Scanning scanning;
    final ClosingSessions closing;
    private int opened;
    private int scanned;

    ScanPlay(Storehouse house) {
        this.house = house;
        this.sessions = new Sessions(house.database, house.clock, house.ids);
        this.scanning = new Scanning(house.database, house.engine, house.clock);
        Valuing valuing = new Valuing(house.database);
        CostDocuments documents = new CostDocuments(house.database, house.clock, valuing);
        this.closing = new ClosingSessions(
                house.database,
                house.clock,
                new Receiving(house.engine, new ReceiptCosts(house.database, documents, valuing, house.clock)),
                new Arriving(house.engine),
                house.countedLines);
    }

    /** Every article has a GTIN, and a case of six mugs another; honey has lots. */
    void printBarcodes() {
        new Packs(house.database).put(house.sellerId, new Packs.Packed("MUG", new Packs.Pack("CASE", 6, Size.UNKNOWN)));
        identify("MUG", MUG, "");
        identify("MUG", CASE, "CASE");
        identify("HONEY", HONEY, "");
        identify("CAMERA", CAMERA, "");
        house.lot("HONEY", "L1", "2027-01-01");
        house.lot("HONEY", "L2", "2027-02-01");
        house.lot("HONEY", "OLD", "2026-02-01");
    }

    void identify(String sku, String gtin, String pack) {
        new Identifiers(house.database)
                .put(house.sellerId, new Identifiers.Identified(sku, Identifier.of(Identifier.Type.GTIN, gtin, pack)));
    }

    String play(String script) {
        return script.lines()
                .map(row -> row.split("->", -1)[0].strip().replaceAll(" +", " "))
                .map(act -> (act + " -> " + play(List.of(act.split(" ")))).strip())
                .collect(Collectors.joining("\n"));
    }

    private String play(List<String> words) {
        try {
            return switch (words.get(0)) {
                case "open" -> open(words);
                case "scan" -> told(scan(words));
                case "undo" ->
                    told(scanning.undo(
                            house.sellerId,
                            Actor.OPERATOR,
                            session(),
                            after(words, "id").orElseGet(() -> "u" + ++scanned)));
                case "close" ->
                    told(closing.close(house.sellerId, Actor.OPERATOR, session(), words.contains("complete")));
                default -> throw new IllegalArgumentException(words.get(0));
            };
        } catch (Refusal refusal) {
            return refusal.reason();
        } catch (InvalidField wrong) {
            return wrong.reason().name();
        }
    }

    /** The session that was opened last. */
    String session() {
        return "S" + opened;
    }

    private String open(List<String> words) {
        Optional<Against> against = words.size() > 4
                ? Optional.of(new Against(Document.valueOf(words.get(3)), words.get(4)))
                : Optional.empty();
        opened++;
        Opening opening = new Opening(session(), Task.valueOf(words.get(1)), words.get(2), against, "handheld 7");
        return sessions.open(house.sellerId, opening).verdict() + next(view());
    }

    SessionView view() {
        return sessions.find(house.sellerId, session()).orElseThrow();
    }

    Scanning.Answer scan(List<String> words) {
        return scanning.scan(
                house.sellerId,
                Actor.OPERATOR,
                session(),
                new Scan(
                        after(words, "id").orElseGet(() -> "s" + ++scanned),
                        words.get(1).replace('~', '\u001d'),
                        after(words, "x").map(Integer::parseInt).orElse(1),
                        words.contains("damaged"),
                        after(words, "state").map(PhysicalState::valueOf),
                        after(words, "reason")));
    }

    private static Optional<String> after(List<String> words, String word) {
        int at = words.indexOf(word);
        return at < 0 ? Optional.empty() : Optional.of(words.get(at + 1));
    }

    private static String told(Scanning.Answer answer) {
        return (answer.repeated() ? "again " : "")
                + (answer.scan().undone() ? "UNDONE" : answer.scan().found())
                + (answer.scan().suggestions().isEmpty()
                        ? ""
                        : " " + answer.scan().suggestions())
                + next(answer.session());
    }

    private static String told(SessionView view) {
        return view.session().state() + missing(view);
    }

    private static String next(SessionView view) {
        return " next "
                + view.next().stream().map(Enum::name).collect(Collectors.joining(" "))
                + (view.held() == 0 ? "" : " hand " + view.held());
    }

    /** {@code  missing 3 MUG, HONEY in A1}. */
    private static String missing(SessionView view) {
        return view.missing().isEmpty()
                ? ""
                : " missing "
                        + view.missing().stream()
                                .map(one ->
                                        one.units().map(units -> units + " ").orElse("")
                                                + one.sku()
                                                + (one.lot().isEmpty() ? "" : " " + one.lot())
                                                + (one.bin().isEmpty() ? "" : " in " + one.bin()))
                                .collect(Collectors.joining(", "));
    }
}
