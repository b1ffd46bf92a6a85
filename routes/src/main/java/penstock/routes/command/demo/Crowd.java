package penstock.routes.command.demo;

import java.util.Map;

/** Buyers on the marketplaces: the sandbox makes them up from its seed. */
final class Crowd {

    /** Who try to buy each second on each marketplace, in real time. */
    static final double ORDERS_PER_SECOND = 1.5;

    private static final double MULTI_LINE_SHARE = 0.25;
    private static final double PENDING_SHARE = 0.15;
    private static final double CANCEL_SHARE = 0.08;

    /** Published minutes; at a time factor of 60 as many seconds. */
    private static final int PENDING_MINUTES = 6;

    private static final int CANCEL_MINUTES = 4;
    private static final int UNITS_OF_A_LINE = 2;

    private final SandboxControl sandbox;
    private final Assortment assortment;

    Crowd(SandboxControl sandbox, Assortment assortment) {
        this.sandbox = sandbox;
        this.assortment = assortment;
    }

    void come() {
        sandbox.startTraffic(plan("shopify", DemoSeller.SHOP, assortment.wantedOnShopify()));
        sandbox.startTraffic(plan("amazon", DemoSeller.MERCHANT, assortment.wantedOnAmazon()));
    }

    /** Nobody else comes; who has not paid or will cancel still does. */
    void leave() {
        sandbox.stopTraffic();
    }

    private static Map<String, Object> plan(String channel, String account, Map<String, Integer> weights) {
        return Map.of(
                "channel", channel,
                "account", account,
                "ordersPerSecond", ORDERS_PER_SECOND,
                "weights", weights,
                "multiLineShare", MULTI_LINE_SHARE,
                "quantityMax", UNITS_OF_A_LINE,
                "pendingShare", PENDING_SHARE,
                "pendingMinutes", PENDING_MINUTES,
                "cancelShare", CANCEL_SHARE,
                "cancelMinutes", CANCEL_MINUTES);
    }
}
