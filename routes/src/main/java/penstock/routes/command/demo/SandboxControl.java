package penstock.routes.command.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** The sandbox's control API: who sells there, who buys, what fails, and what was really sold. Any thread. */
final class SandboxControl {

    private final JsonCalls calls;

    SandboxControl(URI sandbox) {
        this.calls = new JsonCalls(sandbox, Optional.empty());
    }

    URI address() {
        return calls.address();
    }

    /** Opens a Shopify shop and answers its description, with the ids of its locations and products. */
    JsonNode openShop(Object shop) {
        return calls.post("/_control/shopify/shops", shop);
    }

    /** Opens a seller on Amazon and answers its description. */
    JsonNode openAmazonSeller(Object seller) {
        return calls.post("/_control/amazon/sellers", seller);
    }

    void openSupplier(Object supplier) {
        calls.post("/_control/supplier/suppliers", supplier);
    }

    void setSupplierStock(String supplier, String sku, int quantity) {
        calls.put("/_control/supplier/" + supplier + "/stock", Map.of("sku", sku, "quantity", quantity));
    }

    Map<String, Integer> supplierStock(String supplier) {
        return numbers(calls.get("/_control/supplier/" + supplier));
    }

    /** Has a supplier send its feed; answers the status that the receiver answered. */
    int push(String supplier, String url, String key, boolean delta) {
        return calls.post(
                        "/_control/supplier/" + supplier + "/push",
                        Map.of("url", url, "headers", Map.of("Authorization", "Bearer " + key), "delta", delta))
                .path("status")
                .asInt();
    }

    void startTraffic(Object plan) {
        calls.post("/_control/traffic", plan);
    }

    void stopTraffic() {
        calls.delete("/_control/traffic");
    }

    void setFaults(Object rules) {
        calls.put("/_control/faults", rules);
    }

    void heal() {
        calls.delete("/_control/faults");
    }

    /** A carrier's label; the same reference gets the same one. */
    String label(String reference) {
        return calls.post(
                        "/carrier/labels",
                        Map.of(
                                "reference",
                                reference,
                                "to",
                                Map.of("name", "Sam Sample", "postalCode", "20457", "countryCode", "DE")))
                .path("trackingNumber")
                .asString();
    }

    /** What buyers see now, by {@code channel/account}, then by the channel's SKU. */
    Map<String, Map<String, Integer>> shown() {
        Map<String, Map<String, Integer>> shown = new TreeMap<>();
        calls.get("/_control/shown")
                .properties()
                .forEach(front -> shown.put(front.getKey(), numbers(front.getValue())));
        return shown;
    }

    /** Everything that truly happened from that entry on. */
    List<JsonNode> timeline(int from) {
        List<JsonNode> entries = new ArrayList<>();
        calls.get("/_control/oracle/timeline?from=" + from).forEach(entries::add);
        return entries;
    }

    /** What follows from the timeline; {@code report} and {@code quotaBreaches}. */
    JsonNode oracle() {
        return calls.get("/_control/oracle");
    }

    /** Calls that the channels refused because they came too soon. */
    JsonNode statistics() {
        return calls.get("/_control/statistics");
    }

    private static Map<String, Integer> numbers(JsonNode object) {
        Map<String, Integer> numbers = new TreeMap<>();
        object.properties()
                .forEach(entry -> numbers.put(entry.getKey(), entry.getValue().asInt()));
        return numbers;
    }
}
