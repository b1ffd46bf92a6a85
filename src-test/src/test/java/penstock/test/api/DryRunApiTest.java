package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class DryRunApiTest {

    private final Seller seller = Api.shared().seller().warehouse();

    /** An own site's two orders, of which the second is for the last unit. */
    private void sellTwo() {
        seller.stock("LAMP", 2);
        String site = "/accounts/" + seller.account("own_site");
        for (int i = 1; i <= 2; i++) {
            Answer ordered = seller.post(site + "/orders", """
                    {"id": "W%d", "lines": [{"id": "1", "sku": "LAMP", "quantity": 1}]}
                    """.formatted(i));
            assertThat(ordered.status()).as(ordered.toString()).isEqualTo(201);
        }
    }

    @Test
    void aDraftIsPlayedAgainstWhatIsInForceAndNothingChanges() {
        sellTwo();
        Answer written = seller.call("PUT", "/publication/rules/1", """
                {"revision": 0, "rules": [{"scope": "SELLER", "safetyStock": {"kind": "FIXED", "value": 1}}]}
                """);
        assertThat(written.status()).as(written.toString()).isEqualTo(201);
        Answer played = seller.post("/publication/rules/1/dry-run?days=1", "");
        assertThat(played.status()).as(played.toString()).isEqualTo(200);
        assertThat(played.at("/version") + " against " + played.at("/against")).isEqualTo("1 against 0");
        assertThat(told(played, "/all")).isEqualTo(" 2: 2 0 0, 1 0 1");
        assertThat(told(played, "/skus/0")).isEqualTo("LAMP 2: 2 0 0, 1 0 1");
        assertThat(played.at("/accounts/0/name")).startsWith("own_site");
        assertThat(seller.get("/publication/rules/1").at("/state")).isEqualTo("DRAFT");
    }

    private static String told(Answer played, String at) {
        return "%s %s: %s %s %s, %s %s %s"
                .formatted(
                        played.at(at + "/name"),
                        played.at(at + "/wanted"),
                        played.at(at + "/before/sold"),
                        played.at(at + "/before/oversold"),
                        played.at(at + "/before/lost"),
                        played.at(at + "/after/sold"),
                        played.at(at + "/after/oversold"),
                        played.at(at + "/after/lost"));
    }

    @Test
    void whatCannotBePlayedIsRefused() {
        assertThat(seller.post("/publication/rules/7/dry-run", "").problem()).isEqualTo("404 not-found");
        assertThat(seller.post("/publication/rules/7/dry-run?days=91", "").at("/field"))
                .isEqualTo("days");
    }
}
