package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.channels.amazon.AmazonFixture.NOW;
import static penstock.channels.amazon.AmazonFixture.answered;
import static penstock.channels.amazon.AmazonFixture.bodyOf;
import static penstock.channels.amazon.AmazonFixture.callOf;
import static penstock.channels.amazon.AmazonFixture.channel;
import static penstock.channels.amazon.AmazonFixture.endOf;
import static penstock.channels.amazon.AmazonFixture.error;
import static penstock.channels.amazon.AmazonFixture.queryOf;
import static penstock.channels.amazon.AmazonFixture.reply;
import static penstock.channels.amazon.AmazonFixture.resultOf;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.StockSink;
import penstock.core.message.ListingRef;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;

class AmazonStockTest {

    private final StockSink stock = channel().stock().orElseThrow();

    @Test
    void aNumberIsMergedIntoTheListingSoThatNothingElseIsWiped() {
        var call = callOf(stock.publish(List.of(update("SKU-1", "", 10))));

        assertThat(call.method() + " " + call.uri().getRawPath())
                .isEqualTo("PATCH /listings/2021-08-01/items/A3EXAMPLE/SKU-1");
        assertThat(queryOf(call)).isEqualTo("includedData issues\nmarketplaceIds A1F83G8C2ARO7P\n");
        assertThat(bodyOf(call))
                .isEqualTo("{\"productType\":\"PRODUCT\",\"patches\":[{\"op\":\"merge\","
                        + "\"path\":\"/attributes/fulfillment_availability\","
                        + "\"value\":[{\"fulfillment_channel_code\":\"DEFAULT\",\"quantity\":10}]}]}");
        assertThat(call.headers()).containsEntry("content-type", "application/json");
        assertThat(call.effect()).isEqualTo(Effect.write("P1"));
        assertThat(call.budget().perSecond()).isEqualTo(5);
    }

    @Test
    void theProductTypeIsASettingAndALocationIsAFulfilmentChannel() {
        Map<String, String> settings = new HashMap<>(AmazonFixture.SETTINGS);
        settings.put("product_type", "LUGGAGE");

        var call = callOf(channel(settings).stock().orElseThrow().publish(List.of(update("SKU-1", "STORE-9", 0))));

        assertThat(bodyOf(call))
                .contains("\"productType\":\"LUGGAGE\"")
                .contains("\"fulfillment_channel_code\":\"STORE-9\",\"quantity\":0");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\0', textBlock = """
            A B,      A%20B
            A/B,      A%2FB
            A+B&C=D,  A%2BB%26C%3DD
            50%,      50%25
            Größe-XL, Gr%C3%B6%C3%9Fe-XL
            靴,        %E9%9D%B4
            a.b_c~d-e, a.b_c~d-e
            """)
    void anySkuTravelsInTheAddress(String sku, String encoded) {
        assertThat(callOf(stock.publish(List.of(update(sku, "", 1)))).uri().toString())
                .startsWith("https://sellingpartnerapi-eu.amazon.com/listings/2021-08-01/items/A3EXAMPLE/" + encoded
                        + "?marketplaceIds=A1F83G8C2ARO7P&");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", ".."})
    void aSkuThatCannotStandInAnAddressIsRefusedWithoutACall(String sku) {
        assertThat(endOf(stock.publish(List.of(update(sku, "", 1)))))
                .contains("Refused[reason=INVALID, detail=the SKU cannot stand in an address]");
        assertThat(resultOf(stock.readBack(List.of(new ListingRef("P1", sku, "", "")), NOW)))
                .isEmpty();
    }

    @Test
    void anAcceptedNumberIsPendingUntilItIsReadBack() {
        assertThat(published(reply(
                        200,
                        "{\"sku\": \"SKU-1\", \"status\": \"ACCEPTED\", \"submissionId\": \"S9\", \"issues\": []}")))
                .isEqualTo("P1 Pending[ref=S9]");
    }

    @Test
    void anAnswer200ThatSaysInvalidIsARefusalWithItsFirstError() {
        assertThat(published(reply(200, """
                {"sku": "SKU-1", "status": "INVALID", "submissionId": "S9", "issues": [
                  {"code": "100", "message": "Consider a title.", "severity": "WARNING", "categories": []},
                  {"code": "90220", "message": "'size' is required.", "severity": "ERROR", "categories": []}]}
                """)))
                .isEqualTo("P1 Refused[reason=INVALID, detail=90220: 'size' is required.]");
        assertThat(published(reply(200, "{\"status\": \"INVALID\"}")))
                .isEqualTo("P1 Refused[reason=INVALID, detail=INVALID without an issue that says why]");
    }

    @Test
    void aRefusedRequestIsTheListingsOwn() {
        assertThat(published(error(404, "NOT_FOUND", "no listing")))
                .isEqualTo("P1 Refused[reason=NOT_FOUND, detail=HTTP 404 NOT_FOUND: no listing]");
        assertThat(published(error(400, "InvalidInput", "bad sku")))
                .isEqualTo("P1 Refused[reason=INVALID, detail=HTTP 400 InvalidInput: bad sku]");
        assertThat(published(reply(413, "")))
                .isEqualTo("P1 Refused[reason=INVALID, detail=HTTP 413 without an explanation]");
    }

    @Test
    void whateverElseComesBackLeavesTheNumberUnsentOrUnknown() {
        assertThat(endOf(publish(error(403, "Unauthorized", "no")))).isEqualTo("refused UNAUTHORISED");
        assertThat(endOf(publish(error(429, "QuotaExceeded", "slow")))).isEqualTo("not sent, again after PT10S");
        assertThat(endOf(publish(error(500, "InternalFailure", "sorry")))).isEqualTo("lost, look for P1");
        assertThat(endOf(publish(reply(503, "<html>")))).isEqualTo("lost, look for P1");
        assertThat(endOf(publish(reply(200, "<html>")))).isEqualTo("lost, look for P1");
        assertThat(endOf(publish(reply(200, "{\"status\": \"VALID\"}")))).isEqualTo("lost, look for P1");
        assertThat(endOf(publish(reply(302, "")))).isEqualTo("lost, look for P1");
    }

    @Test
    void aThrottledWriteWaitsForTheRateThatAmazonStates() {
        HttpReply slow = new HttpReply(429, Map.of("x-amzn-ratelimit-limit", "0.5"), new byte[0]);

        assertThat(endOf(publish(slow))).isEqualTo("not sent, again after PT2S");
    }

    @Test
    void amazonTakesOneListingACallAndDoesNotCompareBeforeItSets() {
        assertThat(stock.batchLimit()).isEqualTo(1);
        assertThat(stock.readBackLimit()).isEqualTo(1);
        assertThat(stock.comparesAndSets()).isFalse();
        assertThat(stock.enforcesItsNumber()).isTrue();
        assertThatThrownBy(() -> stock.publish(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> stock.publish(List.of(update("A", "", 1), update("B", "", 1))))
                .hasMessage("Amazon takes one listing a call, not 2");
    }

    @Test
    void theNumberOfOurOwnChannelIsReadBack() {
        String listing = """
                {"sku": "SKU 1", "fulfillmentAvailability": [
                  {"fulfillmentChannelCode": "AMAZON_EU"}, {"fulfillmentChannelCode": "DEFAULT", "quantity": 7},
                  {"fulfillmentChannelCode": "STORE-9", "quantity": 3}]}
                """;

        var call = callOf(stock.readBack(List.of(new ListingRef("P1", "SKU 1", "", "")), NOW));
        assertThat(call.method() + " " + call.uri().getRawPath())
                .isEqualTo("GET /listings/2021-08-01/items/A3EXAMPLE/SKU%201");
        assertThat(queryOf(call)).isEqualTo("includedData fulfillmentAvailability\nmarketplaceIds A1F83G8C2ARO7P\n");
        assertThat(readBack("", reply(200, listing)))
                .isEqualTo("done [Observed[key=P1, shown=ShownQuantity[channelSku=SKU 1, channelLocation=, quantity=7,"
                        + " seenAt=2026-11-23T12:00:00Z]]]");
        assertThat(readBack("STORE-9", reply(200, listing))).contains("channelLocation=STORE-9, quantity=3");
        assertThat(readBack("AMAZON_EU", reply(200, listing))).isEqualTo("done []");
    }

    @Test
    void aListingThatAmazonDoesNotKnowIsMissingFromTheReadBack() {
        assertThat(readBack("", error(404, "NOT_FOUND", "no listing"))).isEqualTo("done []");
        assertThat(readBack("", reply(200, "{\"sku\": \"SKU 1\"}"))).isEqualTo("done []");
    }

    @Test
    void aReadBackThatFailsSaysNothingAboutTheListing() {
        assertThat(readBack("", error(403, "Unauthorized", "no"))).isEqualTo("refused UNAUTHORISED");
        assertThat(readBack("", error(429, "QuotaExceeded", "slow"))).isEqualTo("not sent, again after PT10S");
        assertThat(readBack("", reply(500, ""))).isEqualTo("not sent, again after PT30S");
        assertThat(readBack("", reply(200, "<html>"))).isEqualTo("not sent, again after PT30S");
    }

    private String readBack(String location, HttpReply reply) {
        return endOf(answered(stock.readBack(List.of(new ListingRef("P1", "SKU 1", "", location)), NOW), reply));
    }

    private Conversation<List<StockOutcome>> publish(HttpReply reply) {
        return answered(stock.publish(List.of(update("SKU-1", "", 10))), reply);
    }

    private String published(HttpReply reply) {
        StockOutcome outcome = resultOf(publish(reply)).get(0);
        return outcome.key() + " " + outcome.outcome();
    }

    static StockUpdate update(String sku, String location, int quantity) {
        return new StockUpdate("P1", sku, "", location, quantity, OptionalInt.empty(), "K1");
    }
}
