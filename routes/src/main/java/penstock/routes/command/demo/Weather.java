package penstock.routes.command.demo;

import java.util.List;
import java.util.Map;

/** What goes wrong at the channels while the demo runs. */
final class Weather {

    private final SandboxControl sandbox;

    Weather(SandboxControl sandbox) {
        this.sandbox = sandbox;
    }

    /** Calls are refused, answers are lost, messages are lost, repeated and overtaken. */
    void turnBad() {
        sandbox.setFaults(List.of(
                sometimes("shopify", "inventorySetQuantities", "RATE_LIMITED", 0.05, 0),
                sometimes("shopify", "inventorySetQuantities", "DROP_AFTER", 0.05, 0),
                once("shopify", "inventorySetQuantities", "TIMEOUT_AFTER", 12, 4),
                sometimes("shopify", "fulfillmentCreate", "DROP_AFTER", 0.05, 0),
                sometimes("shopify", "orders", "UNAVAILABLE", 0.05, 0),
                sometimes("shopify", "orders/create", "MESSAGE_LOST", 0.08, 0),
                sometimes("shopify", "orders/updated", "MESSAGE_LOST", 0.08, 0),
                sometimes("shopify", "orders/create", "MESSAGE_DELAYED", 0.10, 60),
                sometimes("shopify", "orders/paid", "MESSAGE_DUPLICATED", 0.15, 0),
                sometimes("shopify", "orders/create", "MESSAGE_DUPLICATED", 0.15, 0),
                sometimes("amazon", "patchListingsItem", "RATE_LIMITED", 0.05, 0),
                sometimes("amazon", "patchListingsItem", "DROP_AFTER", 0.05, 0),
                sometimes("amazon", "searchOrders", "UNAVAILABLE", 0.10, 0),
                sometimes("amazon", "getOrder", "SERVER_ERROR", 0.03, 0),
                sometimes("amazon", "confirmShipment", "DROP_AFTER", 0.05, 0),
                once("amazon", "createFulfillmentOrder", "DROP_AFTER", 2, 0),
                sometimes("amazon", "ORDER_CHANGE", "MESSAGE_LOST", 0.10, 0),
                sometimes("amazon", "ORDER_CHANGE", "MESSAGE_DUPLICATED", 0.10, 0)));
    }

    void clearUp() {
        sandbox.heal();
    }

    private static Map<String, Object> sometimes(
            String channel, String operation, String kind, double probability, int delaySeconds) {
        return Map.of(
                "channel", channel,
                "operation", operation,
                "kind", kind,
                "probability", probability,
                "delaySeconds", delaySeconds);
    }

    private static Map<String, Object> once(
            String channel, String operation, String kind, int occasion, int delaySeconds) {
        return Map.of(
                "channel", channel,
                "operation", operation,
                "kind", kind,
                "nth", occasion,
                "atMost", 1,
                "delaySeconds", delaySeconds);
    }
}
