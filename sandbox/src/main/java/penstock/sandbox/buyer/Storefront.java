package penstock.sandbox.buyer;

import java.util.Map;

/** Where buyers buy: one account of one channel. All methods are safe for use by many threads. */
public interface Storefront {
    /** The channel's path prefix. */
    String channel();

    /** The shop or seller. */
    String account();

    /** Buys all of the basket, or nothing. */
    Purchase buy(Basket basket);

    /** The payment of an order arrives; nothing happens if it had already, or if the order is cancelled. */
    void pay(String orderId);

    /** The buyer withdraws; answers false when it is too late. */
    boolean cancel(String orderId);

    /** What a buyer sees of each SKU now. */
    Map<String, Integer> shown();
}
