package penstock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import penstock.sandbox.json.Json;
import tools.jackson.databind.JsonNode;

class AmazonOrdersTest {
    private static final String SEARCH = "/amazon/orders/2026-01-01/orders";

    private final Played played = new Played();
    private String token = "";

    @BeforeEach
    void aSeller() {
        token = played.seller();
    }

    @AfterEach
    void close() {
        played.close();
    }

    @Test
    void aTokenIsBoughtWithTheRightGrantOnlyAndLivesAnHour() {
        assertThat(exchange("grant_type=refresh_token&client_id=c&client_secret=wrong&refresh_token=r"))
                .isEqualTo("401 invalid_client");
        assertThat(exchange("grant_type=refresh_token&client_id=c&client_secret=s&refresh_token=wrong"))
                .isEqualTo("400 invalid_grant");
        assertThat(exchange("grant_type=password&client_id=c&client_secret=s")).isEqualTo("400 unsupported_grant_type");

        played.time.advance(Duration.ofHours(1).minusMillis(1));
        assertThat(get(SEARCH + "/none").status()).isEqualTo(404);
        played.time.advance(Duration.ofMillis(1));
        Played.Answer expired = get(SEARCH + "/none");
        assertThat(expired.status()).isEqualTo(403);
        assertThat(expired.json().at("/errors/0/code").asString()).isEqualTo("Unauthorized");
        assertThat(played.get(SEARCH).status()).isEqualTo(403);
    }

    @Test
    void aSearchNeedsExactlyOneStartAndAnEndTwoMinutesAgo() {
        assertThat(search("").status()).isEqualTo(400);
        assertThat(search("?createdAfter=2026-11-01T00:00:00Z&lastUpdatedAfter=2026-11-01T00:00:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(search("?lastUpdatedAfter=2026-11-01T00:00:00Z&lastUpdatedBefore=2026-11-23T09:59:00Z")
                        .status())
                .isEqualTo(400);
        assertThat(search("?lastUpdatedAfter=yesterday").status()).isEqualTo(400);
        assertThat(search("?lastUpdatedAfter=2026-11-01T00:00:00Z&maxResultsPerPage=101")
                        .status())
                .isEqualTo(400);
        assertThat(search("?lastUpdatedAfter=2026-11-01T00:00:00Z&includedData=SECRETS")
                        .status())
                .isEqualTo(400);

        Played.Answer good = search("?lastUpdatedAfter=2026-11-01T00:00:00Z&lastUpdatedBefore=2026-11-23T09:58:00Z");
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.json().get("lastUpdatedBefore").asString()).isEqualTo("2026-11-23T09:58:00Z");
    }

    @Test
    void anOrderIsFoundByItsIdAtOnceAndBySearchTwoMinutesAfterEachChange() {
        String id = buy("M", 2, false);

        assertThat(status(id)).isEqualTo("PENDING");
        assertThat(found()).isEmpty();
        played.time.advance(Duration.ofMinutes(2));
        assertThat(found()).containsExactly("PENDING");
        played.control("POST", "amazon/S1/orders/" + id + "/pay", "");
        assertThat(status(id)).isEqualTo("UNSHIPPED");
        assertThat(found()).containsExactly("PENDING");
        played.time.advance(Duration.ofMinutes(2));
        assertThat(found()).containsExactly("UNSHIPPED");
    }

    @Test
    void anOrderThatIsPendingHasNoAddressAndNoPrice() {
        String id = buy("M", 1, false);
        String all = "?includedData=BUYER,RECIPIENT,PROCEEDS,FULFILLMENT";

        JsonNode pending = get(SEARCH + "/" + id + all).json().get("order");
        played.control("POST", "amazon/S1/orders/" + id + "/pay", "");
        JsonNode paid = get(SEARCH + "/" + id + all).json().get("order");

        assertThat(pending.has("recipient") || pending.has("buyer") || pending.has("proceeds"))
                .isFalse();
        assertThat(paid.at("/recipient/deliveryAddress/postalCode").asString()).isNotBlank();
        assertThat(get(SEARCH + "/" + id).json().get("order").has("recipient")).isFalse();
    }

    @Test
    void pagesFollowEachOtherWithoutLossOrRepeat() {
        for (int i = 0; i < 5; i++) {
            buy("M", 1, true);
            played.time.advance(Duration.ofSeconds(1));
        }
        played.time.advance(Duration.ofMinutes(2));
        List<String> ids = new ArrayList<>();
        JsonNode page = search("?lastUpdatedAfter=2026-11-01T00:00:00Z&maxResultsPerPage=2")
                .json();
        while (true) {
            page.get("orders").forEach(order -> ids.add(order.get("orderId").asString()));
            if (!page.has("pagination")) {
                break;
            }
            String next = page.at("/pagination/nextToken").asString();
            page = search("?maxResultsPerPage=2&paginationToken=" + next.replace("=", "%3D"))
                    .json();
        }

        assertThat(ids).hasSize(5).doesNotHaveDuplicates();
    }

    @Test
    void aScriptedSearchOmitsAnOrderAndAScriptedPageRepeatsItsToken() {
        played.sandbox
                .faults()
                .add(FaultRule.first(1, "amazon", "searchOrders", FaultKind.SEARCH_OMITS)
                        .delayed(Duration.ofHours(12)));
        String id = buy("M", 1, false);
        played.time.advance(Duration.ofHours(11));
        token = played.token();
        assertThat(found()).isEmpty();
        assertThat(status(id)).isEqualTo("PENDING");
        buy("M", 1, false);
        played.time.advance(Duration.ofHours(1));
        token = played.token();
        assertThat(found()).hasSize(2);

        played.sandbox.faults().add(FaultRule.first(1, "amazon", "searchOrders", FaultKind.TOKEN_REPEATED));
        String next = search("?lastUpdatedAfter=2026-11-01T00:00:00Z&maxResultsPerPage=1")
                .json()
                .at("/pagination/nextToken")
                .asString();
        assertThat(search("?maxResultsPerPage=1&paginationToken=" + next.replace("=", "%3D"))
                        .json()
                        .at("/pagination/nextToken")
                        .asString())
                .isEqualTo(next);
    }

    @Test
    void searchesBeyondTheBurstAreRefusedUntilATokenHasGrown() {
        String good = "?lastUpdatedAfter=2026-11-01T00:00:00Z";
        for (int i = 0; i < 20; i++) {
            assertThat(search(good).status()).isEqualTo(200);
        }

        Played.Answer refused = search(good);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.json().at("/errors/0/code").asString()).isEqualTo("QuotaExceeded");
        assertThat(refused.raw().headers().firstValue("x-amzn-RateLimit-Limit")).contains("0.0056");
        played.time.advance(Duration.ofSeconds(178));
        assertThat(search(good).status()).isEqualTo(429);
        played.time.advance(Duration.ofSeconds(1));
        assertThat(search(good).status()).isEqualTo(200);
        assertThat(played.sandbox.audit().breaches()).isEmpty();
    }

    @Test
    void aConfirmationIsTakenOnceAndAnEditUnderTheSameReference() {
        String id = buy("M", 3, true);
        String item = item(id);

        assertThat(confirm(id, "1", "T1", item, 2).status()).isEqualTo(204);
        assertThat(status(id)).isEqualTo("PARTIALLY_SHIPPED");
        assertThat(confirm(id, "1", "T1", item, 2).status()).isEqualTo(204);
        assertThat(confirm(id, "2", "T2", item, 2).status()).isEqualTo(400);
        assertThat(confirm(id, "2", "T1", item, 1).status()).isEqualTo(204);

        assertThat(status(id)).isEqualTo("SHIPPED");
        assertThat(played.sandbox.oracle().report().confirmations())
                .extracting(c -> c.reference() + " accepted " + c.accepted() + " edits " + c.edits())
                .containsExactly("1 accepted 1 edits 1", "2 accepted 1 edits 0");
        assertThat(played.sandbox.oracle().report().duplicateConfirmations()).hasSize(1);
        assertThat(played.sandbox.oracle().report().notices()).containsEntry("amazon/S1/" + id, 2);
    }

    @Test
    void aConfirmationOfWhatCannotBeShippedIsRefused() {
        String pending = buy("M", 1, false);
        String cancelled = buy("M", 1, true);
        played.control("POST", "amazon/S1/orders/" + cancelled + "/cancel", "");

        assertThat(confirm(pending, "1", "T", item(pending), 1).status()).isEqualTo(400);
        assertThat(confirm(cancelled, "1", "T", item(cancelled), 1).status()).isEqualTo(400);
        assertThat(confirm("111-0", "1", "T", "1", 1).status()).isEqualTo(404);
        assertThat(confirm(buy("M", 1, true), "1", "T", "77", 1).status()).isEqualTo(400);
        assertThat(confirm(buy("M", 1, true), "zero", "T", "77", 1).status()).isEqualTo(400);
        assertThat(played.sandbox.oracle().report().confirmations()).isEmpty();
    }

    @Test
    void aCancelDoesNotAddToWhatAmazonShows() {
        String id = buy("M", 4, true);

        played.control("POST", "amazon/S1/orders/" + id + "/cancel", "");

        assertThat(shown("M")).isEqualTo(6);
        assertThat(status(id)).isEqualTo("CANCELLED");
    }

    @Test
    void aNotificationIsHiddenWhileItIsReadAndComesBackUnlessItIsDeleted() {
        String id = buy("M", 2, false);

        JsonNode message = receive().at("/Messages/0");
        JsonNode body = Json.read(message.get("Body").asString().getBytes(StandardCharsets.UTF_8));
        assertThat(body.at("/Payload/OrderChangeNotification/AmazonOrderId").asString())
                .isEqualTo(id);
        assertThat(body.at("/Payload/OrderChangeNotification/Summary/OrderItems/0/Quantity")
                        .asInt())
                .isEqualTo(2);
        assertThat(receive().get("Messages")).isEmpty();
        played.time.advance(Duration.ofSeconds(30));
        String receipt = receive().at("/Messages/0/ReceiptHandle").asString();
        played.call(
                "DELETE",
                "/amazon/sqs/orders-S1/" + message.get("ReceiptHandle").asString(),
                "");
        played.time.advance(Duration.ofSeconds(30));
        assertThat(receive().get("Messages")).hasSize(1);
        played.time.advance(Duration.ofSeconds(30));
        receipt = receive().at("/Messages/0/ReceiptHandle").asString();
        played.call("DELETE", "/amazon/sqs/orders-S1/" + receipt, "");
        played.time.advance(Duration.ofSeconds(30));
        assertThat(receive().get("Messages")).isEmpty();
    }

    private JsonNode receive() {
        return played.get("/amazon/sqs/orders-S1?max=10").json();
    }

    private String exchange(String form) {
        Played.Answer answer = played.call("POST", "/amazon/auth/o2/token", form);
        return answer.status() + " " + answer.json().get("error").asString();
    }

    private Played.Answer get(String path) {
        return played.get(path, "x-amz-access-token", token);
    }

    private Played.Answer search(String query) {
        return get(SEARCH + query);
    }

    private List<String> found() {
        return search("?lastUpdatedAfter=2026-11-01T00:00:00Z&includedData=FULFILLMENT")
                .json()
                .get("orders")
                .valueStream()
                .map(order -> order.at("/fulfillment/fulfillmentStatus").asString())
                .toList();
    }

    private String status(String id) {
        return get(SEARCH + "/" + id + "?includedData=FULFILLMENT")
                .json()
                .at("/order/fulfillment/fulfillmentStatus")
                .asString();
    }

    private String item(String id) {
        return get(SEARCH + "/" + id)
                .json()
                .at("/order/orderItems/0/orderItemId")
                .asString();
    }

    private String buy(String sku, int units, boolean paid) {
        return played.control(
                        "POST",
                        "amazon/S1/purchases",
                        "{'sku':'" + sku + "','quantity':" + units + ",'paid':" + paid + "}")
                .json()
                .get("orderId")
                .asString();
    }

    private Played.Answer confirm(String id, String reference, String tracking, String item, int units) {
        String body = "{'marketplaceId':'ATVPDKIKX0DER','packageDetail':{'packageReferenceId':'" + reference
                + "','carrierCode':'UPS','trackingNumber':'" + tracking
                + "','shipDate':'2026-11-23T10:00:00Z','orderItems':[{'orderItemId':'" + item + "','quantity':" + units
                + "}]}}";
        return played.call(
                "POST",
                "/amazon/orders/v0/orders/" + id + "/shipmentConfirmation",
                body.replace('\'', '"'),
                "x-amz-access-token",
                token);
    }

    private int shown(String sku) {
        return played.sandbox.amazon().seller("S1").orElseThrow().shown().get(sku);
    }
}
