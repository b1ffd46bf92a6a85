package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import penstock.core.risk.Lags;
import penstock.core.risk.Leg;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

class FreshnessApiTest {

    private final Api api = Api.shared();
    private final Seller seller = api.seller();

    @Test
    void whatWasMeasuredIsToldAgainstTheObjective() {
        String account = seller.account("bazaar");
        Lags lags = api.service(Lags.class);
        for (int i = 0; i < 10; i++) {
            lags.measured(
                    seller.sellerId(),
                    Long.parseLong(account),
                    Leg.COMMIT_TO_SHOWN,
                    Duration.ofSeconds(i == 0 ? 50 : 5));
        }
        lags.keep(seller.sellerId());
        assertThat(told()).isEqualTo(account + " 10: 5120 ms, 57926 ms; 95 % within 60 s: 0 of 0");

        Answer put = seller.call("PUT", "/accounts/" + account + "/freshness-objective", """
                {"percent": 80, "withinSeconds": 10}
                """);
        assertThat(put.status()).isEqualTo(201);
        assertThat(told()).isEqualTo(account + " 10: 5120 ms, 57926 ms; 80 % within 10 s: 1 of 2");
        assertThat(seller.get("/publication/freshness").at("/accounts/0/worst/0"))
                .isEmpty();
    }

    private String told() {
        Answer freshness = seller.get("/publication/freshness");
        String at = "/accounts/0/";
        return "%s %s: %s ms, %s ms; %s %% within %s s: %s of %s"
                .formatted(
                        freshness.at(at + "accountId"),
                        freshness.at(at + "commitToShown/measured"),
                        freshness.at(at + "commitToShown/p50Millis"),
                        freshness.at(at + "commitToShown/p95Millis"),
                        freshness.at(at + "objective/percent"),
                        freshness.at(at + "objective/withinSeconds"),
                        freshness.at(at + "budget/late"),
                        freshness.at(at + "budget/allowed"));
    }

    @Test
    void anObjectiveThatCannotBeMeantIsRefused() {
        String account = seller.account("bazaar");
        String path = "/accounts/" + account + "/freshness-objective";
        assertThat(seller.call("PUT", path, "{\"percent\": 100, \"withinSeconds\": 10}")
                        .at("/field"))
                .isEqualTo("percent");
        assertThat(seller.call("PUT", path, "{\"percent\": 95, \"withinSeconds\": 0}")
                        .at("/field"))
                .isEqualTo("withinSeconds");
        assertThat(seller.call("PUT", "/accounts/7/freshness-objective", "{\"percent\": 95, \"withinSeconds\": 9}")
                        .problem())
                .isEqualTo("404 not-found");
    }
}
