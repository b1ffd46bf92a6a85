package penstock.routes.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Entered;
import penstock.core.port.ChannelKinds.Field;
import penstock.core.port.ChannelKinds.Flaw;
import penstock.routes.transport.EgressPolicy;

/** What is entered for an account is refused where the account could not be opened with it. */
class SettingsOfAnAccountTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private final Adapters adapters = new Adapters(new EgressPolicy(List.of()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "supplier   | charset            | nope            | the name of a charset",
                "supplier   | charset            | a b             | the name of a charset",
                "supplier   | delimiter          | \"              | one of , ;",
                "supplier   | in_stock_words     | yes=abc         | words with their units",
                "supplier   | in_stock_words     | yes             | words with their units",
                "supplier   | in_stock_words     | yes=1000001     | words with their units",
                "supplier   | decimal_mark       | x               | one of . ,",
                "supplier   | knows_our_orders   | maybe           | one of true false",
                "supplier   | folder_mode        | NOPE            | one of FULL DELTA",
                "own-site   | signing_secret     | short           | whsec_ and 24 to 64 bytes",
                "shopify    | access_token       | `a\r\nHost: b`  | without line breaks",
                "shopify    | unpaid_orders      | maybe           | one of hold ship",
                "shopify    | test_orders        | yes             | one of ignore take",
                "amazon     | search_lag_seconds | abc             | whole seconds, 1 to 99999",
                "amazon     | token_endpoint     | http://[bad     | an address",
                "amazon     | queue_endpoint     | nowhere         | an address",
                "amazon-mcf | fulfillment_policy | Some            | one of FillOrKill",
                "amazon-mcf | shipping_speed     | Overnight       | one of STANDARD EXPEDITED PRIORITY",
                "amazon-mcf | token_endpoint     | http://[bad     | an address"
            })
    void aValueThatCannotBeIsRefusedWithWhatIsAllowed(String kind, String name, String value, String allowed) {
        Flaw flaw = adapters.flaw(kind, entered(kind, name, value)).orElseThrow();
        assertThat(flaw.field()).endsWith("." + name);
        assertThat(flaw.advice()).contains(allowed);
        if (value.length() > 3) {
            assertThat(flaw.advice()).doesNotContain(value);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "supplier   | charset            | windows-1252",
                "supplier   | delimiter          | tab",
                "supplier   | in_stock_words     | in stock=5, sold out=0",
                "supplier   | decimal_mark       | ,",
                "supplier   | knows_our_orders   | true",
                "supplier   | folder_mode        | DELTA",
                "amazon     | search_lag_seconds | 120",
                "amazon     | queue_endpoint     | http://127.0.0.1:1/queue",
                "shopify    | unpaid_orders      | ship",
                "amazon-mcf | fulfillment_policy | FillAll",
                "amazon-mcf | shipping_speed     | PRIORITY"
            })
    void aSoundValueIsTaken(String kind, String name, String value) {
        assertThat(adapters.flaw(kind, entered(kind, name, value))).isEmpty();
    }

    @Test
    void whatAFieldCannotTellTheAdapterSays() {
        assertThat(adapters.flaw("amazon", new Entered("https://x.example", Map.of(), Map.of())))
                .hasValueSatisfying(flaw -> assertThat(flaw.field() + ": " + flaw.advice())
                        .startsWith("settings: the account has no setting"));
    }

    /** What the kind requires, and one value more. */
    private Entered entered(String kindCode, String name, String value) {
        ChannelKind kind = adapters.find(kindCode).orElseThrow();
        Map<String, String> settings = new HashMap<>();
        Map<String, String> secrets = new HashMap<>();
        for (Field field : kind.fields()) {
            Map<String, String> where = field.secret() ? secrets : settings;
            if (field.required()) {
                where.put(field.name(), field.name().equals("signing_secret") ? SECRET : "a");
            }
            if (field.name().equals(name)) {
                where.put(name, value);
            }
        }
        return new Entered("https://x.example", settings, secrets);
    }
}
