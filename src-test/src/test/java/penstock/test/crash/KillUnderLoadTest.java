package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.routes.postgres.Home;
import penstock.routes.postgres.KnownServer;
import penstock.sandbox.Sandbox;
import penstock.sandbox.SandboxOptions;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.shopify.ShopSettings;
import penstock.sandbox.shopify.ShopifyShop;
import penstock.test.crash.GatewayProcess.Answer;
import tools.jackson.databind.JsonNode;

/** Kills at a random moment under load. More rounds: {@code -Dpenstock.kills=10}; again: {@code -Dpenstock.seed=N}. */
class KillUnderLoadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final int BUYERS = 4;
    private static final int STOCK = 100_000;

    private final long seed = Long.getLong("penstock.seed", System.nanoTime());
    private final int kills = Integer.getInteger("penstock.kills", 1);

    @Test
    void aKilledGatewayLosesNothingThatItHasAcknowledged(@TempDir Path home) throws Exception {
        survive(home, true);
    }

    @Test
    void aKilledPostgresComesBackAndHasEverythingThatWasAcknowledged(@TempDir Path home) throws Exception {
        survive(home, false);
    }

    private void survive(Path home, boolean killGateway) throws Exception {
        System.out.println("penstock.seed=" + seed);
        Random random = new Random(seed);
        int port = freePort();
        try (Sandbox sandbox = Sandbox.start(SandboxOptions.atFactor(60).seed(seed))) {
            GatewayProcess gateway = started(home, port);
            try {
                Seller seller = Seller.connect(gateway, sandbox, port);
                for (int round = 0; round < kills; round++) {
                    Load load = new Load(gateway, seller, "r" + round + "-");
                    load.start();
                    load.awaitAcknowledged(20 + random.nextInt(80));
                    seller.shop().buy(Basket.of("LAMP", 1));
                    if (killGateway) {
                        gateway.kill();
                        load.stop();
                        gateway = started(home, port);
                    } else {
                        gateway.killPostgres();
                        await().atMost(PATIENCE).until(gateway::isUp);
                        load.stop();
                    }
                    seller.acknowledged().addAll(load.acknowledged());
                }
                judge(home, gateway, seller);
            } finally {
                gateway.close();
            }
        }
    }

    private static void judge(Path home, GatewayProcess gateway, Seller seller) throws Exception {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<String> ids = seller.siteOrders(gateway);
            assertThat(ids).doesNotHaveDuplicates().containsAll(seller.acknowledged());
        });
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(seller.shop().shown()).containsEntry("LAMP", seller.available(gateway)));
        await().atMost(PATIENCE).untilAsserted(() -> {
            Findings findings = check(home);
            assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
        });
    }

    private static Findings check(Path home) {
        KnownServer server = KnownServer.of(new Home(home)).orElseThrow();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(server.jdbcUrl());
            pool.setUsername(server.credentials().checker().user());
            pool.setPassword(server.credentials().checker().password());
            pool.addDataSourceProperty("currentSchema", "penstock");
            pool.setMaximumPoolSize(2);
            return Check.asChecker(pool, Clock.systemUTC()).run(Scope.everything());
        }
    }

    private static GatewayProcess started(Path home, int port) throws IOException {
        GatewayProcess gateway = GatewayProcess.start(home, port);
        await().atMost(PATIENCE).until(gateway::isUp);
        return gateway;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A seller with one SKU, an own site and a shop. */
    private record Seller(String key, String path, String site, ShopifyShop shop, Set<String> acknowledged) {

        static Seller connect(GatewayProcess gateway, Sandbox sandbox, int port) throws Exception {
            String operator = gateway.operatorKey();
            String id =
                    text(gateway.post(operator, "/sellers", "{\"name\":\"Weir\",\"currency\":\"EUR\"}"), "sellerId");
            String path = "/sellers/" + id;
            String key =
                    text(gateway.post(operator, path + "/api-keys", "{\"label\":\"test\",\"role\":\"ADMIN\"}"), "key");
            gateway.post(
                    key,
                    path + "/locations",
                    "{\"code\":\"WH1\",\"name\":\"W\",\"kind\":\"WAREHOUSE\",\"shipsBy\":\"SELLER\",\"sourceRank\":1}");
            gateway.post(key, path + "/skus", "{\"code\":\"LAMP\",\"title\":\"Lamp\",\"sharing\":\"POOL\"}");
            gateway.post(
                    key,
                    path + "/stock-moves",
                    "{\"id\":\"m1\",\"kind\":\"RECEIVE\",\"sku\":\"LAMP\",\"location\":\"WH1\",\"quantity\":" + STOCK
                            + "}");
            String site = text(
                    gateway.post(
                            key,
                            path + "/accounts",
                            "{\"kind\":\"own-site\",\"name\":\"Site\",\"endpoint\":\"http://127.0.0.1:" + port
                                    + "/health\",\"secrets\":{\"signing_secret\":\"whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr\"}}"),
                    "accountId");
            ShopifyShop shop = sandbox.shopify().open(ShopSettings.standard("weir", "shpat_1", "shpss_1"));
            String item = String.valueOf(
                    sandbox.shopify().stock("weir", "LAMP", "Lamp", "9.90", 0).get("inventoryItemId"));
            String account = text(
                    gateway.post(
                            key,
                            path + "/accounts",
                            "{\"kind\":\"shopify\",\"name\":\"Shop\",\"endpoint\":\""
                                    + sandbox.uri().resolve("/shopify/weir")
                                    + "\",\"secrets\":{\"access_token\":\"shpat_1\",\"client_secret\":\"shpss_1\"}}"),
                    "accountId");
            String place = location(sandbox.shopify().describe("weir"));
            Answer bound = gateway.post(
                    key,
                    path + "/listings",
                    "{\"accountId\":\"" + account + "\",\"channelSku\":\"LAMP\",\"channelRef\":\"" + item
                            + "\",\"channelLocation\":\"" + place + "\",\"sku\":\"LAMP\"}");
            assertThat(bound.done()).as(bound.body().toString()).isTrue();
            sandbox.shopify()
                    .subscribe("weir", "orders/create", "http://127.0.0.1:" + port + "/webhooks/" + id + "/" + account);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(shop.shown()).containsEntry("LAMP", STOCK));
            return new Seller(key, path, site, shop, new TreeSet<>());
        }

        private static String location(Map<String, ?> shop) {
            List<?> locations = (List<?>) shop.get("locations");
            return String.valueOf(((Map<?, ?>) locations.get(0)).get("id"));
        }

        private static String text(Answer answer, String field) {
            assertThat(answer.done()).as(answer.body().toString()).isTrue();
            return answer.body().path(field).asString();
        }

        int available(GatewayProcess gateway) throws Exception {
            return gateway.get(key, path + "/stock?sku=LAMP")
                    .body()
                    .path("balances")
                    .path(0)
                    .path("available")
                    .asInt();
        }

        /** The own site's order ids, page by page. */
        List<String> siteOrders(GatewayProcess gateway) throws Exception {
            List<String> ids = new ArrayList<>();
            String before = "";
            while (true) {
                JsonNode page = gateway.get(key, path + "/orders?accountId=" + site + "&limit=500" + before)
                        .body()
                        .path("orders");
                page.forEach(order -> ids.add(order.path("channelOrderId").asString()));
                if (page.size() < 500) {
                    return ids;
                }
                before = "&before=" + page.get(page.size() - 1).path("orderId").asString();
            }
        }
    }

    /** Buyers who order one lamp after another, and note what was acknowledged. */
    private static final class Load {
        private final GatewayProcess gateway;
        private final Seller seller;
        private final String prefix;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();
        private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
        private final List<Thread> threads = new ArrayList<>();

        Load(GatewayProcess gateway, Seller seller, String prefix) {
            this.gateway = gateway;
            this.seller = seller;
            this.prefix = prefix;
        }

        void start() {
            for (int i = 0; i < BUYERS; i++) {
                Thread thread = new Thread(this::buy, "buyer-" + i);
                threads.add(thread);
                thread.start();
            }
        }

        private void buy() {
            while (!over.get()) {
                String id = prefix + next.incrementAndGet();
                try {
                    Answer answer = gateway.post(
                            seller.key(),
                            seller.path() + "/accounts/" + seller.site() + "/orders",
                            "{\"id\":\"" + id + "\",\"lines\":[{\"id\":\"1\",\"sku\":\"LAMP\",\"quantity\":1}]}");
                    if (answer.done()) {
                        acknowledged.add(id);
                    }
                } catch (IOException e) {
                    // killed: nothing was acknowledged
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        void awaitAcknowledged(int orders) {
            await().atMost(PATIENCE).until(() -> acknowledged.size() >= orders);
        }

        void stop() throws InterruptedException {
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }

        Set<String> acknowledged() {
            return acknowledged;
        }
    }
}
