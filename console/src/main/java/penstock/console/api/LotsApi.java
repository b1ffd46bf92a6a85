package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
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
import penstock.console.problem.Refused;
import penstock.core.book.ActedBy;
import penstock.core.book.Actor;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.ledger.ReviewLot;
import penstock.core.warehouse.Lots;
import penstock.core.warehouse.Lots.Changed;
import penstock.core.warehouse.Lots.Lot;
import penstock.core.warehouse.Lots.LotProfile;
import penstock.core.warehouse.Lots.Piece;
import penstock.core.warehouse.Lots.State;
import penstock.core.warehouse.StockDetails;
import penstock.core.warehouse.StockDetails.DetailMove;

/** Batches of a SKU, and its single pieces. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/skus/{sku}")
@Tag(name = "Warehouse")
public class LotsApi {

    private final Lots lots;
    private final StockDetails details;
    private final Engine engine;
    private final Entries entries;

    public LotsApi(Lots lots, StockDetails details, Engine engine, Entries entries) {
        this.lots = lots;
        this.details = details;
        this.engine = engine;
        this.entries = entries;
    }

    @PostMapping("/lots")
    @Operation(
            summary = "Create a lot",
            description =
                    "Of a SKU that is tracked by lot or serial. Without expiresOn it expires by the SKU's shelf life after the day"
                            + " it was made. 201 when it is new, 200 when it exists with the same content, 409 with other"
                            + " content.")
    public ResponseEntity<LotAnswer> create(
            @PathVariable long sellerId, @PathVariable String sku, @RequestBody NewLot wish) {
        Sku of = entries.sku(sellerId, sku);
        try {
            return Answers.of(true, LotAnswer.of(lots.create(sellerId, of, wish.profile())));
        } catch (Conflict conflict) {
            LotProfile wanted = Lots.withExpiry(of.profile().tracking(), wish.profile());
            Lot known = lots.find(sellerId, of, wish.code())
                    .filter(lot -> lot.profile().equals(wanted))
                    .orElseThrow(() -> conflict);
            return Answers.of(false, LotAnswer.of(known));
        }
    }

    @GetMapping("/lots")
    @Operation(summary = "List the lots of a SKU", description = "By code. Ask for the next page with after = next.")
    public LotPage list(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Lot> page = Page.cut(
                lots.list(sellerId, entries.sku(sellerId, sku), after, Page.limit(limit) + 1),
                limit,
                lot -> lot.profile().code());
        return new LotPage(page.map(LotAnswer::of), page.next());
    }

    @PatchMapping("/lots/{lot}")
    @Operation(
            summary = "Block a lot, open it again, or set its last day",
            description =
                    "A BLOCKED lot is neither received nor sold: its units are withheld, promised or not; what was promised of it is"
                            + " promised from other lots as far as there are any, and else short. OPEN makes them available"
                            + " again, if they have not expired; another expiresOn does so with what was tested again. Either"
                            + " has a reason. A repeat changes nothing. What is not to be sold any more leaves by the stock moves"
                            + " DISPOSE and SEND_BACK.")
    public LotAnswer change(
            @RequestAttribute(AccessFilter.ACTOR) Actor actor,
            @PathVariable long sellerId,
            @PathVariable String sku,
            @PathVariable String lot,
            @RequestBody LotChange change) {
        Sku of = entries.sku(sellerId, sku);
        Lot changed = lots.change(sellerId, actor, of, lot, change.change()).orElseThrow(LotsApi::noSuch);
        Answers.requireHolds(engine.decide(sellerId, new ActedBy(actor, new ReviewLot(of.skuId(), changed.lotId()))));
        return LotAnswer.of(changed);
    }

    private static Refused noSuch() {
        return Refused.notFound("there is no lot of this code");
    }

    @GetMapping("/lots/{lot}/changes")
    @Operation(
            summary = "List what was said of a lot",
            description =
                    "Each time it was blocked, opened or given another last day, by whom and why, the oldest first. Ask for the next"
                            + " page with after = next.")
    public LotChangePage changes(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @PathVariable String lot,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Lot of = lots.find(sellerId, entries.sku(sellerId, sku), lot).orElseThrow(LotsApi::noSuch);
        Page<Changed> page = Page.cut(
                lots.changes(sellerId, of.lotId(), after, Page.limit(limit) + 1),
                limit,
                changed -> Long.toString(changed.changeId()));
        return new LotChangePage(page.map(LotChangeAnswer::of), page.next());
    }

    @GetMapping("/serials")
    @Operation(
            summary = "List the pieces of a SKU",
            description = "By serial. Ask for the next page with after = next.")
    public SerialPage serials(
            @PathVariable long sellerId,
            @PathVariable String sku,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Piece> page = Page.cut(
                lots.pieces(sellerId, entries.sku(sellerId, sku), after, Page.limit(limit) + 1), limit, Piece::serial);
        return new SerialPage(page.rows(), page.next());
    }

    @GetMapping("/serials/{serial}/moves")
    @Operation(summary = "Read where a piece came from and went to", description = "The newest first, at most 500.")
    public SerialMoves moves(@PathVariable long sellerId, @PathVariable String sku, @PathVariable String serial) {
        return new SerialMoves(
                details.movesOf(sellerId, entries.sku(sellerId, sku).skuId(), serial, Fields.MAX_PAGE));
    }

    /** A lot to be created. */
    public record NewLot(
            @Schema(example = "L2026-11", maxLength = Fields.MAX_CODE)
            String code,

            @Schema(example = "2026-11-02") Optional<String> manufacturedOn,

            @Schema(description = "The last day on which it may be used.", example = "2027-11-02")
            Optional<String> expiresOn,

            @Schema(description = "What the supplier calls it.")
            Optional<String> supplierLot) {
        public NewLot {
            Fields.code("code", code);
        }

        LotProfile profile() {
            return new LotProfile(
                    code,
                    manufacturedOn.map(day -> Amounts.day("manufacturedOn", day)),
                    expiresOn.map(day -> Amounts.day("expiresOn", day)),
                    supplierLot.orElse(""));
        }
    }

    /** What is to become of a lot. */
    public record LotChange(
            @Schema(description = "As it is if left out.") Optional<State> state,

            @Schema(description = "The last day on which it may be used; as it is if left out.", example = "2028-05-02")
            Optional<String> expiresOn,

            @Schema(
                    description =
                            "Required if units may be sold again by it, or the last day is another. No name of a person.",
                    example = "Tested again, certificate 17",
                    maxLength = Fields.MAX_NAME)
            Optional<String> reason) {
        public LotChange {
            if (state.isEmpty() && expiresOn.isEmpty()) {
                throw Refused.field("state", "state and expiresOn are missing; give what is to change");
            }
        }

        Lots.Change change() {
            return new Lots.Change(state, expiresOn.map(day -> Amounts.day("expiresOn", day)), reason);
        }
    }

    /** What was said of a lot. */
    public record LotChangeAnswer(
            State state,
            Optional<LocalDate> expiresOn,
            Optional<String> reason,

            @Schema(description = "Kind and id of who said it.", example = "KEY:7")
            String by,

            Instant at) {
        static LotChangeAnswer of(Changed changed) {
            return new LotChangeAnswer(
                    changed.state(),
                    changed.expiresOn(),
                    Optional.of(changed.reason()).filter(words -> !words.isEmpty()),
                    changed.by(),
                    changed.at());
        }
    }

    /** A page of what was said of a lot. */
    public record LotChangePage(List<LotChangeAnswer> changes, Optional<String> next) {}

    /** A lot. */
    public record LotAnswer(
            String sku,
            String code,
            Optional<LocalDate> manufacturedOn,
            Optional<LocalDate> expiresOn,
            String supplierLot,
            State state) {
        static LotAnswer of(Lot lot) {
            return new LotAnswer(
                    lot.sku(),
                    lot.profile().code(),
                    lot.profile().manufacturedOn(),
                    lot.profile().expiresOn(),
                    lot.profile().supplierLot(),
                    lot.state());
        }
    }

    /** A page of lots. */
    public record LotPage(List<LotAnswer> lots, Optional<String> next) {}

    /** A page of pieces. */
    public record SerialPage(List<Piece> serials, Optional<String> next) {}

    /** Where a piece was. */
    public record SerialMoves(List<DetailMove> moves) {}
}
