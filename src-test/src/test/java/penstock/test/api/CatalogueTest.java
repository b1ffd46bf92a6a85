package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.catalogue.Accounts;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;
import penstock.test.api.Api.WokenSellers;

class CatalogueTest {

    private final Seller seller = Api.shared().seller();

    @Test
    void sellersAreCreatedListedAndRead() {
        assertThat(seller.get("").toString())
                .startsWith("200 {\"sellerId\":\"" + seller.sellerId() + "\"")
                .contains("\"currency\":\"EUR\"");
        Answer list = Api.shared().call(Api.OPERATOR_KEY, "GET", "/api/v1/sellers", "");
        assertThat(list.body().path("sellers").toString()).contains("\"sellerId\":\"" + seller.sellerId() + "\"");
    }

    @Test
    void whenASellersOrdersAreShippedInPartIsChanged() {
        assertThat(seller.get("").at("/partialShipping")).isEqualTo("SHIP_AVAILABLE");
        Answer changed = seller.call("PATCH", "", "{\"partialShipping\": \"WAIT_FOR_ALL\"}");
        assertThat(changed.status() + changed.at("/partialShipping")).isEqualTo("200WAIT_FOR_ALL");
        assertThat(seller.get("").at("/partialShipping")).isEqualTo("WAIT_FOR_ALL");
        assertThat(seller.call("PATCH", "", "{}").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.call("PATCH", "", "{\"partialShipping\": \"NEVER\"}").status())
                .isEqualTo(400);
        assertThat(Api.shared()
                        .call(Api.OPERATOR_KEY, "PATCH", "/api/v1/sellers/7", "{\"partialShipping\": \"WAIT_FOR_ALL\"}")
                        .problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void keysAreShownOnceAndServeNoLongerWhenRevoked() {
        Answer issued = seller.post("/api-keys", "{\"label\": \"screen\", \"role\": \"VIEWER\"}");
        assertThat(issued.status()).isEqualTo(201);
        String key = issued.at("/key");
        assertThat(seller.with(key).get("/skus").status()).isEqualTo(200);
        assertThat(seller.get("/api-keys").body().toString()).doesNotContain(key.substring(key.length() - 43));
        assertThat(seller.call("DELETE", "/api-keys/" + issued.at("/keyId"), "").status())
                .isEqualTo(204);
        assertThat(seller.with(key).get("/skus").status()).isEqualTo(401);
        assertThat(seller.get("/api-keys").at("/apiKeys/1/revokedAt")).isNotEmpty();
        assertThat(seller.call("DELETE", "/api-keys/7", "").problem()).isEqualTo("404 not-found");
    }

    @Test
    void aKeyOfOneAccountNamesOneThatServes() {
        String bazaar = seller.account("bazaar");
        assertThat(seller.post("/api-keys", "{\"label\": \"x\", \"role\": \"STOREFRONT\"}")
                        .problem())
                .isEqualTo("400 invalid-field");
        for (String role : new String[] {"STOREFRONT", "SUPPLIER"}) {
            assertThat(seller.post(
                                    "/api-keys",
                                    "{\"label\": \"x\", \"role\": \"%s\", \"accountId\": \"%s\"}"
                                            .formatted(role, bazaar))
                            .problem())
                    .isEqualTo("422 unknown-reference");
        }
        assertThat(seller.post("/api-keys", "{\"label\": \"x\", \"role\": \"ADMIN\", \"accountId\": \"1\"}")
                        .problem())
                .isEqualTo("400 invalid-field");
    }

    @Test
    void aSkuIsCreatedOnceAndChanged() {
        String mug = "{\"code\": \"MUG 1\", \"title\": \"Mug\", \"gtin\": \"4006381333931\", \"safetyStock\": 2}";
        assertThat(seller.post("/skus", mug).status()).isEqualTo(201);
        assertThat(seller.post("/skus", mug).status()).isEqualTo(200);
        assertThat(seller.post("/skus", mug.replace("Mug\"", "Cup\"")).problem())
                .isEqualTo("409 conflict");
        WokenSellers woken = Api.shared().service(WokenSellers.class);
        int before = woken.times(seller.sellerId());
        Answer changed = seller.call("PATCH", "/skus/MUG%201", "{\"sharing\": \"PARTITIONED\"}");
        assertThat(changed.at("/sharing") + " " + changed.at("/safetyStock")).isEqualTo("PARTITIONED 2");
        assertThat(woken.times(seller.sellerId())).isEqualTo(before + 1);
        assertThat(seller.call("PATCH", "/skus/MUG%201", "{}").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.call("PATCH", "/skus/NONE", "{\"safetyStock\": 1}").problem())
                .isEqualTo("404 not-found");
        assertThat(seller.get("/skus/NONE").problem()).isEqualTo("404 not-found");
        assertThat(seller.get("/skus/NONE/postings").problem()).isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A/B   | T | null          | 0",
                "A;B   | T | null          | 0",
                "..    | T | null          | 0",
                "A%2fB | T | null          | 0",
                "A     | T | \"12345\"     | 0",
                "A     | T | \"4006381333932\" | 0",
                "A     | T | null          | -1",
                "A     | T | null          | 1000001"
            })
    void aSkuThatCannotBeIsRefused(String code, String title, String gtin, int safetyStock) {
        assertThat(seller.post("/skus", """
                        {"code": "%s", "title": "%s", "gtin": %s, "safetyStock": %d}
                        """.formatted(code, title, gtin, safetyStock))
                        .problem())
                .isEqualTo("400 invalid-field");
    }

    @Test
    void skusComePageByPage() {
        for (int i = 1; i <= 5; i++) {
            seller.post("/skus", "{\"code\": \"S%d\", \"title\": \"x\"}".formatted(i));
        }
        Answer first = seller.get("/skus?limit=2");
        assertThat(first.at("/skus/0/code") + first.at("/skus/1/code") + " " + first.at("/next"))
                .isEqualTo("S1S2 S2");
        Answer last = seller.get("/skus?limit=2&after=S4");
        assertThat(last.at("/skus/0/code") + " " + last.at("/next")).isEqualTo("S5 ");
        assertThat(seller.get("/skus?limit=0").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.get("/skus?limit=501").at("/field")).isEqualTo("limit");
        assertThat(seller.get("/skus?limit=x").at("/field")).isEqualTo("limit");
    }

    @Test
    void aLocationIsCreatedOnce() {
        String warehouse =
                "{\"code\": \"WH1\", \"name\": \"W\", \"kind\": \"WAREHOUSE\", \"shipsBy\": \"SELLER\", \"sourceRank\": 1}";
        assertThat(seller.post("/locations", warehouse).status()).isEqualTo(201);
        assertThat(seller.post("/locations", warehouse).status()).isEqualTo(200);
        assertThat(seller.post("/locations", warehouse.replace("\"W\"", "\"V\""))
                        .problem())
                .isEqualTo("409 conflict");
        assertThat(seller.post("/locations", warehouse.replace("SELLER", "PROVIDER"))
                        .at("/field"))
                .isEqualTo("providerAccountId");
        assertThat(seller.post("/locations", """
                        {"code": "S", "name": "S", "kind": "SUPPLIER", "shipsBy": "SELLER", "providerAccountId": "77"}
                        """).problem()).isEqualTo("422 unknown-reference");
        assertThat(seller.get("/locations").at("/locations/0/code")).isEqualTo("WH1");
    }

    @Test
    void anAccountNeverShowsItsSecretsAgain() {
        Answer opened = seller.post("/accounts", """
                {"kind": "bazaar", "name": "Bazaar", "endpoint": "https://bazaar.example", "settings": {"region": "eu"},
                 "secrets": {"token": "SECRET-7"}}
                """);
        assertThat(opened.status()).isEqualTo(201);
        String accountId = opened.at("/accountId");
        assertThat(opened.body().path("secretNames").toString()).isEqualTo("[\"token\"]");
        assertThat(opened.at("/webhookPath")).isEqualTo("/webhooks/" + seller.sellerId() + "/" + accountId);
        assertThat(opened.at("/settings/region")).isEqualTo("eu");
        Answer changed =
                seller.call("PUT", "/accounts/" + accountId + "/secrets", "{\"secrets\": {\"token\": \"SECRET-8\"}}");
        assertThat(changed.status()).isEqualTo(200);
        String shown = opened + "" + changed + seller.get("/accounts") + seller.get("/accounts/" + accountId);
        assertThat(shown).doesNotContain("SECRET-7", "SECRET-8");
        assertThat(seller.call("PUT", "/accounts/" + accountId + "/secrets", "{\"secrets\": {}}")
                        .at("/field"))
                .isEqualTo("secrets.token");
    }

    @Test
    void anAccountIsPausedAndResumed() {
        String accountId = seller.account("bazaar");
        Answer paused =
                seller.call("PATCH", "/accounts/" + accountId, "{\"state\": \"PAUSED\", \"reason\": \"Holidays\"}");
        assertThat(paused.at("/state") + " " + paused.at("/stateReason")).isEqualTo("PAUSED Holidays");
        assertThat(seller.call("PATCH", "/accounts/" + accountId, "{\"state\": \"ACTIVE\"}")
                        .at("/state"))
                .isEqualTo("ACTIVE");
        assertThat(seller.call("PATCH", "/accounts/" + accountId, "{\"state\": \"NEEDS_ATTENTION\"}")
                        .problem())
                .isEqualTo("400 invalid-field");
        assertThat(seller.call("PATCH", "/accounts/7", "{\"state\": \"ACTIVE\"}")
                        .problem())
                .isEqualTo("404 not-found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing | https://x.example   | {}               | {\"token\":\"t\"}             | 422 unknown-reference | kind",
                "bazaar  | https://10.0.0.1/   | {}               | {\"token\":\"t\"}             | 422 refused-address   | endpoint",
                "bazaar  | file:///etc/passwd  | {}               | {\"token\":\"t\"}             | 400 invalid-field     | endpoint",
                "bazaar  | https://a b         | {}               | {\"token\":\"t\"}             | 400 invalid-field     | endpoint",
                "bazaar  | https://x.example   | {\"region\":\"moon\"} | {\"token\":\"t\"}      | 400 invalid-field     | settings.region",
                "bazaar  | https://x.example   | {}               | {}                            | 400 invalid-field     | secrets.token",
                "bazaar  | https://x.example   | {\"token\":\"t\"} | {\"token\":\"t\"}            | 400 invalid-field     | settings",
                "bazaar  | https://x.example   | {}               | {\"token\":\"t\",\"x\":\"y\"} | 400 invalid-field     | secrets",
                "bazaar  | https://x.example   | {\"region\":\"\"} | {\"token\":\"t\"}            | 400 invalid-field     | settings.region",
                "bazaar  | https://x.example   | {\"region\":7}   | {\"token\":\"t\"}             | 400 invalid-field     | settings.region",
                "bazaar  | https://x.example   | {\"region\":null} | {\"token\":\"t\"}            | 400 invalid-field     | settings.region"
            })
    void anAccountThatCannotBeIsRefused(
            String kind, String endpoint, String settings, String secrets, String problem, String field) {
        Answer answer = seller.post("/accounts", """
                {"kind": "%s", "name": "n", "endpoint": "%s", "settings": %s, "secrets": %s}
                """.formatted(kind, endpoint, settings, secrets));
        assertThat(answer.problem() + " " + answer.at("/field")).isEqualTo(problem + " " + field);
        assertThat(seller.get("/accounts").body().path("accounts").size()).isZero();
    }

    @Test
    void nothingButASupplierWorksWithoutAnEndpoint() {
        Answer refused = seller.post("/accounts", """
                {"kind": "bazaar", "name": "n", "secrets": {"token": "t"}}
                """);
        assertThat(refused.problem() + " " + refused.at("/field")).isEqualTo("400 invalid-field endpoint");
        assertThat(seller.post("/accounts", """
                {"kind": "supplier", "name": "n", "settings": {"sku_column": "sku", "quantity_column": "quantity"}}
                """).status()).isEqualTo(201);
    }

    @Test
    void whatWasMistypedOfAnAccountIsPutRight() {
        String account = "/accounts/" + seller.account("bazaar");
        long accountId = Long.parseLong(seller.get(account).at("/accountId"));
        Accounts accounts = Api.shared().service(Accounts.class);
        accounts.enter(seller.sellerId(), accountId, Accounts.State.NEEDS_ATTENTION, "it cannot be opened");

        assertThat(seller.call("PATCH", account + "/connection", "{\"settings\": {\"region\": \"moon\"}}")
                        .at("/field"))
                .isEqualTo("settings.region");
        assertThat(seller.call("PATCH", account + "/connection", "{\"endpoint\": \"https://10.0.0.1/\"}")
                        .problem())
                .isEqualTo("422 refused-address");
        assertThat(seller.call("PATCH", account, "{\"shareWeight\": -1}").at("/field"))
                .isEqualTo("shareWeight");
        assertThat(seller.call("PATCH", account, "{}").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.call("PATCH", account + "/connection", "{}").problem())
                .isEqualTo("400 invalid-field");
        assertThat(seller.call("PATCH", account, "{\"reason\": \"x\"}").at("/field"))
                .isEqualTo("reason");
        assertThat(seller.call("PATCH", account, "{\"shareWeight\": 3}").at("/state"))
                .isEqualTo("NEEDS_ATTENTION");

        Answer mended = seller.call("PATCH", account + "/connection", """
                {"settings": {"region": "eu"}, "endpoint": "https://y.example"}
                """);
        assertThat(mended.at("/settings/region") + " " + mended.at("/endpoint") + " " + mended.at("/shareWeight") + " "
                        + mended.at("/state") + mended.at("/stateReason"))
                .isEqualTo("eu https://y.example 3 ACTIVE");

        accounts.enter(seller.sellerId(), accountId, Accounts.State.NEEDS_ATTENTION, "its token is refused");
        assertThat(seller.call("PUT", account + "/secrets", "{\"secrets\": {\"token\": \"new\"}}")
                        .at("/state"))
                .isEqualTo("ACTIVE");

        accounts.noteFailing(seller.sellerId(), accountId, Optional.of(Instant.parse("2026-11-23T10:00:00Z")));
        assertThat(seller.get(account).at("/failingSince") + " "
                        + seller.get(account).at("/stateReason"))
                .startsWith("2026-11-23T10:00:00Z calls keep failing since 2026-11-23T10:00:00Z");
    }

    @Test
    void aMirroredAccountIsMirroredOnceByAPlaceOfItsKind() {
        String supplier = seller.account("supplier");
        String provider = seller.account("warehouser");
        String place =
                "{\"code\": \"%s\", \"name\": \"n\", \"kind\": \"%s\", \"shipsBy\": \"%s\", \"providerAccountId\": \"%s\"}";
        assertThat(seller.post("/locations", place.formatted("S", "SUPPLIER", "SELLER", seller.account("bazaar")))
                        .at("/field"))
                .isEqualTo("providerAccountId");
        assertThat(seller.post("/locations", place.formatted("S", "FBA", "SELLER", supplier))
                        .at("/field"))
                .isEqualTo("providerAccountId");
        assertThat(seller.post("/locations", place.formatted("W", "WAREHOUSE", "SELLER", provider))
                        .at("/field"))
                .isEqualTo("providerAccountId");
        assertThat(seller.post("/locations", place.formatted("S", "SUPPLIER", "PROVIDER", supplier))
                        .at("/field"))
                .isEqualTo("shipsBy");
        assertThat(seller.post("/locations", place.formatted("S", "SUPPLIER", "SELLER", supplier))
                        .status())
                .isEqualTo(201);
        assertThat(seller.post("/locations", place.formatted("S", "SUPPLIER", "SELLER", supplier))
                        .status())
                .isEqualTo(200);
        Answer second = seller.post("/locations", place.formatted("S2", "SUPPLIER", "SELLER", supplier));
        assertThat(second.problem() + " " + second.at("/detail")).startsWith("409 conflict another location mirrors");
        assertThat(seller.post("/locations", place.formatted("F", "FBA", "PROVIDER", provider))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void aSecondAccountOfTheSameNameIsRefused() {
        String account = "{\"kind\": \"own_site\", \"name\": \"Shop\", \"endpoint\": \"https://x.example\"}";
        assertThat(seller.post("/accounts", account).status()).isEqualTo(201);
        assertThat(seller.post("/accounts", account).problem()).isEqualTo("409 conflict");
    }

    @Test
    void theKindsSayWhatAnAccountTakes() {
        Answer kinds = Api.shared().call(seller.key(), "GET", "/api/v1/channel-kinds", "");
        assertThat(kinds.at("/channelKinds/1/fields/1/name")).isEqualTo("token");
        assertThat(kinds.body().at("/channelKinds/1/fields/1/secret").asBoolean())
                .isTrue();
    }

    @Test
    void aListingIsBoundOnce() {
        seller.warehouse().stock("MUG", 3);
        String accountId = seller.account("bazaar");
        String mug = "{\"accountId\": \"%s\", \"channelSku\": \"B-MUG\", \"sku\": \"MUG\"}".formatted(accountId);
        Answer bound = seller.post("/listings", mug);
        assertThat(bound.status() + " " + bound.at("/publication/state")).isEqualTo("201 QUEUED");
        assertThat(seller.post("/listings", mug).status()).isEqualTo(200);
        for (String other : List.of(
                "\"packSize\": 2", "\"channelRef\": \"r\"", "\"channelLocation\": \"l\"", "\"quantityCap\": 1")) {
            assertThat(seller.post("/listings", mug.replace("}", ", " + other + "}"))
                            .problem())
                    .as(other)
                    .isEqualTo("409 conflict");
        }
        assertThat(seller.post("/listings", mug.replace("\"MUG\"", "\"CUP\"")).at("/field"))
                .isEqualTo("sku");
        assertThat(seller.post("/listings", mug.replace(accountId, "7")).at("/field"))
                .isEqualTo("accountId");
        assertThat(seller.get("/listings?accountId=" + accountId).at("/listings/0/channelSku"))
                .isEqualTo("B-MUG");
        assertThat(seller.get("/listings?after=" + bound.at("/listingId"))
                        .body()
                        .path("listings")
                        .size())
                .isZero();
        assertThat(seller.get("/skus/MUG").at("/listings/0/channelSku")).isEqualTo("B-MUG");
    }

    @Test
    void aLocationsNameAndRankAreChanged() {
        seller.warehouse();
        Answer changed = seller.call("PATCH", "/locations/WH1", "{\"sourceRank\": 7}");
        assertThat(changed.at("/name") + " " + changed.body().path("sourceRank"))
                .isEqualTo("Warehouse 7");
        seller.call("PATCH", "/locations/WH1", "{\"name\": \"Old mill\"}");
        Answer list = seller.get("/locations");
        assertThat(list.at("/locations/0/name") + " " + list.body().at("/locations/0/sourceRank"))
                .isEqualTo("Old mill 7");
        assertThat(seller.call("PATCH", "/locations/WH1", "{}").at("/field")).isEqualTo("sourceRank");
        assertThat(seller.call("PATCH", "/locations/WH1", "{\"sourceRank\": -1}")
                        .problem())
                .isEqualTo("400 invalid-field");
        assertThat(seller.call("PATCH", "/locations/NONE", "{\"sourceRank\": 1}")
                        .problem())
                .isEqualTo("404 not-found");
    }

    @Test
    void aSkusTitleIsChanged() {
        seller.post("/skus", "{\"code\": \"MUG\", \"title\": \"Mug\", \"safetyStock\": 2}");
        Answer changed = seller.call("PATCH", "/skus/MUG", "{\"title\": \"Cup\"}");
        assertThat(changed.at("/title") + " " + changed.body().path("safetyStock"))
                .isEqualTo("Cup 2");
        assertThat(seller.get("/skus/MUG").at("/sku/title")).isEqualTo("Cup");
        assertThat(seller.call("PATCH", "/skus/MUG", "{\"title\": \"\"}").at("/field"))
                .isEqualTo("title");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/skus?after=%00              | 400 | after | the address holds a control character; remove it",
                "/skus?after=%ff              | 400 | after | the address holds bytes that are not UTF-8; encode it as UTF-8 with percent signs",
                "/skus?limit=1&limit=2        | 400 | limit | limit stands twice in the address; leave one out",
                "/fulfilments?state=LOST      | 400 | state | state in the address must be one of OPEN, PICKED, PACKED, SUBMITTING, UNKNOWN, SUBMITTED, CANCELLING, SHIPPED, CANCELLED, REFUSED",
                "/orders?phase=LOST           | 400 | phase | phase in the address must be one of PENDING, CONFIRMED, CANCELLED",
                "/parked/lines?after=x        | 400 | after | after is not what a page named as next",
                "/orders/x                    | 404 | ''    | there is no such order",
                "/fulfilments/x               | 404 | ''    | there is no such fulfilment"
            })
    void anAddressThatMakesNoSenseIsToldWhy(String path, int status, String field, String detail) {
        Answer answer = seller.get(path);
        assertThat(answer.status() + " " + answer.at("/field") + " " + answer.at("/detail"))
                .isEqualTo(status + " " + field + " " + detail);
    }

    @Test
    void whatWasMistypedOfAListingIsPutRight() {
        seller.warehouse().stock("MUG", 30);
        String accountId = seller.account("bazaar");
        String listing = "/listings/"
                + seller.post("/listings", """
                        {"accountId": "%s", "channelSku": "B-MUG", "sku": "MUG", "channelRef": "r-1", "quantityCap": 5}
                        """.formatted(accountId)).at("/listingId");
        assertThat(offered(accountId)).isEqualTo("read, then 5");

        assertThat(seller.call("PATCH", listing, "{\"quantityCap\": 8}").at("/quantityCap"))
                .isEqualTo("8");
        assertThat(offered(accountId)).isEqualTo("8");
        Answer tooSoon = seller.call("PATCH", listing, "{\"channelLocation\": \"l-2\"}");
        assertThat(tooSoon.status() + " " + tooSoon.at("/detail"))
                .startsWith("409 its number is still shown where it is now");
        assertThat(seller.call("PATCH", listing, "{\"state\": \"PAUSED\"}").at("/state"))
                .isEqualTo("PAUSED");
        assertThat(offered(accountId)).isEqualTo("0");
        Answer changed = seller.call("PATCH", listing, """
                {"state": "ACTIVE", "uncapped": true, "channelRef": "r-2", "channelLocation": "l-2"}
                """);
        assertThat(changed.at("/channelRef") + " " + changed.at("/channelLocation") + " " + changed.at("/state") + " "
                        + changed.at("/quantityCap"))
                .isEqualTo("r-2 l-2 ACTIVE ");
        assertThat(offered(accountId)).isEqualTo("read, then 30");
        assertThat(seller.call("PATCH", listing, "{\"state\": \"ENDED\"}").at("/state"))
                .isEqualTo("ENDED");

        assertThat(seller.call("PATCH", listing, "{}").problem()).isEqualTo("400 invalid-field");
        assertThat(seller.call("PATCH", listing, "{\"quantityCap\": 1, \"uncapped\": true}")
                        .at("/field"))
                .isEqualTo("uncapped");
        assertThat(seller.call("PATCH", "/listings/7", "{\"quantityCap\": 1}").problem())
                .isEqualTo("404 not-found");
    }

    /** The number that is sent to the account's channel now, which takes it; one that is read first shows nothing. */
    private String offered(String account) {
        Publishing publishing = Api.shared().service(Publishing.class);
        long accountId = Long.parseLong(account);
        Publishing.Work work = publishing.claim(seller.sellerId(), accountId, 10, 10);
        if (!work.readBacks().isEmpty()) {
            publishing.observed(seller.sellerId(), work.readBacks().get(0), 0, Instant.now());
            return "read, then " + offered(account);
        }
        Claim claim = work.updates().get(0);
        publishing.settle(seller.sellerId(), claim, new Outcome.Done("ref"));
        return Integer.toString(claim.quantity());
    }
}
