package penstock.sandbox.amazon;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.buyer.Buyers;
import penstock.sandbox.fault.Faults;
import penstock.sandbox.http.Desk;
import penstock.sandbox.http.Operation;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;
import penstock.sandbox.oracle.Oracle;
import penstock.sandbox.quota.QuotaAudit;
import penstock.sandbox.time.SandboxTime;

/**
 * All simulated sellers under {@code /amazon}. A call is known by its access token; the token exchange and the queue need none. Safe for
 * use by many threads.
 */
public final class AmazonDesk implements Desk {
    static final String CHANNEL = "amazon";

    /** Order numbers are unique over all sellers; ids are 3, 7 and 7 digits. */
    private static final long FIRST_ORDER = 23_456_780_000_000L;

    private final SandboxTime time;
    private final Faults faults;
    private final Oracle oracle;
    private final QuotaAudit audit;
    private final Buyers buyers;
    private final AccessTokens tokens;
    private final OrdersApi ordersApi;
    private final ListingsApi listingsApi;
    private final ShipmentsApi shipmentsApi = new ShipmentsApi();
    private final InventoryApi inventoryApi = new InventoryApi();
    private final AtomicLong orderNumbers = new AtomicLong(FIRST_ORDER);
    private final Map<String, SellerCounter> sellers = new ConcurrentSkipListMap<>();

    /** A desk without sellers yet. */
    public AmazonDesk(SandboxTime time, Faults faults, Oracle oracle, QuotaAudit audit, Buyers buyers) {
        this.time = time;
        this.faults = faults;
        this.oracle = oracle;
        this.audit = audit;
        this.buyers = buyers;
        this.tokens = new AccessTokens(time);
        this.ordersApi = new OrdersApi(time, faults);
        this.listingsApi = new ListingsApi(time, faults);
    }

    /** Opens a seller, or opens it afresh: its former truth is forgotten, the oracle's record stays. */
    public AmazonSeller open(AmazonSettings settings) {
        AmazonSeller seller = new AmazonSeller(settings, time, oracle, faults, buyers, orderNumbers);
        sellers.put(settings.sellerId(), new SellerCounter(seller, time, audit));
        return seller;
    }

    /** A seller that is open. */
    public Optional<AmazonSeller> seller(String sellerId) {
        return Optional.ofNullable(sellers.get(sellerId)).map(counter -> counter.seller);
    }

    /** All open sellers. */
    public List<AmazonSeller> sellers() {
        return sellers.values().stream().map(counter -> counter.seller).toList();
    }

    /** What a seller is and has, its fulfilment orders and its queue's length. */
    public Map<String, @Nullable Object> describe(String sellerId) {
        AmazonSeller seller = seller(sellerId)
                .orElseThrow(() -> new IllegalArgumentException("There is no seller " + sellerId + "."));
        return Json.object(
                "sellerId",
                sellerId,
                "marketplaceId",
                seller.settings.marketplaceId(),
                "tokenPath",
                "/amazon/auth/o2/token",
                "queuePath",
                "/amazon/sqs/" + seller.settings.queue(),
                "queued",
                seller.queue.size(),
                "shown",
                seller.shown());
    }

    /** An order with all its data, whatever its state. */
    public Map<String, @Nullable Object> order(String sellerId, String orderId) {
        AmazonSeller seller = seller(sellerId).orElseThrow();
        synchronized (seller) {
            return seller.orders
                    .find(orderId)
                    .map(order -> OrderWords.order(order, seller.settings, OrderWords.ALL))
                    .orElseThrow(() -> new IllegalArgumentException("No order " + orderId + "."));
        }
    }

    @Override
    public Reply trouble(int status) {
        return switch (status) {
            case 429 -> SellerCounter.quotaExceeded();
            case 503 -> Refused.reply(503, "ServiceUnavailable", "Service temporarily unavailable.");
            default -> Refused.reply(status, "InternalFailure", "We encountered an internal error. Please try again.");
        };
    }

    @Override
    public Operation open(Request request) {
        List<String> path = request.pathAfter(1);
        if (request.method().equals("POST") && path.equals(List.of("auth", "o2", "token"))) {
            return new Operation(CHANNEL, "-", "getAccessToken", () -> tokens.exchange(request.form(), settings()));
        }
        if (path.size() >= 2 && path.get(0).equals("sqs")) {
            return queue(request, path);
        }
        Optional<String> token = request.header("x-amz-access-token");
        Optional<SellerCounter> counter =
                token.flatMap(tokens::seller).flatMap(id -> Optional.ofNullable(sellers.get(id)));
        if (counter.isEmpty()) {
            return Operation.answering(CHANNEL, "unauthorised", tokens.denial(token));
        }
        return routed(counter.get(), request, path);
    }

    private Operation routed(SellerCounter counter, Request request, List<String> path) {
        String head = String.join("/", path.subList(0, Math.min(2, path.size())));
        return switch (head) {
            case "orders/2026-01-01" -> orders(counter, request, path);
            case "orders/v0" -> shipment(counter, request, path);
            case "listings/2021-08-01" -> listing(counter, request, path);
            case "fba/outbound" -> outbound(counter, request, path);
            case "fba/inventory" -> inventory(counter, request, path);
            default -> unknown();
        };
    }

    private Operation orders(SellerCounter counter, Request request, List<String> path) {
        boolean here = request.method().equals("GET")
                && path.size() >= 3
                && path.get(2).equals("orders");
        if (here && path.size() == 3) {
            return counter.operation(Rate.searchOrders, () -> ordersApi.search(counter.seller, request));
        }
        if (here && path.size() == 4) {
            return counter.operation(Rate.getOrder, () -> ordersApi.get(counter.seller, request, path.get(3)));
        }
        return unknown();
    }

    private Operation shipment(SellerCounter counter, Request request, List<String> path) {
        boolean here = request.method().equals("POST")
                && path.size() == 5
                && path.get(2).equals("orders")
                && path.get(4).equals("shipmentConfirmation");
        return here
                ? counter.operation(
                        Rate.confirmShipment, () -> shipmentsApi.confirm(counter.seller, request, path.get(3)))
                : unknown();
    }

    private Operation listing(SellerCounter counter, Request request, List<String> path) {
        if (path.size() != 5 || !path.get(2).equals("items")) {
            return unknown();
        }
        if (!path.get(3).equals(counter.seller.account())) {
            return Operation.answering(
                    CHANNEL, "unauthorised", Refused.reply(403, "Unauthorized", "The token is of another seller."));
        }
        String sku = path.get(4);
        return switch (request.method()) {
            case "GET" -> counter.operation(Rate.getListingsItem, () -> listingsApi.get(counter.seller, request, sku));
            case "PATCH" ->
                counter.operation(Rate.patchListingsItem, () -> listingsApi.patch(counter.seller, request, sku));
            default -> unknown();
        };
    }

    private Operation outbound(SellerCounter counter, Request request, List<String> path) {
        if (path.size() < 4 || !path.get(2).equals("2020-07-01") || !path.get(3).equals("fulfillmentOrders")) {
            return unknown();
        }
        OutboundApi api = counter.outbound;
        String id = path.size() > 4 ? path.get(4) : "";
        String shape = request.method() + " " + (path.size() - 4) + (path.size() > 5 ? path.get(5) : "");
        return switch (shape) {
            case "POST 0" -> counter.operation(Rate.createFulfillmentOrder, () -> api.create(request));
            case "GET 0" -> counter.operation(Rate.listAllFulfillmentOrders, () -> api.list(request));
            case "POST 1" ->
                id.equals("preview")
                        ? counter.operation(Rate.getFulfillmentPreview, () -> api.preview(request))
                        : unknown();
            case "GET 1" -> counter.operation(Rate.getFulfillmentOrder, () -> api.get(id));
            case "PUT 1" -> counter.operation(Rate.updateFulfillmentOrder, () -> api.update(request, id));
            case "PUT 2cancel" -> counter.operation(Rate.cancelFulfillmentOrder, () -> api.cancel(id));
            default -> unknown();
        };
    }

    private Operation inventory(SellerCounter counter, Request request, List<String> path) {
        boolean here = request.method().equals("GET") && path.equals(List.of("fba", "inventory", "v1", "summaries"));
        return here
                ? counter.operation(Rate.getInventorySummaries, () -> inventoryApi.summaries(counter.seller, request))
                : unknown();
    }

    private Operation queue(Request request, List<String> path) {
        Optional<AmazonSeller> owner = sellers().stream()
                .filter(seller -> seller.settings.queue().equals(path.get(1)))
                .findFirst();
        if (owner.isEmpty()) {
            return unknown();
        }
        NotificationQueue queue = owner.get().queue;
        String account = owner.get().account();
        if (request.method().equals("GET") && path.size() == 2) {
            int max = request.parameter("max").map(Integer::parseInt).orElse(1);
            return new Operation(CHANNEL, account, "receiveMessage", () -> Reply.json(200, queue.receive(max)));
        }
        if (request.method().equals("DELETE") && path.size() == 3) {
            return new Operation(CHANNEL, account, "deleteMessage", () -> {
                queue.delete(path.get(2));
                return Reply.json(200, Json.object());
            });
        }
        return unknown();
    }

    private List<AmazonSettings> settings() {
        return sellers().stream().map(seller -> seller.settings).toList();
    }

    private static Operation unknown() {
        return Operation.answering(
                CHANNEL, "unknown", Refused.reply(404, "NotFound", "There is no such operation in the sandbox."));
    }
}
