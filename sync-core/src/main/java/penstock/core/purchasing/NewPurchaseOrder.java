package penstock.core.purchasing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Unit;
import penstock.core.money.Money;
import penstock.core.money.Price;

/**
 * An order to a supplier as somebody writes it.
 *
 * @param number the seller's, the same in every repeat
 */
public record NewPurchaseOrder(String number, String supplier, String location, Currency currency, List<Line> lines) {

    public NewPurchaseOrder {
        Fit.code("number", number);
        Fit.within("lines", lines.size(), 1, PurchaseOrder.MAX_LINES);
        lines = List.copyOf(lines);
    }

    /**
     * A line.
     *
     * @param quantity packs, or units of the SKU where no pack is named
     * @param unit what the caller takes the SKU to be counted in; empty if he does not say
     * @param cost of one pack, or of one whole unit of the SKU, in the order's currency
     */
    public record Line(
            String sku,
            Optional<String> pack,
            Optional<Unit> unit,
            int quantity,
            BigDecimal cost,
            Optional<LocalDate> expectedOn) {

        /** Decimals that a cost may have beyond those of its currency. */
        public static final int MORE_DECIMALS = 6;

        private static final long FINER = 1_000_000;

        public Line {
            Fit.within("quantity", quantity, 1, Fit.MAX_UNITS);
        }

        /**
         * The price, exactly.
         *
         * @param unitsOfOne units of the SKU that are bought for the cost
         * @param ordered units of the line
         */
        Price price(Currency currency, long unitsOfOne, int ordered) {
            try {
                long minor = cost.movePointRight(currency.getDefaultFractionDigits() + MORE_DECIMALS)
                        .setScale(0, RoundingMode.UNNECESSARY)
                        .longValueExact();
                Price price = new Price(Math.max(0, minor), Math.multiplyExact(unitsOfOne, FINER));
                if (minor >= 0 && price.of(ordered) <= Money.MAX_MINOR) {
                    return price;
                }
            } catch (ArithmeticException e) {
                // answered below, as a cost below zero is
            }
            throw new InvalidField(
                    "cost",
                    cost.toPlainString(),
                    Reason.OUT_OF_RANGE,
                    "is from 0, with at most " + MORE_DECIMALS + " decimals more than " + currency
                            + " has, and the line comes to at most 15 digits");
        }
    }

    /** Everything that matters, for telling a repeat from another order. */
    String content() {
        return supplier + "\t" + location + "\t" + currency + "\t" + lines;
    }
}
