package penstock.channels.vendor.amazon;

import penstock.channels.spi.Budget;

/**
 * Amazon's published default limits of the operations we use, from the usage plans in the models of 2026-08-05, read on
 * 2026-11-23. Seeds only: an account may have more, and the replies correct them.
 */
public final class SpApiBudgets {

    public static final Budget SEARCH_ORDERS = Budget.of("orders.search", 0.0056, 20);
    public static final Budget GET_ORDER = Budget.of("orders.get", 0.5, 30);
    public static final Budget CONFIRM_SHIPMENT = Budget.of("orders.confirm_shipment", 2, 10);
    public static final Budget PATCH_LISTING = Budget.of("listings.patch", 5, 5);
    public static final Budget GET_LISTING = Budget.of("listings.get", 5, 10);

    public static final Budget PREVIEW_FULFILMENT = Budget.of("outbound.preview", 2, 30);
    public static final Budget CREATE_FULFILMENT = Budget.of("outbound.create", 2, 30);
    public static final Budget GET_FULFILMENT = Budget.of("outbound.get", 2, 30);
    public static final Budget CANCEL_FULFILMENT = Budget.of("outbound.cancel", 2, 30);
    public static final Budget INVENTORY_SUMMARIES = Budget.of("inventory.summaries", 2, 2);

    /** Ours: Login with Amazon publishes no figure, and a token is asked for once an hour. */
    public static final Budget TOKEN = Budget.of("lwa.token", 1, 5);

    /** Ours: the notification queue has a limit far above what we ask of it. */
    public static final Budget QUEUE = Budget.of("notifications.queue", 20, 100);

    private SpApiBudgets() {}
}
