package penstock.routes.transport;

import static com.github.tomakehurst.wiremock.client.WireMock.*;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.WireMockServer;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Secrets;
import penstock.channels.spi.StockSink;
import penstock.core.message.ListingRef;
import penstock.core.message.Outcome;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;

/** A 200 that is not what the channel would say: nobody takes it for success, for no stock, or for a listing that is gone. */
class UnreadableAnswersTest {

    private static final WireMockServer SERVER =
            new WireMockServer(wireMockConfig().dynamicPort());
    private static final Secrets SECRETS = new Secrets(Map.of(
            "access_token", "shpat_1",
            "client_id", "c",
            "client_secret", "s",
            "refresh_token", "r",
            "signing_secret", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    private static final String LOGIN = "<!DOCTYPE html><html><body><form action=\"/login\">0</form></body></html>";

    private static Gateway gateway;

    @BeforeAll
    static void start() {
        SERVER.start();
        gateway = new Gateway();
    }

    @AfterAll
    static void stop() {
        gateway.close();
        SERVER.stop();
    }

    @BeforeEach
    void reset() {
        SERVER.resetAll();
        gateway.carrier.forget(Gateway.ACCOUNT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            shopify | LOGIN
            shopify | ''
            shopify | {"data":{"inventorySetQuantities":{"userErrors":[]
            shopify | []
            shopify | 0
            shopify | {}
            shopify | {"data":null}
            shopify | {"data":{}}
            shopify | {"data":{"nodes":null,"inventorySetQuantities":null}}
            shopify | {"data":{"nodes":[],"inventorySetQuantities":{}}}
            shopify | {"data":{"nodes":[],"inventorySetQuantities":{"userErrors":null}}}
            shopify | {"errors":[{"message":"Größe"}],"data":null}
            amazon  | LOGIN
            amazon  | ''
            amazon  | {"sku":"SKU-1","status":"ACCEPTED","fulfillmentAvailability":[{"quantity":0
            amazon  | []
            amazon  | 0
            amazon  | {}
            amazon  | {"errors":[{"code":"InternalFailure","message":"no"}]}
            amazon  | {"sku":"Größe"}
            """)
    void aWriteIsReadBackAndAReadRepeated(String kind, String body) {
        Channel channel = open(kind);
        answers(body.replace("LOGIN", LOGIN), body.contains("ö"));

        assertThat(Gateway.line(carry(channel, publish(channel, 1)))).startsWith("Lost ");
        gateway.carrier.forget(Gateway.ACCOUNT);
        Conversation<List<StockSink.Observed>> look = channel.stock()
                .orElseThrow()
                .readBack(List.of(new ListingRef("P1", "SKU-1", "101", "")), Instant.EPOCH);
        assertThat(Gateway.line(carry(channel, look))).isEqualTo("NotSent 30 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {LOGIN, "\n<HTML><head><title>Back soon</title>"})
    void aPageOfTheOwnSiteIsNoWordThatItTookTheEvent(String page) {
        Channel site = open("own-site");
        answers(page, false);
        assertThat(outcomes(site, 1)).isEqualTo("P01 NotSent\n");

        answers("taken", false);
        assertThat(outcomes(site, 1)).isEqualTo("P01 Done\n");
    }

    @Test
    void ofTwentyFiveLinesThoseThatAreNamedFailInWhateverOrderTheyAreNamed() {
        Channel shop = open("shopify");
        answers("""
                {"data":{"inventorySetQuantities":{"inventoryAdjustmentGroup":null,"userErrors":[
                  {"code":"INVALID_INVENTORY_ITEM","field":["input","quantities","16"],"message":"gone"},
                  {"code":"CHANGE_FROM_QUANTITY_STALE","field":["input","quantities","2"],"message":"sold"},
                  {"code":"INVALID_INVENTORY_ITEM","field":["input","quantities","77"],"message":"whose?"}]}}}
                """, false);

        assertThat(outcomes(shop, 25).lines().filter(line -> !line.endsWith(" NotSent")))
                .as("a line that nobody sent is all lines' affair, as far as they have none of their own")
                .allMatch(line -> line.endsWith(" Refused"))
                .contains("P03 Refused", "P17 Refused");
        assertThat(outcomes(shop, 25)).doesNotContain("Done");
    }

    private static String outcomes(Channel channel, int lines) {
        Ended<List<StockOutcome>> ended = carry(channel, publish(channel, lines));
        return ((Ended.Done<List<StockOutcome>>) ended)
                .result().stream()
                        .sorted(Comparator.comparing(StockOutcome::key))
                        .map(one -> one.key() + " " + word(one.outcome()) + "\n")
                        .collect(Collectors.joining());
    }

    private static String word(Outcome outcome) {
        return outcome.getClass().getSimpleName();
    }

    private static Conversation<List<StockOutcome>> publish(Channel channel, int lines) {
        return channel.stock()
                .orElseThrow()
                .publish(IntStream.rangeClosed(1, lines)
                        .mapToObj(i -> new StockUpdate(
                                "P%02d".formatted(i), "SKU-" + i, "10" + i, "", 7, OptionalInt.of(9), "K" + i))
                        .toList());
    }

    private static <T> Ended<T> carry(Channel channel, Conversation<T> conversation) {
        return gateway.carrier.carry(Gateway.ACCOUNT, channel, SECRETS, conversation);
    }

    private static void answers(String body, boolean inLatin1) {
        SERVER.resetAll();
        SERVER.stubFor(any(anyUrl())
                .willReturn(ok().withHeader("Content-Type", "application/json")
                        .withBody(body.getBytes(inLatin1 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8))));
        SERVER.stubFor(
                post("/token").willReturn(okJson("{\"access_token\":\"a\",\"token_type\":\"b\",\"expires_in\":3600}")));
    }

    private static Channel open(String kind) {
        URI address = URI.create("http://127.0.0.1:" + SERVER.port());
        Map<String, String> settings = Map.of(
                "location", "1",
                "seller_id", "S1",
                "marketplace_id", "M1",
                "token_endpoint", address + "/token");
        return ServiceLoader.load(ChannelPlugin.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(plugin -> plugin.code().equals(kind))
                .findFirst()
                .orElseThrow()
                .open(new AccountSettings(1, address, settings));
    }
}
