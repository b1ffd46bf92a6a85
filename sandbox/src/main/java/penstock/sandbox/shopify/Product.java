package penstock.sandbox.shopify;

/** A product with its one variant and that variant's inventory item. */
record Product(long productId, long variantId, long inventoryItemId, String sku, String title, String price) {}
