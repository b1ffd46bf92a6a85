package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;
import penstock.test.TestDatabase;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** What people hold, stop, watch and push over the API. */
class PublishingControlApiTest {

    private static final String REASON = "\"reason\": \"prices are wrong\"";

    private final Seller seller = Api.shared().seller().warehouse().stock("MUG", 8);
    private final Publishing publishing = new Publishing(TestDatabase.database(), Clock.systemUTC());
    private final String bazaar = seller.account("bazaar");
    private final String account = "/accounts/" + bazaar;
    private String listing = "";

    @BeforeEach
    void theMugIsListed() {
        listing = "/listings/" + seller.post("/listings", """
                        {"accountId": "%s", "channelSku": "B-MUG", "sku": "MUG"}
                        """.formatted(bazaar)).at("/listingId");
    }

    private Answer put(String target, String mode) {
        return seller.call("PUT", target + "/publishing-mode", "{\"mode\": \"%s\", %s}".formatted(mode, REASON));
    }

    /** The bazaar is read, sees nothing, and takes what it is told. */
    private List<Integer> sent(Outcome outcome) {
        publishing.followLedger(seller.sellerId());
        Publishing.Work work = claim();
        work.readBacks()
                .forEach(claim -> publishing.observed(
                        seller.sellerId(), claim, 0, Clock.systemUTC().instant()));
        List<Claim> claims = work.readBacks().isEmpty() ? work.updates() : claim().updates();
        claims.forEach(claim -> publishing.settle(seller.sellerId(), claim, outcome));
        return claims.stream().map(Claim::quantity).toList();
    }

    private Publishing.Work claim() {
        return publishing.claim(seller.sellerId(), Long.parseLong(bazaar), 10, 10);
    }

    @Test
    void aShadowTellsWhatItWouldDoAndZeroIsToldNothing() {
        Answer shadow = put(account, "SHADOW");
        assertThat(shadow.status() + " " + shadow.at("/mode") + " " + shadow.at("/scope") + " "
                        + shadow.at("/listings"))
                .isEqualTo("200 SHADOW ACCOUNT 1");
        assertThat(shadow.at("/setBy")).startsWith("KEY:");
        assertThat(sent(new Outcome.Done("ref"))).isEmpty();
        Answer would = seller.get(account + "/shadow");
        assertThat(would.at("/listings/0/channelSku") + " " + would.at("/listings/0/shows") + " "
                        + would.at("/listings/0/wouldShow") + " " + would.at("/listings/0/differs"))
                .isEqualTo("B-MUG 0 8 true");
        assertThat(seller.get("/publishing-modes").at("/modes/0/reason")).isEqualTo("prices are wrong");
        put(account, "LIVE");
        assertThat(seller.get("/publishing-modes").body().path("modes").size()).isZero();
        assertThat(sent(new Outcome.Done("ref"))).containsExactly(8);
        assertThat(seller.get(account + "/leaving").at("/notToldZero")).isEqualTo("1");
        assertThat(put("/skus/MUG", "ZERO").at("/listings")).isEqualTo("1");
        assertThat(sent(new Outcome.Done("ref"))).containsExactly(0);
        assertThat(seller.get(account + "/leaving").at("/notToldZero")).isEqualTo("0");
        assertThat(seller.get(account + "/leaving").at("/mayGo")).isEqualTo("false"); // it is only the SKU
    }

    @Test
    void onlyAWholeAccountIsShadowedAndAModeHasAReason() {
        assertThat(put(listing, "SHADOW").problem()).isEqualTo("400 invalid-field");
        assertThat(put("/skus/MUG", "SHADOW").problem()).isEqualTo("400 invalid-field");
        assertThat(put("/listings/7", "HELD").problem()).isEqualTo("404 not-found");
        assertThat(put("/skus/CUP", "HELD").problem()).isEqualTo("404 not-found");
        assertThat(seller.call("PUT", listing + "/publishing-mode", "{\"mode\": \"HELD\"}")
                        .problem())
                .isEqualTo("400 invalid-field");
        assertThat(put(listing, "HELD").status()).isEqualTo(200);
    }

    @Test
    void aRejectedListingSaysWhatToDoAndIsTriedAgain() {
        assertThat(seller.post(listing + "/retry", "").problem()).isEqualTo("409 not-possible");
        sent(new Outcome.Refused(RefusalReason.NOT_FOUND, "no such offer"));
        Answer rejected = seller.get("/listings?accountId=" + bazaar);
        assertThat(rejected.at("/listings/0/publication/refusedReason")).isEqualTo("NOT_FOUND: no such offer");
        assertThat(rejected.at("/listings/0/publication/whatToDo")).contains("retry");
        Answer drifts = seller.get("/drifts?accountId=" + bazaar);
        assertThat(drifts.at("/drifts/0/cause") + " " + drifts.at("/drifts/0/action") + " "
                        + drifts.at("/open/REJECTED"))
                .isEqualTo("REJECTED ASKS 1");
        seller.call("PATCH", "/skus/MUG", "{\"safetyStock\": 1}");
        seller.call("PATCH", "/accounts/" + bazaar, "{\"shareWeight\": 2}");
        seller.call("PATCH", "/skus/MUG", "{\"safetyStock\": 0}");
        assertThat(sent(new Outcome.Done("ref"))).as("however much changes").isEmpty();
        assertThat(seller.post(listing + "/retry", "").status()).isEqualTo(202);
        assertThat(sent(new Outcome.Done("ref"))).containsExactly(8);
        assertThat(seller.get("/drifts").body().path("drifts").size()).isZero();
        assertThat(seller.get("/drifts?ended=true&limit=1").at("/drifts/0/cause"))
                .isEqualTo("REJECTED");
        assertThat(seller.get("/drifts?after=yesterday").problem()).isEqualTo("400 invalid-field");
    }

    @Test
    void whatIsPushedOrRefreshedIsRead() {
        sent(new Outcome.Done("ref"));
        for (String call : List.of(listing + "/push", "/skus/MUG/push", "/skus/MUG/refresh", account + "/refresh")) {
            Answer pushed = seller.post(call, "");
            assertThat(pushed.status() + " " + pushed.at("/listings")).as(call).isEqualTo("202 1");
            List<Claim> read = claim().readBacks();
            assertThat(read).as(call).extracting(Claim::believed).containsExactly(OptionalInt.of(8));
            publishing.observed(
                    seller.sellerId(), read.get(0), 8, Clock.systemUTC().instant());
            assertThat(claim().isEmpty()).as(call).isTrue();
        }
        assertThat(seller.call("PUT", account + "/edited-numbers", "{\"editedNumbers\": \"TAKE_OVER\"}")
                        .at("/editedNumbers"))
                .isEqualTo("TAKE_OVER");
    }
}
