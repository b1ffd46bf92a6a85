package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.book.UnitCost;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Stock;
import penstock.core.masterdata.ImportReport.RowReport;
import penstock.core.port.SheetFiles.SheetRow;
import penstock.core.store.Database;

/**
 * What was there when Penstock began, and what it cost. Each row is a stock move under an id made of its key, so that a
 * file may be sent again; it goes through the engine like every other change of stock.
 */
final class OpeningStockTable implements SheetTable {

    /** An id that no caller can make: theirs hold no colon. */
    private static final String OPENING = "opening:";

    /** Moves that wait for the engine at a time; it serves orders beside them. */
    private static final int AT_ONCE = 200;

    private static final List<Column> COLUMNS = List.of(
            required("sku", "The SKU's code."),
            required("location", "The location's code."),
            required("quantity", "Sound units that are there, with the SKU's decimals."),
            optional("unit_cost", "What one unit (of the SKU's unit, such as a kilogram) cost; empty if nobody knows."),
            optional("currency", "Of the cost; the seller's if empty."),
            optional("entry", "Tells entries of one SKU and location apart that cost differently; 1 if empty."));

    private final Database database;
    private final Sellers sellers;
    private final Locations locations;
    private final Stock stock;
    private final Engine engine;

    OpeningStockTable(Database database, Sellers sellers, Locations locations, Stock stock, Engine engine) {
        this.database = database;
        this.sellers = sellers;
        this.locations = locations;
        this.stock = stock;
        this.engine = engine;
    }

    @Override
    public String name() {
        return "opening-stock";
    }

    @Override
    public String meaning() {
        return "Units of a SKU that were at a location when Penstock began. A row that came before changes nothing; one with"
                + " the same key and other content is refused.";
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    private record Move(Cells row, MoveStock command) {}

    @Override
    public List<RowReport> apply(long sellerId, Map<String, Integer> places, List<SheetRow> rows, boolean dryRun) {
        List<Cells> cells = rows.stream()
                .map(row -> new Cells(row.line(), places, row.cells()))
                .toList();
        List<Move> moves = moves(sellerId, cells);
        Map<String, Outcome> outcomes = new HashMap<>();
        for (int from = 0; from < moves.size(); from += AT_ONCE) {
            List<Move> some = moves.subList(from, Math.min(moves.size(), from + AT_ONCE));
            outcomes.putAll(dryRun ? foresee(sellerId, some) : carryOut(sellerId, some));
        }
        return cells.stream()
                .map(row -> new RowReport(
                        row.line(),
                        row.faults().isEmpty() ? outcomes.getOrDefault(id(row), Outcome.REJECTED) : Outcome.REJECTED,
                        row.faults()))
                .toList();
    }

    private List<Move> moves(long sellerId, List<Cells> cells) {
        Quantities quantities = database.transact(sellerId, transaction -> Quantities.read(transaction, cells, "sku"));
        Map<String, Locations.Location> byCode = new HashMap<>();
        locations.list(sellerId).forEach(location -> byCode.put(location.code(), location));
        String currency = sellers.find(sellerId).orElseThrow().currency();
        Map<String, Cells> seen = new HashMap<>();
        List<Move> moves = new ArrayList<>();
        for (Cells row : cells) {
            Cells twin = seen.putIfAbsent(id(row), row);
            if (twin != null) {
                row.note(new InvalidField(
                        "entry",
                        row.text("entry"),
                        Reason.DUPLICATE_ROW,
                        "is that of line " + twin.line() + ": number the entries of one SKU and location"));
            }
            read(row, quantities, byCode, currency).ifPresent(command -> moves.add(new Move(row, command)));
        }
        return moves;
    }

    /** Entries are told apart by what no code holds. */
    private static String id(Cells row) {
        String entry = row.text("entry");
        return OPENING + row.text("location") + "/" + row.text("sku") + "/" + (entry.isEmpty() ? "1" : entry);
    }

    private static Optional<MoveStock> read(
            Cells row, Quantities quantities, Map<String, Locations.Location> byCode, String sellersCurrency) {
        Optional<Integer> units = quantities.read(row, "sku", "quantity");
        Optional<Sku> sku = quantities.find(row.text("sku"));
        sku.filter(Sku::isKit)
                .ifPresent(kit -> row.note(new InvalidField(
                        "sku",
                        kit.code(),
                        Reason.KIT_NOT_POSSIBLE,
                        "is a kit, which has no stock; enter its components")));
        Optional<Locations.Location> location = Optional.ofNullable(byCode.get(row.require("location")));
        if (location.isEmpty()) {
            row.note(new InvalidField(
                    "location",
                    row.text("location"),
                    Reason.UNKNOWN_LOCATION,
                    "is no location of ours; create it first"));
        }
        String entry = row.take("entry", "1", "1", text -> Fit.code("entry", text));
        Optional<UnitCost> cost = cost(row, sellersCurrency);
        return row.make(() -> new MoveStock(
                OPENING + row.text("location") + "/" + row.text("sku") + "/" + entry,
                MoveStock.Kind.RECEIVE,
                new StockKey(sku.orElseThrow().skuId(), location.orElseThrow().locationId()),
                Fit.within("quantity", units.orElseThrow(), 1, Fit.MAX_UNITS),
                cost));
    }

    private static Optional<UnitCost> cost(Cells row, String sellersCurrency) {
        Optional<Currency> currency = row.take(
                "currency",
                Optional.of(Currency.getInstance(sellersCurrency)),
                Optional.of(Currency.getInstance(sellersCurrency)),
                text -> Optional.of(Money.currency(text)));
        return row.find(
                "unit_cost",
                Optional.empty(),
                text -> new UnitCost(
                        Money.minorUnits(text, currency.orElseThrow()),
                        currency.orElseThrow().getCurrencyCode()));
    }

    private Map<String, Outcome> foresee(long sellerId, List<Move> moves) {
        Map<String, byte[]> before = stock.contentOfMoves(
                sellerId, moves.stream().map(move -> move.command().callerId()).toList());
        return judged(moves, (move, callerId) -> {
            byte[] content = before.get(callerId);
            if (content == null) {
                return Verdict.CREATED;
            }
            return java.util.Arrays.equals(content, move.command().contentHash())
                    ? Verdict.EXISTS
                    : Verdict.EXISTS_WITH_DIFFERENT_CONTENT;
        });
    }

    private Map<String, Outcome> carryOut(long sellerId, List<Move> moves) {
        Map<String, CompletableFuture<Reply>> replies = new HashMap<>();
        moves.forEach(move -> replies.put(move.command().callerId(), engine.submit(sellerId, move.command())));
        return judged(
                moves,
                (move, callerId) ->
                        Objects.requireNonNull(replies.get(callerId)).join().verdict());
    }

    private static Map<String, Outcome> judged(List<Move> moves, BiFunction<Move, String, Verdict> verdict) {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (Move move : moves) {
            String callerId = move.command().callerId();
            outcomes.put(
                    callerId,
                    switch (verdict.apply(move, callerId)) {
                        case CREATED -> Outcome.CREATED;
                        case EXISTS -> Outcome.UNCHANGED;
                        default -> {
                            move.row()
                                    .note(new InvalidField(
                                            "quantity",
                                            move.row().text("quantity"),
                                            Reason.EXISTS_WITH_DIFFERENT_CONTENT,
                                            "or its cost differs from what was entered before under this key; report a"
                                                    + " stock move, or number another entry"));
                            yield Outcome.REJECTED;
                        }
                    });
        }
        return outcomes;
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        long after = 0;
        List<Stock.Opening> page;
        do {
            page = stock.openings(sellerId, OPENING, after, MasterData.PAGE);
            for (Stock.Opening opening : page) {
                row.accept(List.of(
                        opening.sku(),
                        opening.location(),
                        Numbers.quantityText(opening.quantity(), opening.decimals()),
                        opening.cost().map(Money::text).orElse(""),
                        opening.cost().map(UnitCost::currency).orElse(""),
                        opening.callerId().substring(opening.callerId().lastIndexOf('/') + 1)));
                after = opening.moveId();
            }
        } while (page.size() == MasterData.PAGE);
    }
}
