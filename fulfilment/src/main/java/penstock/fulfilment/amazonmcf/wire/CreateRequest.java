package penstock.fulfilment.amazonmcf.wire;

import java.util.List;

/** The body of createFulfillmentOrder. */
public record CreateRequest(
        String marketplaceId,
        String sellerFulfillmentOrderId,
        String displayableOrderId,
        String displayableOrderDate,
        String displayableOrderComment,
        String shippingSpeedCategory,
        Address destinationAddress,
        String fulfillmentAction,
        String fulfillmentPolicy,
        List<Item> items) {}
