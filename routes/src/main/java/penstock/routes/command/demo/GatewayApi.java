package penstock.routes.command.demo;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import penstock.routes.command.demo.JsonCalls.Answer;
import tools.jackson.databind.JsonNode;

/** Penstock's REST API as a seller's program uses it. Any thread. */
final class GatewayApi {

    /** Rows asked for at a time; the API's own limit. */
    private static final int PAGE = 500;

    private final JsonCalls calls;
    private final String seller;

    GatewayApi(URI gateway, String sellerId, String key) {
        this.calls = new JsonCalls(gateway, Optional.of(key));
        this.seller = "/api/v1/sellers/" + sellerId;
    }

    /** Creates a seller with the operator's key and answers its id. */
    static String createSeller(URI gateway, String operatorKey, String name) {
        JsonCalls operator = new JsonCalls(gateway, Optional.of(operatorKey));
        return text(operator.post("/api/v1/sellers", Map.of("name", name, "currency", "EUR")), "sellerId");
    }

    // setting up -----------------------------------------------------------------------------------------------------

    /** Issues a key; of a STOREFRONT or SUPPLIER for one account. */
    String issueKey(String label, String role, Optional<String> accountId) {
        Map<String, Object> wish = accountId.isPresent()
                ? Map.of("label", label, "role", role, "accountId", accountId.get())
                : Map.of("label", label, "role", role);
        return text(calls.post(seller + "/api-keys", wish), "key");
    }

    void createSku(String code, String title, String sharing) {
        calls.post(seller + "/skus", Map.of("code", code, "title", title, "sharing", sharing));
    }

    void createLocation(Map<String, Object> location) {
        calls.post(seller + "/locations", location);
    }

    /** Opens an account and answers its id. */
    String openAccount(Map<String, Object> account) {
        return text(calls.post(seller + "/accounts", account), "accountId");
    }

    void bind(Map<String, Object> listing) {
        calls.post(seller + "/listings", listing);
    }

    /** Units that came to the warehouse; the id is the same in every repeat. */
    void receive(String id, String sku, String location, int quantity) {
        calls.post(
                seller + "/stock-moves",
                Map.of("id", id, "kind", "RECEIVE", "sku", sku, "location", location, "quantity", quantity));
    }

    // the own site ---------------------------------------------------------------------------------------------------

    boolean check(String accountId, Object lines) {
        return calls.post(account(accountId) + "/check", Map.of("lines", lines))
                .path("enough")
                .asBoolean();
    }

    Answer hold(String accountId, Object hold) {
        return calls.ask("POST", account(accountId) + "/holds", Optional.of(hold));
    }

    void release(String accountId, String holdId) {
        calls.delete(account(accountId) + "/holds/" + holdId);
    }

    Answer order(String accountId, Object order) {
        return calls.ask("POST", account(accountId) + "/orders", Optional.of(order));
    }

    Answer cancel(String accountId, String channelOrderId) {
        return calls.ask("POST", account(accountId) + "/orders/" + channelOrderId + "/cancel", Optional.empty());
    }

    /** Where a supplier's feeds are sent. */
    String feedPath(String accountId, String mode) {
        return account(accountId) + "/feeds?mode=" + mode + "&name=nord.csv";
    }

    private String account(String accountId) {
        return seller + "/accounts/" + accountId;
    }

    // the warehouse --------------------------------------------------------------------------------------------------

    Answer pick(String fulfilmentId) {
        return calls.ask("POST", seller + "/fulfilments/" + fulfilmentId + "/pick", Optional.empty());
    }

    Answer pack(String fulfilmentId) {
        return calls.ask("POST", seller + "/fulfilments/" + fulfilmentId + "/pack", Optional.empty());
    }

    Answer ship(String fulfilmentId, String parcelId, String tracking) {
        return calls.ask(
                "POST",
                seller + "/fulfilments/" + fulfilmentId + "/ship",
                Optional.of(Map.of("parcelId", parcelId, "carrier", "Sandbox", "trackingNumber", tracking)));
    }

    // looking --------------------------------------------------------------------------------------------------------

    List<Seen.Order> orders() {
        return all("/orders", "before", "orders", GatewayApi::order);
    }

    List<Seen.Listing> listings() {
        return all("/listings", "after", "listings", GatewayApi::listing);
    }

    List<Seen.Balance> balances() {
        return all(
                "/stock",
                "after",
                "balances",
                row -> new Seen.Balance(
                        text(row, "sku"),
                        text(row, "location"),
                        row.path("available").asInt(),
                        row.path("reserved").asInt()));
    }

    List<Seen.Fulfilment> fulfilments() {
        return all(
                "/fulfilments",
                "after",
                "fulfilments",
                row -> new Seen.Fulfilment(
                        text(row, "fulfilmentId"),
                        text(row, "orderId"),
                        text(row, "location"),
                        !text(row, "providerAccountId").isEmpty(),
                        text(row, "state")));
    }

    /** Fulfilment orders that the seller himself is to go on with. */
    List<Seen.Fulfilment> openFulfilments(String state) {
        List<Seen.Fulfilment> open = new ArrayList<>();
        calls.get(seller + "/fulfilments?limit=100&state=" + state)
                .path("fulfilments")
                .forEach(row -> open.add(new Seen.Fulfilment(
                        text(row, "fulfilmentId"), text(row, "orderId"), text(row, "location"), false, state)));
        return open;
    }

    /** Postings of a SKU after a position, the newest first. */
    List<Seen.Posting> postings(String sku, long after) {
        List<Seen.Posting> found = new ArrayList<>();
        String before = "";
        do {
            JsonNode page = calls.get(seller + "/skus/" + sku + "/postings?limit=100" + before);
            for (JsonNode row : page.path("postings")) {
                Seen.Posting posting = posting(sku, row);
                if (posting.position() <= after) {
                    return found;
                }
                found.add(posting);
            }
            String next = text(page, "next");
            before = next.isEmpty() ? "" : "&before=" + next;
        } while (!before.isEmpty());
        return found;
    }

    int parkedMessages() {
        return calls.get(seller + "/parked/messages?limit=" + PAGE)
                .path("messages")
                .size();
    }

    int parkedLines() {
        return calls.get(seller + "/parked/lines?limit=" + PAGE).path("lines").size();
    }

    /** Feeds of suppliers, the newest first, as the API answers them. */
    JsonNode feeds() {
        return calls.get(seller + "/feeds?limit=" + PAGE).path("feeds");
    }

    /** The parcels of an order. */
    List<Seen.Parcel> parcels(String orderId) {
        List<Seen.Parcel> parcels = new ArrayList<>();
        calls.get(seller + "/orders/" + orderId + "/shipments")
                .path("shipments")
                .forEach(row ->
                        parcels.add(new Seen.Parcel(Instant.parse(text(row, "shippedAt")), text(row, "confirmation"))));
        return parcels;
    }

    private <T> List<T> all(String path, String cursor, String rows, Function<JsonNode, T> read) {
        List<T> all = new ArrayList<>();
        String from = "";
        do {
            JsonNode page = calls.get(seller + path + "?limit=" + PAGE + from);
            page.path(rows).forEach(row -> all.add(read.apply(row)));
            String next = text(page, "next");
            from = next.isEmpty() ? "" : "&" + cursor + "=" + next;
        } while (!from.isEmpty());
        return all;
    }

    private static Seen.Order order(JsonNode row) {
        List<Seen.Line> lines = new ArrayList<>();
        row.path("lines")
                .forEach(line -> lines.add(new Seen.Line(
                        line.path("lineNo").asInt(),
                        text(line, "channelLineId"),
                        text(line, "sku"),
                        line.path("ordered").asInt(),
                        line.path("reserved").asInt(),
                        line.path("shipped").asInt(),
                        line.path("cancelled").asInt(),
                        line.path("short").asInt())));
        return new Seen.Order(
                text(row, "orderId"), text(row, "accountId"), text(row, "channelOrderId"), text(row, "phase"), lines);
    }

    private static Seen.Listing listing(JsonNode row) {
        JsonNode publication = row.path("publication");
        return new Seen.Listing(
                text(row, "listingId"),
                text(row, "accountId"),
                text(row, "channelSku"),
                text(row, "sku"),
                text(publication, "state"),
                number(publication, "known"),
                Long.parseLong(publication.path("knownPosition").asString("0")),
                Optional.of(text(publication, "staleSince"))
                        .filter(time -> !time.isEmpty())
                        .map(Instant::parse),
                text(publication, "refusedReason"));
    }

    private static Seen.Posting posting(String sku, JsonNode row) {
        return new Seen.Posting(
                Long.parseLong(text(row, "position")),
                sku,
                text(row, "from"),
                text(row, "to"),
                row.path("quantity").asInt(),
                text(row, "cause"),
                text(row, "causeId"),
                Instant.parse(text(row, "postedAt")));
    }

    private static Optional<Integer> number(JsonNode row, String field) {
        return row.path(field).isNumber() ? Optional.of(row.path(field).asInt()) : Optional.empty();
    }

    private static String text(JsonNode row, String field) {
        return row.path(field).asString("");
    }
}
