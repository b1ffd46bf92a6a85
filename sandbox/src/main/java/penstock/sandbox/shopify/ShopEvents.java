package penstock.sandbox.shopify;

/** Who is told when the shop's truth changes. Called under the shop's lock, so it must not wait for anything. */
interface ShopEvents {
    /** Something happened to an order; the topic is the vendor's, such as {@code orders/create}. */
    void order(String topic, ShopOrder order);

    /** A level's available quantity changed. */
    void level(Level level);
}
