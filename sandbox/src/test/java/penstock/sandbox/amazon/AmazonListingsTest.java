package penstock.sandbox.amazon;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.fault.FaultRule;
import tools.jackson.databind.JsonNode;

class AmazonListingsTest {
    private static final String ITEM = "/amazon/listings/2021-08-01/items/S1/";

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
    void anAcceptedWriteIsShownOnlyAfterAWhile() {
        JsonNode answer = patch("M", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':4}")
                .json();

        assertThat(answer.get("status").asString()).isEqualTo("ACCEPTED");
        assertThat(shown("M")).isEqualTo(10);
        played.time.advance(AmazonSettings.LISTING_DELAY);
        assertThat(shown("M")).isEqualTo(4);
        assertThat(played.sandbox.oracle().report().stockWrites()).containsEntry("M", 1);
    }

    @Test
    void anOrderBetweenWriteAndEffectIsForgottenByTheWrite() {
        patch("M", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':10}");
        played.control("POST", "amazon/S1/purchases", "{'sku':'M','quantity':3}");
        assertThat(shown("M")).isEqualTo(7);

        played.time.advance(AmazonSettings.LISTING_DELAY);

        assertThat(shown("M")).isEqualTo(10);
    }

    @Test
    void aMergeKeepsTheLeadTimeAndAReplaceWipesIt() {
        patch(
                "M",
                "merge",
                "{'fulfillment_channel_code':'DEFAULT','quantity':4,'lead_time_to_ship_max_days':3,"
                        + "'restock_date':'2026-12-01'}");
        patch("M", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':5}");
        played.time.advance(AmazonSettings.LISTING_DELAY);
        assertThat(attributes("M").toString()).contains("lead_time_to_ship_max_days", "restock_date");

        patch("M", "replace", "{'fulfillment_channel_code':'DEFAULT','quantity':6}");
        played.time.advance(AmazonSettings.LISTING_DELAY);
        assertThat(attributes("M").toString())
                .doesNotContain("lead_time", "restock_date")
                .contains("\"quantity\":6");
    }

    @Test
    void whatIsInvalidIsAnsweredWithStatusTwoHundredAndIssuesAndChangesNothing() {
        Played.Answer negative = patch("M", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':-1}");
        Played.Answer atAmazon = patch("F", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':9}");
        Played.Answer odd = patch("M", "delete", "{}");
        played.time.advance(AmazonSettings.LISTING_DELAY);

        assertThat(negative.status()).isEqualTo(200);
        assertThat(negative.json().get("status").asString()).isEqualTo("INVALID");
        assertThat(negative.json().at("/issues/0/severity").asString()).isEqualTo("ERROR");
        assertThat(atAmazon.json().get("status").asString()).isEqualTo("INVALID");
        assertThat(odd.json().get("status").asString()).isEqualTo("INVALID");
        assertThat(shown("M")).isEqualTo(10);
        assertThat(shown("F")).isEqualTo(5);
    }

    @Test
    void anUnknownSkuOrAnotherSellersIsRefused() {
        assertThat(patch("NONE", "merge", "{}").status()).isEqualTo(404);
        assertThat(call("GET", "/amazon/listings/2021-08-01/items/S2/M?marketplaceIds=ATVPDKIKX0DER", "")
                        .status())
                .isEqualTo(403);
        assertThat(call("GET", ITEM + "M", "").status()).isEqualTo(400);
    }

    @Test
    void aPreviewChangesNothing() {
        Played.Answer preview = call(
                "PATCH",
                ITEM + "M?marketplaceIds=ATVPDKIKX0DER&mode=VALIDATION_PREVIEW",
                body("merge", "{'fulfillment_channel_code':'DEFAULT','quantity':1}"));
        played.time.advance(AmazonSettings.LISTING_DELAY);

        assertThat(preview.json().get("status").asString()).isEqualTo("VALID");
        assertThat(shown("M")).isEqualTo(10);
    }

    @Test
    void aScriptedLateWriteOverwritesANewerOne() {
        played.sandbox
                .faults()
                .add(FaultRule.first(1, "amazon", "patchListingsItem", FaultKind.APPLIES_LATE)
                        .delayed(Duration.ofHours(2)));
        patch("M", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':9}");
        patch("M", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':2}");

        played.time.advance(AmazonSettings.LISTING_DELAY);
        assertThat(shown("M")).isEqualTo(2);
        played.time.advance(Duration.ofHours(2));
        token = played.token();
        assertThat(shown("M")).isEqualTo(9);
    }

    @Test
    void aSkuWithOddCharactersIsFoundWhenItIsEncoded() {
        played.control("POST", "amazon/S1/products", "{'sku':'A/B +1','quantity':2}");

        assertThat(patch("A%2FB%20%2B1", "merge", "{'fulfillment_channel_code':'DEFAULT','quantity':1}")
                        .json()
                        .get("sku")
                        .asString())
                .isEqualTo("A/B +1");
    }

    private JsonNode attributes(String sku) {
        return call("GET", ITEM + sku + "?marketplaceIds=ATVPDKIKX0DER&includedData=attributes", "")
                .json()
                .get("attributes");
    }

    private int shown(String sku) {
        JsonNode item = call(
                        "GET", ITEM + sku + "?marketplaceIds=ATVPDKIKX0DER&includedData=fulfillmentAvailability", "")
                .json();
        return item.at("/fulfillmentAvailability/0/quantity").asInt();
    }

    private Played.Answer patch(String sku, String op, String value) {
        return call("PATCH", ITEM + sku + "?marketplaceIds=ATVPDKIKX0DER", body(op, value));
    }

    private static String body(String op, String value) {
        return ("{'productType':'PRODUCT','patches':[{'op':'" + op
                        + "','path':'/attributes/fulfillment_availability','value':[" + value + "]}]}")
                .replace('\'', '"');
    }

    private Played.Answer call(String method, String path, String body) {
        return played.call(method, path, body, "x-amz-access-token", token);
    }
}
