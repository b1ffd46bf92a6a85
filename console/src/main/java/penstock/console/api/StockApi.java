package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Stock;
import penstock.core.ledger.Stock.BalanceView;
import penstock.core.message.OrderLineSnapshot;

/** What there is, and what comes, goes and is counted. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Stock")
public class StockApi {

    private final Stock stock;
    private final Engine engine;
    private final Entries entries;

    public StockApi(Stock stock, Engine engine, Entries entries) {
        this.stock = stock;
        this.engine = engine;
        this.entries = entries;
    }

    @GetMapping("/stock")
    @Operation(
            summary = "List balances",
            description =
                    "By SKU and location, all locations of a SKU on one page. Ask for the next page with after = next.")
    public BalancePage balances(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        List<BalanceView> rows = stock.balances(sellerId, "", after, Page.limit(limit) + 1);
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
            summary = "Report stock received, adjusted, counted, damaged or repaired",
            description =
                    "The id is yours and the same in every repeat: 201 CREATED the first time, 200 EXISTS after it, 409"
                            + " with other content, 422 if it takes more than is there.")
    public ResponseEntity<StockMoveAnswer> move(@PathVariable long sellerId, @RequestBody StockMove move) {
        Sku sku = entries.sku(sellerId, "sku", move.sku());
        if (sku.isKit()) {
            throw Refused.field(
                    ProblemType.NOT_POSSIBLE,
                    "sku",
                    Reason.KIT_NOT_POSSIBLE.name(),
                    move.sku() + " is a kit, which has no stock; report its components");
        }
        StockKey key = new StockKey(
                sku.skuId(),
                entries.location(sellerId, "location", move.location()).locationId());
        Reply reply = Answers.requireHolds(
                engine.decide(sellerId, new MoveStock(move.id(), move.kind(), key, move.quantity())));
        return Answers.of(reply.verdict(), new StockMoveAnswer(move.id(), reply.id(), reply.verdict()));
    }

    /** A report on stock. */
    public record StockMove(
            @Schema(description = "Yours, the same in every repeat.", example = "GR-2026-0001")
            String id,

            @Schema(
                    description = "RECEIVE: units came. ADJUST: the figure was wrong by so many, which may be negative."
                            + " COUNT: so many sound units are there, reserved ones included. DAMAGE, REPAIR.")
            MoveStock.Kind kind,

            @Schema(example = "MUG-BLUE") String sku,
            @Schema(example = "WH1") String location,
            @Schema(description = "Units.", example = "12") int quantity) {
        public StockMove {
            Fields.callerId("id", id);
            Fields.code("sku", sku);
            Fields.code("location", location);
            int least = switch (kind) {
                case ADJUST -> -OrderLineSnapshot.MAX_QUANTITY;
                case COUNT -> 0;
                case RECEIVE, DAMAGE, REPAIR -> 1;
            };
            Fields.within("quantity", quantity, least, OrderLineSnapshot.MAX_QUANTITY);
            if (kind == MoveStock.Kind.ADJUST && quantity == 0) {
                throw Refused.field("quantity", "quantity is 0, which adjusts nothing; give the difference");
            }
        }
    }

    /** What became of a report. */
    public record StockMoveAnswer(String id, long moveId, Verdict verdict) {}

    /** The units of a SKU at a location, by condition. */
    public record BalanceAnswer(
            String sku,
            String location,
            int available,
            int reserved,
            int qualityControl,
            int damaged,
            int incoming,

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
                    balance.changedAt());
        }
    }

    /** A page of balances. */
    public record BalancePage(List<BalanceAnswer> balances, Optional<String> next) {}
}
