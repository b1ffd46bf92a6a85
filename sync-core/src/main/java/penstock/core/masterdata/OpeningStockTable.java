package penstock.core.masterdata;

import static penstock.core.masterdata.Column.optional;
import static penstock.core.masterdata.Column.required;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import penstock.core.book.Account;
import penstock.core.book.Book;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.ledger.Stock;
import penstock.core.masterdata.ImportReport.RowReport;
import penstock.core.money.Money;
import penstock.core.port.SheetFiles.SheetRow;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Spot;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Named;
import penstock.core.warehouse.Naming;

/**
 * What was there when Penstock began, and what it cost. Each row is a stock move under an id made of its key, so that a
 * file may be sent again; it goes through the engine like every other change of stock. What it cost is a cost document.
 */
final class OpeningStockTable implements SheetTable {

    /** An id that no caller can make: theirs hold no colon. */
    private static final String OPENING = "opening:";

    /** Moves that are decided together; orders wait for so many at most. */
    private static final int AT_ONCE = 200;

    private static final List<Column> COLUMNS = List.of(
            required("sku", "The SKU's code."),
            required("location", "The location's code."),
            required("quantity", "Sound units that are there, with the SKU's decimals."),
            optional("unit_cost", "What one unit (of the SKU's unit, such as a kilogram) cost; empty if nobody knows."),
            optional("currency", "Of the cost; the seller's if empty."),
            optional("entry", "Tells entries of one SKU and location apart that cost differently; 1 if empty."),
            optional("lot", "The lot of what is tracked by lot or serial; of no known lot if empty."),
            optional("expires_on", "The last day of a lot that is new; as it is known if empty."),
            optional("serials", "Required of what is tracked by serial: the pieces, with semicolons between them."));

    private final Database database;
    private final Sellers sellers;
    private final Locations locations;
    private final Stock stock;
    private final Engine engine;
    private final OpeningCosts costs;

    OpeningStockTable(
            Database database, Sellers sellers, Locations locations, Stock stock, Engine engine, OpeningCosts costs) {
        this.database = database;
        this.sellers = sellers;
        this.locations = locations;
        this.stock = stock;
        this.engine = engine;
        this.costs = costs;
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

    private record Move(
            Cells row, String callerId, Sku sku, long locationId, int units, Named named, Optional<Money> cost) {

        /** @param placed where and of which lot they are, as it was found */
        MoveStock command(Placed placed) {
            OptionalLong lotId = placed.lotId().isPresent() ? placed.lotId() : OptionalLong.of(Spot.NO_LOT);
            Placed there = new Placed(
                    OptionalLong.empty(), lotId, OptionalLong.empty(), OptionalLong.empty(), named.serialNos());
            return new MoveStock(
                    callerId, MoveStock.Kind.RECEIVE, new StockKey(sku.skuId(), locationId), units, there, "");
        }
    }

    /** What it would have come to. */
    private static final class TakenBack extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Map<String, Reply> replies;

        TakenBack(Map<String, Reply> replies) {
            super("", null, false, false);
            this.replies = replies;
        }
    }

    @Override
    public List<RowReport> apply(long sellerId, Map<String, Integer> places, List<SheetRow> rows, boolean dryRun) {
        List<Cells> cells = rows.stream()
                .map(row -> new Cells(row.line(), places, row.cells()))
                .toList();
        List<Move> moves = moves(sellerId, cells);
        Map<String, Outcome> outcomes = new HashMap<>();
        for (int from = 0; from < moves.size(); from += AT_ONCE) {
            List<Move> some = moves.subList(from, Math.min(moves.size(), from + AT_ONCE));
            Map<String, Reply> replies = decide(sellerId, some, dryRun);
            outcomes.putAll(judged(some, replies));
            costs.judge(sellerId, stated(some, replies), dryRun)
                    .forEach((callerId, outcome) -> outcomes.merge(callerId, outcome, OpeningStockTable::together));
        }
        return cells.stream()
                .map(row -> new RowReport(
                        row.line(),
                        row.faults().isEmpty() ? outcomes.getOrDefault(id(row), Outcome.REJECTED) : Outcome.REJECTED,
                        row.faults()))
                .toList();
    }

    /** Units that are new are created whatever is said of their cost. */
    private static Outcome together(Outcome units, Outcome cost) {
        return units == Outcome.CREATED && cost != Outcome.REJECTED ? units : cost;
    }

    private static List<OpeningCosts.Stated> stated(List<Move> moves, Map<String, Reply> replies) {
        return moves.stream()
                .filter(move -> move.cost().isPresent() && move.row().faults().isEmpty())
                .map(move -> new OpeningCosts.Stated(
                        move.row(),
                        move.callerId(),
                        Objects.requireNonNull(replies.get(move.callerId())).id(),
                        move.cost().get()))
                .toList();
    }

    private List<Move> moves(long sellerId, List<Cells> cells) {
        Quantities quantities = database.transact(sellerId, transaction -> Quantities.read(transaction, cells, "sku"));
        OpeningUnits unitsOf =
                database.transact(sellerId, transaction -> OpeningUnits.read(transaction, cells, quantities));
        Map<String, Locations.Location> byCode = new HashMap<>();
        locations.list(sellerId).forEach(location -> byCode.put(location.code(), location));
        Currency currency = Money.currency(sellers.find(sellerId).orElseThrow().currency());
        OpeningCosts.Bookable bookable = costs.new Bookable(sellerId);
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
            Optional<Integer> units = quantities.read(row, "sku", "quantity");
            Optional<Sku> sku = quantities.find(row.text("sku"));
            Optional<Money> cost = cost(row, units, sku, currency);
            cost.flatMap(total -> bookable.fault(total.currency())).ifPresent(row::note);
            Optional<Locations.Location> location = location(row, sku, byCode, cost.isPresent());
            Named named = unitsOf.of(row, sku, location);
            String entry = row.take("entry", "1", "1", text -> Fit.code("entry", text));
            row.make(() -> new Move(
                            row,
                            OPENING + row.text("location") + "/" + row.text("sku") + "/" + entry,
                            sku.orElseThrow(),
                            location.orElseThrow().locationId(),
                            Fit.within("quantity", units.orElseThrow(), 1, Fit.MAX_UNITS),
                            named,
                            cost))
                    .ifPresent(moves::add);
        }
        return moves;
    }

    /** Entries are told apart by what no code holds. */
    private static String id(Cells row) {
        String entry = row.text("entry");
        return OPENING + row.text("location") + "/" + row.text("sku") + "/" + (entry.isEmpty() ? "1" : entry);
    }

    private static Optional<Locations.Location> location(
            Cells row, Optional<Sku> sku, Map<String, Locations.Location> byCode, boolean costs) {
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
        location.filter(there -> costs && there.kind() == Locations.Kind.SUPPLIER)
                .ifPresent(there -> row.note(new InvalidField(
                        "unitCost",
                        row.text("unit_cost"),
                        Reason.CONTRADICTION,
                        "is of units that a supplier owns, which are not valued; leave it empty")));
        return location;
    }

    /** What a row's units cost in all. */
    private static Optional<Money> cost(
            Cells row, Optional<Integer> units, Optional<Sku> sku, Currency sellersCurrency) {
        Currency currency = row.take("currency", sellersCurrency, sellersCurrency, UnitCosts::currency);
        Optional<BigDecimal> ofOne =
                row.find("unit_cost", Optional.empty(), text -> UnitCosts.minorUnits(text, currency));
        return ofOne.isEmpty()
                ? Optional.empty()
                : row.make(() -> UnitCosts.total(
                        ofOne.get(),
                        currency,
                        units.orElseThrow(),
                        sku.orElseThrow().profile().decimals()));
    }

    /**
     * Decides them together; a dry run takes it back. So that what is refused leaves no lot behind it is taken back as well if any
     * is, and the others are decided again.
     */
    private Map<String, Reply> decide(long sellerId, List<Move> moves, boolean dryRun) {
        try {
            return engine.together(sellerId, (transaction, book) -> {
                Map<String, Reply> replies = decide(transaction, book, moves);
                if (dryRun || !replies.values().stream().allMatch(OpeningStockTable::holds)) {
                    throw new TakenBack(replies);
                }
                return replies;
            });
        } catch (TakenBack taken) {
            Map<String, Reply> replies = new HashMap<>(taken.replies);
            List<Move> others = moves.stream()
                    .filter(move -> holds(Objects.requireNonNull(replies.get(move.callerId()))))
                    .toList();
            if (!dryRun && !others.isEmpty()) {
                replies.putAll(decide(sellerId, others, false));
            }
            return replies;
        }
    }

    private static boolean holds(Reply reply) {
        return reply.verdict().holds();
    }

    /** New lots first. */
    private static Map<String, Reply> decide(Transaction transaction, Book book, List<Move> moves) {
        List<Placed> placed = Naming.find(
                transaction,
                book,
                Account.OUTSIDE, // no row names a bin
                moves.stream()
                        .map(move -> new Naming.Wanted(move.sku(), move.named()))
                        .toList());
        Map<String, MoveStock> commands = new LinkedHashMap<>();
        for (int i = 0; i < moves.size(); i++) {
            commands.put(moves.get(i).callerId(), moves.get(i).command(placed.get(i)));
        }
        load(book, commands.values());
        Map<String, Reply> replies = new HashMap<>();
        commands.forEach((callerId, command) -> replies.put(callerId, command.decide(book)));
        return replies;
    }

    /** Loads at once what all of them look at. */
    private static void load(Book book, Collection<MoveStock> commands) {
        book.loadBalances(
                commands.stream().map(command -> command.key().skuId()).toList());
        Map<Long, List<Direction>> ways = new HashMap<>();
        commands.forEach(command -> ways.computeIfAbsent(command.key().locationId(), any -> new ArrayList<>())
                .add(new Direction(
                        command.key().skuId(),
                        command.key().locationId(),
                        Optional.empty(),
                        Optional.of(
                                new Spot(Spot.NO_BIN, command.placed().lotId().orElse(Spot.NO_LOT))),
                        command.placed().serialNos())));
        ways.forEach(book.shelves()::load);
    }

    private static Map<String, Outcome> judged(List<Move> moves, Map<String, Reply> replies) {
        Map<String, Outcome> outcomes = new HashMap<>();
        for (Move move : moves) {
            Reply reply = Objects.requireNonNull(replies.get(move.callerId()));
            outcomes.put(
                    move.callerId(),
                    switch (reply.verdict()) {
                        case CREATED -> Outcome.CREATED;
                        case EXISTS -> Outcome.UNCHANGED;
                        case EXCEEDS_ROOM ->
                            reject(move, "quantity", Reason.OUT_OF_RANGE, "is too much: " + reply.detail());
                        case EXISTS_WITH_DIFFERENT_CONTENT ->
                            reject(
                                    move,
                                    "quantity",
                                    Reason.EXISTS_WITH_DIFFERENT_CONTENT,
                                    "differs from what was entered before under this key, or its lot or pieces do; report a"
                                            + " stock move, or number another entry");
                        case DUPLICATE_SERIAL -> reject(move, "serials", Reason.TAKEN, "is wrong: " + reply.detail());
                        case UNIT_MISMATCH, SERIAL_REQUIRED ->
                            reject(move, "serials", Reason.UNIT_MISMATCH, "is wrong: " + reply.detail());
                        case NOT_POSSIBLE ->
                            reject(move, "location", Reason.CONTRADICTION, "is wrong: " + reply.detail());
                        default -> reject(move, "lot", Reason.CONTRADICTION, "is wrong: " + reply.detail());
                    });
        }
        return outcomes;
    }

    private static Outcome reject(Move move, String column, Reason reason, String advice) {
        move.row().note(new InvalidField(column, move.row().text(column), reason, advice));
        return Outcome.REJECTED;
    }

    @Override
    public void export(long sellerId, Consumer<List<String>> row) {
        long after = 0;
        List<Stock.Opening> page;
        do {
            page = stock.openings(sellerId, OPENING, after, MasterData.PAGE);
            Map<String, Money> known = costs.known(
                    sellerId, page.stream().map(Stock.Opening::callerId).toList());
            for (Stock.Opening opening : page) {
                Optional<Money> cost = Optional.ofNullable(known.get(opening.callerId()));
                row.accept(List.of(
                        opening.sku(),
                        opening.location(),
                        Numbers.quantityText(opening.quantity(), opening.decimals()),
                        cost.map(total -> UnitCosts.text(total, opening.quantity(), opening.decimals()))
                                .orElse(""),
                        cost.map(total -> total.currency().getCurrencyCode()).orElse(""),
                        opening.callerId().substring(opening.callerId().lastIndexOf('/') + 1),
                        opening.lot(),
                        opening.expiresOn(),
                        OpeningUnits.text(opening.serialNos())));
                after = opening.moveId();
            }
        } while (page.size() == MasterData.PAGE);
    }
}
