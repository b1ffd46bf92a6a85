package penstock.fulfilment.amazonmcf.wire;

import java.util.List;

/** The body of getFulfillmentPreview. */
public record PreviewRequest(
        String marketplaceId, Address address, List<Item> items, List<String> shippingSpeedCategories) {}
