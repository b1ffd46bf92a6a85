package penstock.routes.work;

import org.apache.camel.builder.RouteBuilder;

/**
 * What is done for an account, as routes: the body names the account. Their number grows neither with channels nor with
 * accounts. Nothing is redelivered: what failed is due again in its row.
 */
public final class WorkRoutes extends RouteBuilder {

    public static final String PUBLISH = "direct:publish";
    public static final String CONFIRM = "direct:confirm";
    public static final String FULFIL = "direct:fulfil";
    public static final String POLL = "direct:collect-orders";
    public static final String RECEIVE = "direct:collect-notifications";
    public static final String MIRROR = "direct:mirror";
    public static final String SUBSCRIBE = "direct:subscribe";
    public static final String APPLY_FEEDS = "direct:apply-feeds";

    /** How often every leased seller is looked at, woken or not. */
    public static final long TICK_MS = 500;

    private final PublishStock publishing;
    private final ConfirmShipments confirming;
    private final ShipThroughProviders shipping;
    private final CollectMessages collecting;
    private final MirrorProviderStock mirroring;
    private final SubscribeWebhooks subscribing;
    private final ApplyFeeds feeds;
    private final Rounds rounds;

    public WorkRoutes(
            PublishStock publishing,
            ConfirmShipments confirming,
            ShipThroughProviders shipping,
            CollectMessages collecting,
            MirrorProviderStock mirroring,
            SubscribeWebhooks subscribing,
            ApplyFeeds feeds,
            Rounds rounds) {
        this.publishing = publishing;
        this.confirming = confirming;
        this.shipping = shipping;
        this.collecting = collecting;
        this.mirroring = mirroring;
        this.subscribing = subscribing;
        this.feeds = feeds;
        this.rounds = rounds;
    }

    /** The stage of the flow that a route is, as in metrics and logs: its id. */
    static String stage(String route) {
        return route.substring(route.indexOf(':') + 1);
    }

    @Override
    public void configure() {
        errorHandler(noErrorHandler());

        from("timer:tick?period=" + TICK_MS).routeId("tick").bean(rounds, "tick");

        from(POLL).routeId("collect-orders").bean(collecting, "pollOrders");
        from(RECEIVE).routeId("collect-notifications").bean(collecting, "receiveNotifications");
        from(MIRROR).routeId("mirror").bean(mirroring, "mirror");
        from(SUBSCRIBE).routeId("subscribe").bean(subscribing, "subscribe");
        from(APPLY_FEEDS).routeId("apply-feeds").bean(feeds, "apply");

        from(PUBLISH).routeId("publish").bean(publishing, "publish");
        from(CONFIRM).routeId("confirm").bean(confirming, "confirm");
        from(FULFIL).routeId("fulfil").bean(shipping, "ship");
    }
}
