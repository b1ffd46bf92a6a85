package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** Rules are written as drafts, put in force, and say of each listing why it shows what it shows. */
class PublicationRulesApiTest {

    private static final String RULES = "/publication/rules";

    private final Seller seller = Api.shared().seller();
    private String account = "";
    private String listing = "";

    @BeforeEach
    void aMugIsSoldByAShop() {
        seller.post("/locations", """
                {"code": "WH1", "name": "Bath", "kind": "WAREHOUSE", "shipsBy": "SELLER"}
                """);
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\", \"family\": {\"category\": \"Kitchen > Mugs\"}}");
        seller.post("/stock-moves", """
                {"id": "m1", "kind": "RECEIVE", "sku": "MUG", "location": "WH1", "quantity": 12}
                """);
        account = seller.account("bazaar");
        listing = seller.post("/listings", """
                        {"accountId": "%s", "channelSku": "MUG-S", "sku": "MUG"}
                        """.formatted(account)).at("/listingId");
    }

    private Answer write(int version, int revision, String rules) {
        return seller.call(
                "PUT", RULES + "/" + version, "{\"revision\": %d, \"rules\": [%s]}".formatted(revision, rules));
    }

    private Answer activate(int version, int revision) {
        return seller.post(RULES + "/" + version + "/activate", "{\"revision\": %d}".formatted(revision));
    }

    private String sentence() {
        return seller.get("/listings/" + listing + "/number").at("/number/sentence");
    }

    @Test
    void aDraftCountsWhenItIsActivatedAndExplainsTheNumber() {
        assertThat(sentence()).isEqualTo("12 = 12 available");
        Answer written = write(1, 0, """
                {"scope": "SELLER", "safetyStock": {"kind": "FIXED", "value": 2}},
                {"scope": "CATEGORY", "category": "Kitchen", "cap": 9},
                {"scope": "LISTING", "listingId": "%s", "percentage": 50, "locations": ["WH1"],
                 "listWhen": {"minimum": 3, "endWhen": 1}}
                """.formatted(listing));
        assertThat(written.status()).as(written.toString()).isEqualTo(201);
        assertThat(written.at("/state") + " " + written.at("/revision")).isEqualTo("DRAFT 1");
        assertThat(sentence()).isEqualTo("12 = 12 available");

        Answer active = activate(1, 1);
        assertThat(active.at("/state") + " " + active.at("/rules/1/category")).isEqualTo("ACTIVE Kitchen");
        Answer number = seller.get("/listings/" + listing + "/number");
        assertThat(number.at("/number/sentence")).isEqualTo("5 = 12 available - 2 safety stock, 50 % of them");
        assertThat(number.at("/number/rules") + " " + number.at("/number/stages/1/stage") + " "
                        + number.at("/number/stages/1/units") + " " + number.at("/number/stages/1/rule"))
                .isEqualTo("1 SAFETY_STOCK 10 rule 1");
        assertThat(number.at("/position") + " " + number.at("/sku") + " " + number.at("/state"))
                .isEqualTo("1 MUG QUEUED");

        assertThat(activate(1, 1).status()).isEqualTo(200);
        assertThat(write(2, 0, "").status()).isEqualTo(201);
        assertThat(activate(2, 1).status()).isEqualTo(200);
        assertThat(sentence()).isEqualTo("12 = 12 available");
        Answer versions = seller.get(RULES + "?limit=1");
        assertThat(versions.at("/versions/0/version") + " " + versions.at("/next"))
                .isEqualTo("2 2");
        assertThat(seller.get(RULES + "?before=2").at("/versions/0/state")).isEqualTo("ARCHIVED");
    }

    @Test
    void everythingThatIsWrongWithRulesIsTold() {
        Answer refused = write(1, 0, """
                {"scope": "SELLER", "cap": 2, "listWhen": {"minimum": 3, "endWhen": 3}},
                {"scope": "CATEGORY", "category": "Garden", "percentage": 120}
                """);
        assertThat(refused.problem()).isEqualTo("422 refused-rules");
        assertThat(refused.at("/field") + " " + refused.at("/reason"))
                .isEqualTo("rules[0].listWhen.endWhen END_WHEN_NOT_BELOW_MINIMUM");
        assertThat(refused.at("/detail"))
                .contains("rule 1: listWhen.endWhen is 3, and it is listed from 3")
                .contains("rule 1: cap contradicts")
                .contains("rule 2: category is Garden, which no SKU is in")
                .contains("rule 2: percentage is 120 %");
        assertThat(seller.get(RULES + "/1").problem()).isEqualTo("404 not-found");
        assertThat(write(1, 0, "{\"scope\": \"SKU\", \"sku\": \"CUP\", \"cap\": 1}")
                        .at("/field"))
                .isEqualTo("rules[0].sku");
        assertThat(write(1, 0, "{\"scope\": \"SKU\", \"cap\": 1}").at("/field")).isEqualTo("rules[0].sku");
        assertThat(write(1, 0, "{\"scope\": \"SELLER\", \"division\": {\"kind\": \"LAST_UNITS\"}}")
                        .at("/field"))
                .isEqualTo("rules[0].division.lastUnits");
    }

    @Test
    void whoHasNotSeenTheLastRevisionChangesNothing() {
        String cap = "{\"scope\": \"SELLER\", \"cap\": %d}";
        assertThat(write(1, 0, cap.formatted(5)).status()).isEqualTo(201);
        assertThat(write(1, 0, cap.formatted(5)).status()).isEqualTo(200);
        assertThat(write(1, 0, cap.formatted(6)).at("/reason")).isEqualTo("OTHER_REVISION");
        assertThat(write(1, 1, cap.formatted(6)).at("/revision")).isEqualTo("2");
        assertThat(activate(1, 1).at("/reason")).isEqualTo("OTHER_REVISION");
        assertThat(write(3, 0, "").at("/reason")).isEqualTo("NOT_THE_NEXT_VERSION");
    }

    @Test
    void aPastMomentIsToldOfWhatHadBeenSentByThen() {
        Answer past = seller.get("/listings/" + listing + "/number?moment=2026-01-01T00:00:00Z");
        assertThat(past.at("/position") + " " + past.at("/number") + past.at("/sent"))
                .isEqualTo("0 ");
        assertThat(seller.get("/listings/" + listing + "/number?moment=yesterday")
                        .at("/field"))
                .isEqualTo("moment");
        assertThat(seller.get("/listings/" + listing + "/number?moment=2099-01-01T00:00:00Z")
                        .at("/field"))
                .isEqualTo("moment");
        assertThat(seller.get("/listings/1/number").problem()).isEqualTo("404 not-found");
    }
}
