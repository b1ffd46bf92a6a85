package penstock.core.returns;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * What a customer asks to send back.
 *
 * @param id the caller's, the same in every repeat
 * @param country that it was shipped to, if that is known: it is not kept with orders
 * @param goodwill authorise it whatever the policy says
 */
public record NewReturn(
        String id,
        long orderId,
        Optional<String> country,
        Optional<LocalDate> deliveredOn,
        boolean goodwill,
        String note,
        List<Wish> lines) {

    public NewReturn {
        Fit.within("lines", lines.size(), 1, SalesReturn.MAX_LINES);
        lines = List.copyOf(lines);
    }

    /**
     * Units of a line.
     *
     * @param orderLine the order's line, and units are those of its SKU
     * @param channelLineId or the channel's line, and units are the channel's: packs and kits come back whole
     */
    public record Wish(Optional<Integer> orderLine, Optional<String> channelLineId, int units, ReturnReason reason) {
        public Wish {
            Fit.within("units", units, 1, Fit.MAX_UNITS);
            if (orderLine.isPresent() == channelLineId.isPresent()) {
                throw new InvalidField(
                        "orderLine", "", Reason.CONTRADICTION, "or channelLineId: name the one or the other");
            }
        }
    }

    String content() {
        return "ASKED\t" + orderId + "\t" + country + "\t" + deliveredOn + "\t" + goodwill + "\t" + lines + "\t" + note;
    }
}
