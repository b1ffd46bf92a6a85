package penstock.core.valuation;

import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import penstock.core.costing.CostMethod;
import penstock.core.money.Money;
import penstock.core.money.Price;

/** A cost document as somebody hands it in. The caller's id makes a repeat a repeat. */
public sealed interface CostDraft {

    /** Receipts or SKUs in one document, at most. */
    int MAX_LINES = 1_000;

    String callerId();

    /** The day it belongs to, in a period that is open. */
    LocalDate date();

    /** Invoice number or the like. */
    String reference();

    /** The id of the document that says what units cost which came by a stock move. */
    static String idOfMove(String moveCallerId) {
        return "move:" + moveCallerId;
    }

    /** Everything that matters, for telling a repeat from another document under the same id. */
    String content();

    /**
     * Which receipt: by its stock move or by the position of its posting, which is the layer's id.
     *
     * @param measure weight or volume of all its units together, in whatever unit, the same for all receipts; empty: the
     *     catalogue's
     */
    record Receipt(boolean byStockMove, long id, OptionalLong measure) {

        @Override
        public String toString() {
            return (byStockMove ? "stock move " : "receipt ") + id;
        }
    }

    /** What a receipt's units cost in all, but for landed cost. */
    record ReceiptCost(Receipt receipt, Money amount) {}

    /** What units of a SKU can be sold for, or cost by standard. */
    record SkuPrice(String skuCode, Price price) {}

    /**
     * What receipts cost. A later one about the same receipt takes its place.
     *
     * @param opening whether it clears against the opening balance, not a supplier's invoice
     */
    record Costs(String callerId, LocalDate date, String reference, boolean opening, List<ReceiptCost> lines)
            implements CostDraft {
        @Override
        public String content() {
            return "COSTS\t" + date + "\t" + reference + "\t" + opening + "\t" + lines;
        }
    }

    /** By what an amount is divided among receipts. */
    enum Basis {
        /** What the goods cost so far. */
        VALUE,
        WEIGHT,
        VOLUME,
        QUANTITY
    }

    /**
     * An amount that receipts cost more, or less, in all.
     *
     * @param landed freight, duty and the like; otherwise the goods themselves
     */
    record Shared(
            String callerId,
            LocalDate date,
            String reference,
            boolean landed,
            Money amount,
            Basis basis,
            List<Receipt> receipts)
            implements CostDraft {
        @Override
        public String content() {
            return "SHARED\t" + date + "\t" + reference + "\t" + landed + "\t" + amount + "\t" + basis + "\t"
                    + receipts.stream()
                            .map(receipt -> receipt + " " + receipt.measure())
                            .collect(Collectors.joining(","));
        }
    }

    /**
     * Prices of SKUs, in the seller's currency.
     *
     * @param standard standard costs; otherwise net realisable values
     */
    record Prices(String callerId, LocalDate date, String reference, boolean standard, List<SkuPrice> lines)
            implements CostDraft {
        @Override
        public String content() {
            return "PRICES\t" + date + "\t" + reference + "\t" + standard + "\t" + lines;
        }
    }

    /** An amount that concerns a layer, 0 for the SKU beside its stock; minor units of the seller's currency. */
    record OfLayer(long skuId, long layer, long amount) {}

    /** What production costs. */
    enum Production {
        /** What the units of layers that were made cost in all; a later document takes its place. */
        PRODUCTION_COST,
        /** Labour and overhead that work in progress absorbs, or gives back. */
        CONVERSION_COST,
        /** What was taken and made nothing. */
        PRODUCTION_LOSS
    }

    /** What was made cost, as the roll-up found it; nobody else hands that in. */
    record Produced(String callerId, LocalDate date, String reference, Production what, List<OfLayer> amounts)
            implements CostDraft {
        @Override
        public String content() {
            return "PRODUCED\t" + date + "\t" + reference + "\t" + what + "\t" + amounts;
        }
    }

    /** Another method from now on, as if it had always been used. */
    record Method(String callerId, LocalDate date, String reference, CostMethod method) implements CostDraft {
        @Override
        public String content() {
            return "METHOD\t" + date + "\t" + reference + "\t" + method;
        }
    }

    /**
     * Closes the months up to a day: nothing is dated or booked in them any more.
     *
     * @param date the last day of a month that is over
     */
    record Close(String callerId, LocalDate date, String reference) implements CostDraft {
        @Override
        public String content() {
            return "CLOSE\t" + date + "\t" + reference;
        }
    }
}
