package penstock.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.ownsite.OwnSitePlugin;
import penstock.channels.spi.AccountSettings;
import penstock.channels.spi.Channel;
import penstock.channels.spi.Conversation;
import penstock.channels.webhook.StandardWebhooks;
import penstock.channels.webhook.StandardWebhooks.Verification;
import penstock.core.message.Outcome;
import penstock.core.message.ShipmentNotice;
import penstock.core.message.StockUpdate;
import penstock.test.contract.Listener.Heard;

/** The seller's own site as a server that verifies what it is sent. */
class OwnSiteContractTest {

    private static final String SECRET = secret("the present signing secret......");
    private static final String OLD_SECRET = secret("the signing secret that was.....");

    @Test
    void numbersAndParcelsComeSignedAndInTheDocumentedShape() {
        try (Listener site = new Listener()) {
            assertThat(tell(site, stock(site, "a"))).isInstanceOf(Outcome.Done.class);
            assertThat(tell(site, parcel(site))).isInstanceOf(Outcome.Done.class);
            List<Heard> heard = site.next(2);

            heard.forEach(one -> {
                assertThat(verified(one, SECRET)).isInstanceOf(Verification.Genuine.class);
                assertThat(verified(one, OLD_SECRET)).isInstanceOf(Verification.Genuine.class);
                assertThat(verified(one, secret("somebody else's secret..........")))
                        .isInstanceOf(Verification.Forged.class);
            });
            assertThat(text(heard.get(0)))
                    .contains("\"type\":\"stock.updated\"", "\"timestamp\":\"", "\"sku\":\"LAMP\",\"quantity\":7");
            assertThat(text(heard.get(1)))
                    .contains("\"type\":\"shipment.created\"", "\"orderId\":\"A-1\"", "\"trackingNumber\":\"1Z1\"");
        }
    }

    @Test
    void aRepeatHasTheSameIdAndANewAttemptAnother() {
        try (Listener site = new Listener()) {
            tell(site, stock(site, "a"));
            tell(site, stock(site, "a"));
            tell(site, stock(site, "b"));
            tell(site, parcel(site));
            tell(site, parcel(site));
            List<String> ids = site.next(5).stream()
                    .map(one -> one.headers().get(StandardWebhooks.ID))
                    .toList();

            assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
            assertThat(ids.get(3)).isEqualTo(ids.get(4));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "204, Done",
        "302, Refused INVALID",
        "400, Refused INVALID",
        "401, Refused UNAUTHORISED",
        "410, Refused NOT_FOUND",
        "429, NotSent",
        "500, NotSent",
        "503, NotSent"
    })
    void whatTheSiteAnswersIsHeeded(int status, String word) {
        try (Listener site = new Listener()) {
            site.status = status;
            assertThat(Settling.word(tell(site, stock(site, "a")))).isEqualTo(word);
            assertThat(Settling.word(tell(site, parcel(site)))).isEqualTo(word);
        }
    }

    @Test
    void aChangedBodyIsNotBelieved() {
        try (Listener site = new Listener()) {
            tell(site, stock(site, "a"));
            Heard heard = site.next(1).get(0);
            byte[] changed =
                    text(heard).replace("\"quantity\":7", "\"quantity\":9").getBytes(StandardCharsets.UTF_8);

            assertThat(verified(new Heard(heard.headers(), changed), SECRET)).isInstanceOf(Verification.Forged.class);
        }
    }

    private static Channel channel(Listener site) {
        return new OwnSitePlugin().open(new AccountSettings(3, site.uri(), Map.of()));
    }

    private static Conversation<Outcome> stock(Listener site, String attempt) {
        StockUpdate update = new StockUpdate("P-1", "LAMP", "", "", 7, OptionalInt.empty(), attempt);
        return channel(site)
                .stock()
                .orElseThrow()
                .publish(List.of(update))
                .then(outcomes -> Conversation.done(outcomes.get(0).outcome()));
    }

    private static Conversation<Outcome> parcel(Listener site) {
        return channel(site)
                .shipments()
                .orElseThrow()
                .confirm(new ShipmentNotice(
                        81,
                        1,
                        "A-1",
                        "UPS",
                        "1Z1",
                        Instant.parse("2026-11-23T10:00:00Z"),
                        List.of(new ShipmentNotice.Line("1", "LAMP", 2))));
    }

    private static Outcome tell(Listener site, Conversation<Outcome> event) {
        Map<String, String> secrets = Map.of("signing_secret", SECRET, "signing_secret_old", OLD_SECRET);
        return new Talk(channel(site).signer(), Optional.empty(), secrets).outcome(event);
    }

    private static Verification verified(Heard heard, String secret) {
        return StandardWebhooks.verify(heard.headers(), heard.body(), List.of(secret), Instant.now());
    }

    private static String text(Heard heard) {
        return new String(heard.body(), StandardCharsets.UTF_8);
    }

    private static String secret(String of32Bytes) {
        return "whsec_" + Base64.getEncoder().encodeToString(of32Bytes.getBytes(StandardCharsets.UTF_8));
    }
}
