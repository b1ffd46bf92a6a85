package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Skus;
import penstock.core.publication.ZeroGuard;
import penstock.core.publication.ZeroGuard.Wish;
import penstock.core.store.Database;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** What a person sees of zeroes that are held, and decides. */
class ZeroGuardApiTest {

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG", 10);
    private final String accountId = seller.account("bazaar");
    private final String guard = "/accounts/" + accountId + "/zero-guard";

    @Test
    void whoeverLooksAtTheAccountReadsWhatIsHeldAndDecidesOnce() {
        assertThat(standing()).isEqualTo("WATCHING 0 held, 30 percent, at least 20");
        assertThat(decide("{\"pass\": true}").problem()).isEqualTo("409 not-possible");
        assertThat(seller.call("PUT", guard, "{\"percent\": 101, \"atLeast\": 1}")
                        .at("/field"))
                .isEqualTo("percent");
        assertThat(seller.call("PUT", guard, "{\"percent\": 30, \"atLeast\": 0}")
                        .at("/field"))
                .isEqualTo("atLeast");
        assertThat(seller.call("PUT", guard, "{\"percent\": 50, \"atLeast\": 1}")
                        .status())
                .isEqualTo(201);

        String listingId = seller.post("/listings", """
                        {"accountId": "%s", "channelSku": "B-MUG", "sku": "MUG"}
                        """.formatted(accountId)).at("/listingId");
        held(Long.parseLong(listingId));
        assertThat(standing()).isEqualTo("HOLDING 1 held, 50 percent, at least 1");
        Answer held = seller.get(guard);
        assertThat(held.at("/listings/0/channelSku") + " " + held.at("/listings/0/sku") + " "
                        + held.at("/listings/0/shows"))
                .isEqualTo("B-MUG MUG 10");
        Answer account = seller.get("/accounts/" + accountId);
        assertThat(account.at("/zeroesHeld")).isEqualTo(held.at("/reason")).startsWith("1 of 1 listings");
        assertThat(account.at("/stateReason")).isEqualTo(held.at("/reason"));
        assertThat(account.at("/state")).isEqualTo("ACTIVE");
        assertThat(seller.get("/accounts").at("/accounts/0/zeroesHeld")).isEqualTo(held.at("/reason"));

        assertThat(decide("{}").status()).isEqualTo(400);
        assertThat(decide("{\"pass\": false}").status()).isEqualTo(200);
        assertThat(standing()).isEqualTo("WATCHING 0 held, 50 percent, at least 1");
        assertThat(seller.get(guard).at("/decidedBy")).startsWith("KEY:");
        assertThat(seller.get("/accounts/" + accountId).at("/zeroesHeld")).isEmpty();
        assertThat(decide("{\"pass\": false}").problem()).isEqualTo("409 not-possible");
    }

    @Test
    void anAccountThatIsNotThereHasNoGuard() {
        assertThat(seller.get("/accounts/7/zero-guard").problem()).isEqualTo("404 not-found");
    }

    private Answer decide(String json) {
        return seller.post(guard + "/decision", json);
    }

    private String standing() {
        Answer answer = seller.get(guard);
        return answer.at("/state") + " " + answer.at("/held") + " held, " + answer.at("/limits/percent")
                + " percent, at least " + answer.at("/limits/atLeast");
    }

    /** Its number would be zero, and nobody has bought a mug. */
    private void held(long listingId) {
        long skuId = Api.shared()
                .service(Skus.class)
                .find(seller.sellerId(), "MUG")
                .orElseThrow()
                .skuId();
        List<Wish> wishes =
                List.of(new Wish(listingId, skuId, 10, 0, Instant.now().minusSeconds(60)));
        Api.shared().service(Database.class).transact(seller.sellerId(), transaction -> {
            transaction.update(
                    "update publication set shown = 10 where seller_id = ? and listing_id = ?",
                    seller.sellerId(),
                    listingId);
            return ZeroGuard.hold(transaction, Long.parseLong(accountId), wishes, () -> wishes, Instant.now());
        });
    }
}
