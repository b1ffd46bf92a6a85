package penstock.core.message;

import java.time.Instant;
import java.util.List;

/**
 * What an outsourced provider is asked to ship.
 *
 * @param providerOrderId made by us for this attempt, unique at the provider, the same in every repeat of the attempt
 * @param displayOrderId what the buyer knows the order by
 * @param lines numbered by us; the numbers come back in {@link ProviderUpdate}
 */
public record FulfilmentRequest(
        String providerOrderId, String displayOrderId, Instant orderedAt, Recipient recipient, List<Line> lines) {

    public FulfilmentRequest {
        lines = List.copyOf(lines);
    }

    /**
     * Units of one SKU to ship.
     *
     * @param providerSku the SKU as the provider knows it
     */
    public record Line(int lineNo, String providerSku, int quantity) {}
}
