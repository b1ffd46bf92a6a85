package penstock.sandbox.shopify;

/** A place where the shop keeps stock. */
record Location(long id, String name) {}
