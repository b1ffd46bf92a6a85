package penstock.channels.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of confirmShipment, Orders v0. */
public record ShipmentConfirmation(String marketplaceId, PackageDetail packageDetail) {

    public record PackageDetail(
            String packageReferenceId,
            String carrierCode,
            @Nullable String carrierName,
            String trackingNumber,
            String shipDate,
            List<Item> orderItems) {}

    public record Item(String orderItemId, int quantity) {}
}
