package penstock.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.costing.CostMethod;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.money.Price;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.CostDraft.Basis;

/** A cost document as a request's body: what of it is needed depends on its kind. */
@Schema(name = "NewCostDocument")
public record NewCostDocument(
        @Schema(description = "Yours, the same in every repeat.", example = "INV-4711")
        String id,

        @Schema(
                description =
                        "RECEIPT_COST, OPENING_COST: lines of receipt and amount, which is what its units cost in all."
                                + " LANDED_COST, PRICE_DIFFERENCE: an amount, a basis, and lines of receipt; the amount is divided."
                                + " NET_REALISABLE_VALUE, STANDARD_COST: lines of sku and amount for perUnits units, in the seller's"
                                + " currency. METHOD: a method. PERIOD_CLOSE: the date is the last day of the month.")
        Kind kind,

        @Schema(description = "Today (UTC) if left out. Not in a closed month.", example = "2026-03-01")
        Optional<String> date,

        @Schema(description = "Of all amounts; the seller's if left out.", example = "USD")
        Optional<String> currency,

        @Schema(description = "To be divided; may be negative.", example = "300.00")
        Optional<String> amount,

        Optional<Basis> basis,

        @Schema(description = "FIFO, LIFO (not allowed under IFRS), MOVING_AVERAGE, STANDARD, PERIODIC_AVERAGE.")
        Optional<CostMethod> method,

        @Schema(description = "For the accountant: an invoice's number or the like.", maxLength = Fields.MAX_NAME)
        Optional<String> reference,

        Optional<List<CostLine>> lines) {

    /** What a document says. */
    public enum Kind {
        RECEIPT_COST,
        OPENING_COST,
        LANDED_COST,
        PRICE_DIFFERENCE,
        NET_REALISABLE_VALUE,
        STANDARD_COST,
        METHOD,
        PERIOD_CLOSE
    }

    public NewCostDocument {
        Fields.callerId("id", id);
        Fields.text("reference", reference, Fields.MAX_NAME);
    }

    /** A line: of a receipt, by the id of its stock move or its layer, or of a SKU. */
    public record CostLine(
            @Schema(description = "The moveId that the stock move was answered with.")
            Optional<Long> stockMove,

            @Schema(description = "The id of a layer.") Optional<Long> layer,
            Optional<String> sku,

            @Schema(example = "12.50") Optional<String> amount,

            @Schema(description = "The amount is for so many units; 1 if left out.")
            Optional<Integer> perUnits,

            @Schema(
                    description =
                            "Weight or volume of all units of the receipt, in a unit of yours that is the same in all"
                                    + " lines; needed where the catalogue does not tell.")
            Optional<Integer> measure) {
        public CostLine {
            perUnits.ifPresent(units -> Fields.within("perUnits", units, 1, OrderLineSnapshot.MAX_QUANTITY));
            measure.ifPresent(units -> Fields.within("measure", units, 0, Integer.MAX_VALUE));
        }

        CostDraft.Receipt receipt() {
            if (stockMove.isPresent() == layer.isPresent()) {
                throw Refused.field("lines", "each line names its receipt, by stockMove or by layer");
            }
            OptionalLong size = measure.map(OptionalLong::of).orElse(OptionalLong.empty());
            return new CostDraft.Receipt(
                    stockMove.isPresent(), stockMove.or(() -> layer).orElseThrow(), size);
        }

        CostDraft.ReceiptCost receiptCost(Currency of) {
            return new CostDraft.ReceiptCost(receipt(), Amounts.cost("lines.amount", need("lines.amount", amount), of));
        }

        CostDraft.SkuPrice price(Currency own) {
            long minor = Amounts.cost("lines.amount", need("lines.amount", amount), own)
                    .minor();
            return new CostDraft.SkuPrice(
                    Fields.code("lines.sku", need("lines.sku", sku)), new Price(minor, perUnits.orElse(1)));
        }
    }

    CostDraft draft(Currency own, LocalDate today) {
        LocalDate day = Amounts.day("date", date, today);
        Currency written =
                currency.map(code -> Amounts.currency("currency", code)).orElse(own);
        String note = reference.orElse("");
        return switch (kind) {
            case RECEIPT_COST, OPENING_COST ->
                new CostDraft.Costs(
                        id,
                        day,
                        note,
                        kind == Kind.OPENING_COST,
                        needLines().stream()
                                .map(line -> line.receiptCost(written))
                                .toList());
            case LANDED_COST, PRICE_DIFFERENCE ->
                new CostDraft.Shared(
                        id,
                        day,
                        note,
                        kind == Kind.LANDED_COST,
                        Amounts.money("amount", need("amount", amount), written),
                        need("basis", basis),
                        needLines().stream().map(CostLine::receipt).toList());
            case NET_REALISABLE_VALUE, STANDARD_COST ->
                new CostDraft.Prices(
                        id,
                        day,
                        note,
                        kind == Kind.STANDARD_COST,
                        needLines().stream()
                                .map(line -> line.price(requireOwn(written, own)))
                                .toList());
            case METHOD -> new CostDraft.Method(id, day, note, need("method", method));
            case PERIOD_CLOSE -> new CostDraft.Close(id, Amounts.day("date", need("date", date)), note);
        };
    }

    private static Currency requireOwn(Currency written, Currency own) {
        if (!written.equals(own)) {
            throw Refused.field("currency", "such values are stated in the seller's currency, " + own);
        }
        return own;
    }

    private List<CostLine> needLines() {
        return Fields.list("lines", need("lines", lines), CostDraft.MAX_LINES);
    }

    private static <T> T need(String field, Optional<T> value) {
        return value.orElseThrow(() -> Refused.field(field, field + " is missing; the kind of document needs it"));
    }
}
