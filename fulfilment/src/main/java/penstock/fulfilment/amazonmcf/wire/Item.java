package penstock.fulfilment.amazonmcf.wire;

/** Units of one SKU to ship; the item id is ours. */
public record Item(String sellerSku, String sellerFulfillmentOrderItemId, int quantity) {}
