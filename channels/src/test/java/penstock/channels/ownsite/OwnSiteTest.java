package penstock.channels.ownsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.ServiceLoader;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.ChannelPlugin;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.Secrets;
import penstock.channels.webhook.StandardWebhooks;
import penstock.core.message.Outcome;
import penstock.core.message.ShipmentNotice;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;

class OwnSiteTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String OLD = "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    private final Channel site = new OwnSitePlugin()
            .open(new AccountSettings(3, URI.create("https://shop.example/penstock/events"), Map.of()));

    @Test
    void the_channel_is_found_by_its_code_and_only_speaks_outwards() {
        assertThat(ServiceLoader.load(ChannelPlugin.class).stream()
                        .map(plugin -> plugin.get().code()))
                .contains("own-site");
        assertThat(new OwnSitePlugin().settings())
                .extracting(field -> field.name())
                .containsExactly("signing_secret", "signing_secret_old");
        assertThat(site.orders()).isEmpty();
        assertThat(site.webhooks()).isEmpty();
    }

    @Test
    void stock_is_one_signed_event_for_many_lines() {
        List<HttpCall> calls = calls(
                site.stock().orElseThrow().publish(List.of(update("p1", "TEE", "WH1", 7), update("p2", "MUG", "", 0))));
        HttpCall sent = sign(calls.get(0), Map.of("signing_secret", SECRET));

        assertThat(calls).hasSize(1);
        assertThat(sent.uri()).hasToString("https://shop.example/penstock/events");
        assertThat(text(sent)).isEqualTo("""
                        {"type":"stock.updated","timestamp":"2026-11-23T10:00:00Z","data":{"lines":[\
                        {"sku":"TEE","quantity":7,"location":"WH1"},{"sku":"MUG","quantity":0}]}}""");
        assertThat(StandardWebhooks.verify(sent.headers(), sent.body(), List.of(SECRET), NOW))
                .isInstanceOfSatisfying(
                        StandardWebhooks.Verification.Genuine.class,
                        genuine -> assertThat(genuine.id())
                                .startsWith("stk_")
                                .isEqualTo(((Effect.Write) sent.effect()).ref()));
    }

    @Test
    void a_repeat_of_the_same_attempts_has_the_same_id_whatever_its_order() {
        StockUpdate a = update("p1", "TEE", "", 7);
        StockUpdate b = update("p2", "MUG", "", 1);
        String id = id(List.of(a, b));

        assertThat(id(List.of(b, a))).isEqualTo(id);
        assertThat(id(List.of(a))).isNotEqualTo(id);
        assertThat(id(List.of(a, new StockUpdate("p2", "MUG", "", "", 1, OptionalInt.empty(), "other"))))
                .isNotEqualTo(id);
    }

    private String id(List<StockUpdate> updates) {
        return calls(site.stock().orElseThrow().publish(updates))
                .get(0)
                .headers()
                .get("webhook-id");
    }

    @Test
    void an_event_stays_below_twenty_kilobytes_and_what_has_no_room_comes_with_the_next() {
        List<StockUpdate> updates = IntStream.range(0, 50)
                .mapToObj(i -> update("p" + (10 + i), "ü".repeat(250) + i, "LOCATION", i))
                .toList();
        Conversation.Ask<List<StockOutcome>> ask = (Conversation.Ask<List<StockOutcome>>)
                site.stock().orElseThrow().publish(updates);
        List<StockOutcome> outcomes =
                ((Conversation.Done<List<StockOutcome>>) ask.next().apply(reply(200, Map.of()))).result();

        assertThat(sign(ask.call(), Map.of("signing_secret", SECRET)).body().length)
                .isBetween(19_000, 19_999);
        assertThat(outcomes)
                .extracting(StockOutcome::key)
                .containsExactlyElementsOf(
                        updates.stream().map(StockUpdate::key).toList());
        assertThat(outcomes.get(0).outcome()).isInstanceOf(Outcome.Done.class);
        assertThat(outcomes.get(49).outcome()).isInstanceOf(Outcome.NotSent.class);
    }

    @Test
    void a_sku_that_no_event_has_room_for_is_refused_by_itself() {
        Conversation<List<StockOutcome>> end = site.stock()
                .orElseThrow()
                .publish(List.of(update("p1", "x".repeat(20_000), "", 1), update("p2", "TEE", "", 1)));

        assertThat(((Conversation.Done<List<StockOutcome>>) end).result())
                .extracting(outcome -> outcome.key() + " " + words(outcome.outcome()))
                .containsExactly("p1 Refused INVALID", "p2 NotSent PT0S");
    }

    @Test
    void fifty_lines_of_ordinary_length_fit_one_event() {
        List<StockUpdate> updates = IntStream.range(
                        0, site.stock().orElseThrow().batchLimit())
                .mapToObj(i -> update("p" + (10 + i), "x".repeat(200), "y".repeat(100), 1_000_000))
                .toList();
        Conversation.Ask<List<StockOutcome>> ask = (Conversation.Ask<List<StockOutcome>>)
                site.stock().orElseThrow().publish(updates);

        assertThat(((Conversation.Done<List<StockOutcome>>) ask.next().apply(reply(200, Map.of()))).result())
                .allSatisfy(outcome -> assertThat(outcome.outcome()).isInstanceOf(Outcome.Done.class));
    }

    @Test
    void nothing_to_say_is_not_said() {
        assertThat(site.stock().orElseThrow().publish(List.of())).isEqualTo(Conversation.done(List.of()));
    }

    @Test
    void a_parcel_is_one_event_under_the_id_of_the_shipment() {
        Conversation<Outcome> conversation = site.shipments().orElseThrow().confirm(notice());
        HttpCall sent = sign(((Conversation.Ask<Outcome>) conversation).call(), Map.of("signing_secret", SECRET));

        assertThat(sent.headers())
                .containsEntry("webhook-id", "shp_81")
                .containsEntry("webhook-timestamp", "1795428000");
        assertThat(text(sent)).isEqualTo("""
                        {"type":"shipment.created","timestamp":"2026-11-22T16:00:00Z","data":{"shipmentId":"81",\
                        "orderId":"A-1001","packageNo":1,"carrier":"UPS","trackingNumber":"1Z999",\
                        "lines":[{"lineId":"1","sku":"TEE","quantity":2}]}}""");
        assertThat(((Conversation.Ask<Outcome>) conversation).next().apply(reply(204, Map.of())))
                .isEqualTo(Conversation.done(new Outcome.Done("shp_81")));
    }

    @Test
    void while_the_secret_is_replaced_both_sign() {
        HttpCall call =
                ((Conversation.Ask<Outcome>) site.shipments().orElseThrow().confirm(notice())).call();
        HttpCall sent = sign(call, Map.of("signing_secret", SECRET, "signing_secret_old", OLD));

        assertThat(sent.headers().get("webhook-signature").split(" ")).hasSize(2);
        for (String secret : List.of(SECRET, OLD)) {
            assertThat(StandardWebhooks.verify(sent.headers(), sent.body(), List.of(secret), NOW))
                    .isInstanceOf(StandardWebhooks.Verification.Genuine.class);
        }
        assertThatThrownBy(() -> sign(call, Map.of())).hasMessageContaining("signing_secret");
    }

    @Test
    void the_site_cannot_be_asked() {
        assertThat(site.stock().orElseThrow().readBack(List.of(), NOW)).isEqualTo(Conversation.done(List.of()));
        assertThat(site.shipments().orElseThrow().readBack(notice()))
                .isInstanceOfSatisfying(
                        Conversation.Done.class,
                        done -> assertThat(done.result()).isInstanceOf(Outcome.NotSent.class));
        assertThat(site.stock().orElseThrow().comparesAndSets()).isFalse();
        assertThat(site.stock().orElseThrow().enforcesItsNumber()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    200, none,                          Done id
                    202, none,                          Done id
                    204, none,                          Done id
                    301, none,                          Refused INVALID
                    400, none,                          Refused INVALID
                    401, none,                          Refused UNAUTHORISED
                    403, none,                          Refused UNAUTHORISED
                    404, none,                          Refused INVALID
                    408, none,                          NotSent PT30S
                    409, none,                          Refused INVALID
                    410, none,                          Refused NOT_FOUND
                    422, none,                          Refused INVALID
                    425, none,                          NotSent PT30S
                    429, 7,                             NotSent PT7S
                    429, 0,                             NotSent PT0S
                    429, 86400,                         NotSent PT1H
                    429, soon,                          NotSent PT30S
                    503, 'Mon, 23 Nov 2026 10:02:00 GMT', NotSent PT2M
                    503, 'Mon, 23 Nov 2026 09:00:00 GMT', NotSent PT0S
                    503, 'Tue, 24 Nov 2026 10:00:00 GMT', NotSent PT1H
                    500, none,                          NotSent PT30S
                    502, none,                          NotSent PT30S
                    504, 90,                            NotSent PT1M30S
                    """)
    void every_status_has_its_outcome(int status, String retryAfter, String outcome) {
        Map<String, String> headers = retryAfter == null ? Map.of() : Map.of("retry-after", retryAfter);

        assertThat(words(OwnSiteErrors.judge(reply(status, headers), "id"))).isEqualTo(outcome);
    }

    private static String words(Outcome outcome) {
        if (outcome instanceof Outcome.Done done) {
            return "Done " + done.ref();
        } else if (outcome instanceof Outcome.Refused refused) {
            return "Refused " + refused.reason();
        }
        return "NotSent " + ((Outcome.NotSent) outcome).retryAfter();
    }

    private static <T> List<HttpCall> calls(Conversation<T> conversation) {
        List<HttpCall> calls = new ArrayList<>();
        Conversation<T> now = conversation;
        while (now instanceof Conversation.Ask<T> ask) {
            calls.add(ask.call());
            now = ask.next().apply(reply(200, Map.of()));
        }
        return calls;
    }

    private static HttpReply reply(int status, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("date", "Mon, 23 Nov 2026 10:00:00 GMT");
        return new HttpReply(status, all, new byte[0]);
    }

    private HttpCall sign(HttpCall call, Map<String, String> secrets) {
        return site.signer().sign(call, new Secrets(secrets), NOW);
    }

    private static String text(HttpCall call) {
        return new String(call.body(), StandardCharsets.UTF_8);
    }

    private static StockUpdate update(String key, String sku, String location, int quantity) {
        return new StockUpdate(key, sku, "", location, quantity, OptionalInt.empty(), "attempt-" + key);
    }

    private static ShipmentNotice notice() {
        return new ShipmentNotice(
                81,
                1,
                "A-1001",
                "UPS",
                "1Z999",
                Instant.parse("2026-11-22T16:00:00Z"),
                List.of(new ShipmentNotice.Line("1", "TEE", 2)));
    }
}
