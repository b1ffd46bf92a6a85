package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.access.AccessFilter;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Stock;
import penstock.core.ledger.Stock.BalanceView;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.money.Money;
import penstock.core.shelf.PhysicalState;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDraft;

/** What there is, and what comes, goes and is counted. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Stock")
public class StockApi {

    /** Pieces named in one stock move or pick. */
    static final int MAX_SERIALS = 1_000;

    private final Stock stock;
    private final Engine engine;
    private final Entries entries;
    private final Places places;
    private final CostDocuments costs;
    private final Clock clock;

    public StockApi(Stock stock, Engine engine, Entries entries, Places places, CostDocuments costs, Clock clock) {
        this.stock = stock;
        this.engine = engine;
        this.entries = entries;
        this.places = places;
        this.costs = costs;
        this.clock = clock;
    }

    @GetMapping("/stock")
    @Operation(
            summary = "List balances",
            description =
                    "By SKU and location, all locations of a SKU on one page; of one SKU if sku is given. Ask for the next"
                            + " page with after = next.")
    public BalancePage balances(
            @PathVariable long sellerId,
            @RequestParam Optional<String> sku,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        int most = Page.limit(limit);
        if (sku.isPresent()) {
            String code = entries.sku(sellerId, sku.get()).code();
            return page(stock.balances(sellerId, code, "", SkusApi.MAX_LOCATIONS), Optional.empty());
        }
        List<BalanceView> rows = stock.balances(sellerId, "", after, most + 1);
        if (rows.size() <= limit) {
            return page(rows, Optional.empty());
        }
        String cut = rows.get(limit).skuCode();
        List<BalanceView> whole =
                rows.stream().filter(row -> !row.skuCode().equals(cut)).toList();
        if (whole.isEmpty()) { // one SKU alone fills the page
            return page(stock.balances(sellerId, cut, "", SkusApi.MAX_LOCATIONS), Optional.of(cut));
        }
        return page(whole, Optional.of(whole.get(whole.size() - 1).skuCode()));
    }

    private static BalancePage page(List<BalanceView> rows, Optional<String> next) {
        return new BalancePage(rows.stream().map(BalanceAnswer::of).toList(), next);
    }

    @PostMapping("/stock-moves")
    @Operation(
            summary =
                    "Report stock received, arrived, adjusted, counted, damaged, repaired, set aside, put elsewhere, named,"
                            + " thrown away or sent back",
            description =
                    "The id is yours and the same in every repeat: 201 CREATED the first time, 200 EXISTS after it, 409"
                            + " with other content, 422 if it takes more than is there. Where bins, lots or serials are kept, the"
                            + " report says which units it means: bin, or none for those that nobody has put away, and lot or"
                            + " serials of what is tracked by them. Units that are received may bring their"
                            + " cost along, which is posted as a cost document of the same id after \"move:\".")
    public ResponseEntity<StockMoveAnswer> move(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @RequestBody StockMove move) {
        Sku sku = entries.sku(sellerId, "sku", move.sku());
        if (sku.isKit()) {
            throw Refused.field(
                    ProblemType.NOT_POSSIBLE,
                    "sku",
                    Reason.KIT_NOT_POSSIBLE.name(),
                    move.sku() + " is a kit, which has no stock; report its components");
        }
        Location location = entries.location(sellerId, "location", move.location());
        if (location.kind() == Locations.Kind.SUPPLIER && move.cost().isPresent()) {
            throw Refused.field("cost", "cost is of units that a supplier owns, which are not valued; leave it out");
        }
        StockKey key = new StockKey(sku.skuId(), location.locationId());
        Optional<Money> cost = move.cost().map(stated -> stated.total(move.quantity()));
        cost.ifPresent(total -> requireBookable(sellerId, total));
        MoveStock command = new MoveStock(
                move.id(),
                move.kind(),
                key,
                move.quantity(),
                places.placed(sellerId, sku, location, move),
                move.reason().map(code -> places.reason(sellerId, code)).orElse(""));
        Reply reply = Answers.requireHolds(engine.decide(sellerId, new ActedBy(actor, command)));
        Optional<Long> document = cost.map(total -> post(sellerId, move, reply.id(), total));
        return Answers.of(reply.verdict(), new StockMoveAnswer(move.id(), reply.id(), reply.verdict(), document));
    }

    /** Before the units are in, so that what cannot be valued as stated is refused as a whole. */
    private void requireBookable(long sellerId, Money cost) {
        costs.refuses(sellerId, Today.of(clock), cost.currency()).ifPresent(CostsApi::requireThere);
    }

    private long post(long sellerId, StockMove move, long moveId, Money total) {
        CostDraft.Receipt receipt = new CostDraft.Receipt(true, moveId, OptionalLong.empty());
        String id = CostDraft.idOfMove(move.id());
        CostDraft draft = new CostDraft.Costs(
                id,
                costs.findDate(sellerId, id).orElse(Today.of(clock)),
                "",
                move.cost().flatMap(ReceivedCost::opening).orElse(false),
                List.of(new CostDraft.ReceiptCost(receipt, total)));
        return CostsApi.requireThere(costs.post(sellerId, draft)).documentNo();
    }

    /** A report on stock. */
    public record StockMove(
            @Schema(description = "Yours, the same in every repeat.", example = "GR-2026-0001")
            String id,

            @Schema(
                    description = "RECEIVE: units came. ARRIVE: units came that were incoming."
                            + " ADJUST: the figure was wrong by so many, which may be negative."
                            + " COUNT: so many sound units are there, reserved ones included. DAMAGE, REPAIR. QUARANTINE: sound"
                            + " units are set aside, also from under promises. CLEAR: they are sound after all. MOVE: they"
                            + " lie in toBin now, or are of toLot. NAME: units that came unnamed are of toLot, or are these"
                            + " serials; they stay where they are. DISPOSE: units that are not for sale are thrown away."
                            + " SEND_BACK: they go back to who supplied them.")
            MoveStock.Kind kind,

            @Schema(example = "MUG-BLUE") String sku,
            @Schema(example = "WH1") String location,
            @Schema(description = "Units.", example = "12") int quantity,

            @Schema(description = "What units cost that came; it may also come later, as a cost document.")
            Optional<ReceivedCost> cost,

            @Schema(
                    description = "Where they are, or are put when they come; in no bin if left out.",
                    example = "A-01-1")
            Optional<String> bin,

            @Schema(description = "Required of a SKU that is tracked by lot.", example = "L2026-11")
            Optional<String> lot,

            @Schema(description = "Required of a SKU that is tracked by serial: as many as units.")
            Optional<List<String>> serials,

            @Schema(description = "Of a MOVE: where they lie now.")
            Optional<String> toBin,

            @Schema(description = "Of a MOVE or a NAME: the lot that units of no known lot turned out to be.")
            Optional<String> toLot,

            @Schema(
                    description =
                            "Of a MOVE, NAME, DISPOSE or SEND_BACK: in which state they are, if units in several states"
                                    + " lie there.",
                    example = "DAMAGED")
            Optional<PhysicalState> state,

            @Schema(
                    description =
                            "Of an ADJUST, and required of a DISPOSE or SEND_BACK: one of the adjustment reasons.",
                    example = "BREAKAGE")
            Optional<String> reason) {
        public StockMove {
            Fields.callerId("id", id);
            Fields.code("sku", sku);
            Fields.code("location", location);
            int least = switch (kind) {
                case ADJUST -> -OrderLineSnapshot.MAX_QUANTITY;
                case COUNT -> 0;
                case RECEIVE, ARRIVE, DAMAGE, REPAIR, QUARANTINE, CLEAR, MOVE, NAME, DISPOSE, SEND_BACK -> 1;
            };
            Fields.within("quantity", quantity, least, OrderLineSnapshot.MAX_QUANTITY);
            if (kind == MoveStock.Kind.ADJUST && quantity == 0) {
                throw Refused.field("quantity", "quantity is 0, which adjusts nothing; give the difference");
            }
            serials = serials.map(some -> Fields.list("serials", some, MAX_SERIALS));
            serials.ifPresent(some -> some.forEach(serial -> Fields.text("serials", serial, Fields.MAX_CODE)));
            requireTarget(kind, toBin.isPresent(), toLot.isPresent(), serials.isPresent());
            requireState(kind, state);
            requireReason(kind, reason.isPresent());
            boolean comes = kind == MoveStock.Kind.RECEIVE || kind == MoveStock.Kind.ARRIVE;
            if (!comes && cost.isPresent()) {
                throw Refused.field("cost", "cost is of units that come; leave it out");
            }
        }
    }

    private static void requireState(MoveStock.Kind kind, Optional<PhysicalState> state) {
        if (state.isPresent() && !kind.asksForState()) {
            throw Refused.field("state", "state is of a MOVE, NAME, DISPOSE or SEND_BACK; leave it out");
        } else if (state.filter(one -> !kind.isOf(one)).isPresent()) {
            throw Refused.field("state", "sound units are set aside first, by a QUARANTINE");
        }
    }

    private static void requireReason(MoveStock.Kind kind, boolean given) {
        if (kind.endsStock() && !given) {
            throw Refused.field("reason", "reason is missing; say why, by one of the adjustment reasons");
        } else if (kind != MoveStock.Kind.ADJUST && !kind.endsStock() && given) {
            throw Refused.field("reason", "reason is of an ADJUST, a DISPOSE or a SEND_BACK; leave it out");
        }
    }

    private static void requireTarget(MoveStock.Kind kind, boolean toBin, boolean toLot, boolean serials) {
        if (kind == MoveStock.Kind.NAME) {
            if (toBin || !(toLot || serials)) {
                throw Refused.field(
                        "toLot", "a NAME says which units they are, in toLot or serials; with toBin it is a MOVE");
            }
        } else if ((kind == MoveStock.Kind.MOVE) != (toBin || toLot)) {
            throw Refused.field(
                    "toBin", "a MOVE says where to, in toBin or toLot, and nothing but a NAME does as well");
        }
    }

    /** What received units cost, each or in all. */
    public record ReceivedCost(
            @Schema(description = "Of all units, to the minor unit.", example = "96.00")
            Optional<String> total,

            @Schema(description = "Of one unit, with up to six decimals more than the currency has.", example = "8.00")
            Optional<String> unit,

            @Schema(example = "EUR") String currency,

            @Schema(description = "Whether it clears against the opening balance, not a supplier's invoice.")
            Optional<Boolean> opening) {
        public ReceivedCost {
            if (total.isPresent() == unit.isPresent()) {
                throw Refused.field("cost", "cost is stated in all or by unit: give one of total and unit");
            }
            Amounts.currency("cost.currency", currency);
        }

        Money total(int quantity) {
            Currency of = Amounts.currency("cost.currency", currency);
            return total.map(amount -> Amounts.cost("cost.total", amount, of))
                    .orElseGet(() -> Amounts.units("cost.unit", unit.orElseThrow(), quantity, of));
        }
    }

    /** What became of a report; the document is that of its cost. */
    public record StockMoveAnswer(String id, long moveId, Verdict verdict, Optional<Long> costDocumentNo) {}

    /** The units of a SKU at a location, by condition. */
    public record BalanceAnswer(
            String sku,
            String location,
            int available,
            int reserved,
            int qualityControl,
            int damaged,
            int incoming,

            @Schema(description = "Sound units of lots that are blocked, have expired, or would too soon.")
            int withheld,

            @Schema(description = "Position of the last posting.")
            long changedAt) {
        static BalanceAnswer of(BalanceView balance) {
            return new BalanceAnswer(
                    balance.skuCode(),
                    balance.locationCode(),
                    balance.available(),
                    balance.reserved(),
                    balance.qualityControl(),
                    balance.damaged(),
                    balance.incoming(),
                    balance.withheld(),
                    balance.changedAt());
        }
    }

    /** A page of balances. */
    public record BalancePage(List<BalanceAnswer> balances, Optional<String> next) {}
}
