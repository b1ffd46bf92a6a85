package penstock.test.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import penstock.console.access.RoleMatrix;
import penstock.console.access.RoleMatrix.Rule;
import penstock.core.identity.ApiKeys.Role;
import penstock.test.TestDatabase;
import penstock.test.api.Api.Answer;
import penstock.test.api.Api.Seller;

/** Walks all mappings with every kind of caller. Bodies are left out, so that whoever is let in changes nothing. */
class RolesTest {

    /** Runs on by itself, and can be put forward, so that wrong keys are forgotten. */
    private static final class RunningClock extends Clock {
        private volatile Duration ahead = Duration.ZERO;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Clock.systemUTC().instant().plus(ahead);
        }
    }

    @Test
    void eachMappingServesWhomTheTableNamesAndNobodyElse() {
        RunningClock clock = new RunningClock();
        try (Api api = Api.start(TestDatabase.database(), clock)) {
            Seller seller = api.seller();
            Seller other = api.seller();
            String site = seller.account("own_site");
            String supplier = seller.account("supplier");
            String otherSite = seller.account("own_site");
            Map<Role, String> keys = new EnumMap<>(Role.class);
            for (Role role : Role.values()) {
                keys.put(role, seller.key(role.name(), account(role, site, supplier)));
            }
            String storefrontOfOther = seller.key("STOREFRONT", otherSite);
            String revoked = revokedKey(seller);
            String noKey =
                    keys.get(Role.ADMIN).substring(0, keys.get(Role.ADMIN).length() - 4) + "AAAA";
            int checked = 0;
            for (Rule rule : RoleMatrix.rules()) {
                for (Role role : Role.values()) {
                    Answer answer = call(api, keys.get(role), rule, seller, account(role, site, supplier));
                    if (rule.roles().contains(role)) {
                        assertThat(answer.status())
                                .as("%s as %s: %s", rule, role, answer)
                                .isNotIn(401, 403, 405, 500);
                    } else {
                        assertThat(answer.problem()).as("%s as %s", rule, role).isEqualTo("403 forbidden");
                    }
                    checked++;
                }
                assertThat(call(api, Api.OPERATOR_KEY, rule, seller, site).status())
                        .as("%s as the installation's operator", rule)
                        .isNotIn(401, 403, 405, 500);
                for (String wrong : List.of("", revoked, noKey)) {
                    assertThat(call(api, wrong, rule, seller, site).problem())
                            .as("%s with a wrong key", rule)
                            .isEqualTo("401 unauthenticated");
                }
                if (rule.path().contains("{sellerId}")) {
                    assertThat(call(api, other.key(), rule, seller, site).problem())
                            .as("%s as another seller", rule)
                            .isEqualTo("404 not-found");
                    assertThat(call(api, Api.OPERATOR_KEY, rule, new Seller(api, 7, ""), site)
                                    .problem())
                            .as("%s of no seller", rule)
                            .isEqualTo("404 not-found");
                }
                if (rule.roles().contains(Role.STOREFRONT) && rule.path().contains("{accountId}")) {
                    assertThat(call(api, storefrontOfOther, rule, seller, site).problem())
                            .as("%s of another account", rule)
                            .isEqualTo("403 forbidden");
                }
                clock.ahead = clock.ahead.plusMinutes(1);
            }
            assertThat(checked)
                    .isEqualTo(RoleMatrix.rules().size() * Role.values().length)
                    .isGreaterThan(200);
        }
    }

    @Test
    void idsOfAnotherSellerAreNotFoundInBodiesAndQueriesEither() {
        Seller seller = Api.shared().seller().warehouse().stock("MUG", 5);
        Seller other = Api.shared().seller().warehouse().stock("CUP", 5);
        String site = other.account("own_site");
        String orderId = other.post("/accounts/" + site + "/orders", """
                        {"id": "A", "lines": [{"id": "1", "sku": "CUP", "quantity": 1}]}
                        """).at("/orderId");
        assertThat(seller.get("/orders/" + orderId).problem()).isEqualTo("404 not-found");
        assertThat(seller.get("/orders?accountId=" + site).body().path("orders").size())
                .isZero();
        assertThat(seller.call("DELETE", "/orders/" + orderId + "/personal-data", "")
                        .problem())
                .isEqualTo("404 not-found");
        assertThat(seller.get("/accounts/" + site).problem()).isEqualTo("404 not-found");
        assertThat(seller.post("/accounts/" + site + "/orders/A/cancel", "").problem())
                .isEqualTo("404 not-found");
        assertThat(seller.post("/listings", """
                        {"accountId": "%s", "channelSku": "x", "sku": "MUG"}
                        """.formatted(site)).problem()).isEqualTo("422 unknown-reference");
        assertThat(seller.post("/api-keys", """
                        {"label": "x", "role": "STOREFRONT", "accountId": "%s"}
                        """.formatted(site)).problem()).isEqualTo("422 unknown-reference");
        assertThat(seller.get("/skus/CUP").problem()).isEqualTo("404 not-found");
        assertThat(seller.get("/stock?after=").body().path("balances").size()).isEqualTo(1);
        assertThat(other.balance("CUP")).isEqualTo("available 4 reserved 1");
    }

    @Test
    void tooManyWrongKeysFromOneAddressAreNotLookedUpAnyMore() {
        try (Api api = Api.start(TestDatabase.database(), new RunningClock())) {
            Seller seller = api.seller();
            assertThat(seller.get("/skus").status()).isEqualTo(200);
            Answer last = seller.get("/skus");
            for (int i = 0; i <= 20; i++) {
                last = seller.with("psk_1_2_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")
                        .get("/skus");
            }
            assertThat(last.problem()).isEqualTo("429 too-many-attempts");
            assertThat(last.response().headers().firstValue("Retry-After")).contains("60");
            assertThat(seller.get("/skus").status())
                    .as("a key that served before")
                    .isEqualTo(200);
        }
    }

    private static String account(Role role, String site, String supplier) {
        return switch (role) {
            case STOREFRONT -> site;
            case SUPPLIER -> supplier;
            default -> "";
        };
    }

    private static String revokedKey(Seller seller) {
        Answer issued = seller.post("/api-keys", "{\"label\": \"old\", \"role\": \"ADMIN\"}");
        seller.call("DELETE", "/api-keys/" + issued.at("/keyId"), "");
        return issued.at("/key");
    }

    private static Answer call(Api api, String key, Rule rule, Seller seller, String accountId) {
        String path = rule.path()
                .replace("{sellerId}", Long.toString(seller.sellerId()))
                .replace("{accountId}", accountId.isEmpty() ? "8" : accountId)
                .replaceAll("\\{\\w+}", "9");
        return api.call(key, rule.method(), path, "");
    }
}
