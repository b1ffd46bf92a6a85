package penstock.test.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.context.support.GenericApplicationContext;
import penstock.console.ConsoleConfiguration;
import penstock.console.access.OperatorKey;
import penstock.core.catalogue.Accounts;
import penstock.core.identity.Sealing;
import penstock.core.port.ChannelKinds;
import penstock.core.port.FeedReader;
import penstock.core.port.Metrics;
import penstock.core.port.Recipients;
import penstock.core.port.Wake;
import penstock.core.store.Database;
import penstock.core.supplier.Feeds;
import penstock.routes.app.CoreConfiguration;
import penstock.routes.collect.SupplierFeedReader;
import penstock.routes.transport.AccountKey;
import penstock.routes.work.ApplyFeeds;
import penstock.routes.work.Pace;
import penstock.test.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API on a port of its own over a database. */
final class Api implements AutoCloseable {

    static final String OPERATOR_KEY = "operator-key-of-the-tests-0123456789";

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** One for all tests that need nothing special. */
    private static final class Holder {
        static final Api SHARED = start(TestDatabase.database(), Clock.systemUTC());
    }

    private final ConfigurableApplicationContext context;
    private final int port;

    private Api(ConfigurableApplicationContext context) {
        this.context = context;
        this.port = Integer.parseInt(String.valueOf(context.getEnvironment().getProperty("local.server.port")));
    }

    static Api shared() {
        return Holder.SHARED;
    }

    static Api start(Database database, Clock clock) {
        return new Api(new SpringApplicationBuilder(Composition.class)
                .initializers((GenericApplicationContext beans) -> {
                    beans.registerBean(Database.class, () -> database);
                    beans.registerBean(Clock.class, () -> clock);
                })
                .properties(
                        "server.port=0",
                        "server.address=127.0.0.1",
                        "spring.main.banner-mode=off",
                        "spring.jmx.enabled=false",
                        "logging.level.root=warn")
                .run());
    }

    <T> T service(Class<T> type) {
        return context.getBean(type);
    }

    /** A status and a JSON body; an empty object where there was none. */
    record Answer(int status, JsonNode body, HttpResponse<String> response) {

        /** A value of the body by JSON pointer, {@code ""} if it is not there. */
        String at(String pointer) {
            return body.at(pointer).asString("");
        }

        String problem() {
            return status + " " + at("/type").replace("urn:penstock:problem:", "");
        }

        @Override
        public String toString() {
            return status + " " + body;
        }
    }

    Answer call(String key, String method, String path, String json) {
        HttpRequest.Builder request = request(path)
                .method(
                        method,
                        json.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json));
        if (!json.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return send(key.isEmpty() ? request : request.header("Authorization", "Bearer " + key));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    Answer send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
            boolean json = response.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.contains("json"))
                    .isPresent();
            return new Answer(
                    response.statusCode(), JsonMapper.shared().readTree(json ? response.body() : "{}"), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A seller with an admin's key. */
    Seller seller() {
        String sellerId = call(OPERATOR_KEY, "POST", "/api/v1/sellers", """
                        {"name": "Weir & Sluice", "currency": "EUR"}
                        """).at("/sellerId");
        String path = "/api/v1/sellers/" + sellerId;
        String key = call(OPERATOR_KEY, "POST", path + "/api-keys", """
                        {"label": "tests", "role": "ADMIN"}
                        """).at("/key");
        return new Seller(this, Long.parseLong(sellerId), key);
    }

    /** A seller at whose door a test knocks; paths are below the seller's. */
    record Seller(Api api, long sellerId, String key) {

        private static final AtomicInteger MOVES = new AtomicInteger();

        String path() {
            return "/api/v1/sellers/" + sellerId;
        }

        Seller with(String otherKey) {
            return new Seller(api, sellerId, otherKey);
        }

        Answer get(String path) {
            return api.call(key, "GET", path() + path, "");
        }

        Answer post(String path, String json) {
            return api.call(key, "POST", path() + path, json);
        }

        Answer call(String method, String path, String json) {
            return api.call(key, method, path() + path, json);
        }

        /** Opens an account and gives its id. */
        String account(String kind) {
            String secrets = kind.equals("bazaar") ? ", \"secrets\": {\"token\": \"t\"}" : "";
            String settings = kind.equals("supplier")
                    ? ", \"settings\": {\"sku_column\": \"sku\", \"quantity_column\": \"quantity\"}"
                    : "";
            return post("/accounts", """
                            {"kind": "%s", "name": "%s %d", "endpoint": "https://x.example"%s%s}
                            """.formatted(kind, kind, MOVES.incrementAndGet(), settings, secrets))
                    .at("/accountId");
        }

        /** Makes a warehouse WH1. */
        Seller warehouse() {
            post("/locations", """
                    {"code": "WH1", "name": "Warehouse", "kind": "WAREHOUSE", "shipsBy": "SELLER", "sourceRank": 1}
                    """);
            return this;
        }

        /** Makes a SKU with units in WH1. */
        Seller stock(String code, int units) {
            post("/skus", """
                    {"code": "%s", "title": "%s"}
                    """.formatted(code, code));
            post("/stock-moves", """
                    {"id": "m%d", "kind": "RECEIVE", "sku": "%s", "location": "WH1", "quantity": %d}
                    """.formatted(MOVES.incrementAndGet(), code, units));
            return this;
        }

        /** What there is of a SKU, as one line. */
        String balance(String code) {
            JsonNode balance = get("/skus/" + code).body().at("/balances/0");
            return "available " + balance.path("available").asInt() + " reserved "
                    + balance.path("reserved").asInt();
        }

        /** Issues a key. */
        String key(String role, String accountId) {
            String account = accountId.isEmpty() ? "" : ", \"accountId\": \"" + accountId + "\"";
            return api.call(OPERATOR_KEY, "POST", path() + "/api-keys", """
                            {"label": "tests", "role": "%s"%s}
                            """.formatted(role, account))
                    .at("/key");
        }
    }

    @Override
    public void close() {
        context.close();
    }

    @SpringBootConfiguration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    @Import({CoreConfiguration.class, ConsoleConfiguration.class})
    static class Composition {

        private static final Sealing SEALING = new Sealing(new byte[32]);

        @Bean
        OperatorKey operatorKey() {
            return OperatorKey.of(OPERATOR_KEY.getBytes(StandardCharsets.UTF_8));
        }

        @Bean
        Sealing sealing() {
            return SEALING;
        }

        @Bean
        Pace pace() {
            return new Pace(1);
        }

        @Bean
        FeedReader feedReader(Accounts accounts) {
            return new SupplierFeedReader(accounts);
        }

        @Bean
        Metrics metrics() {
            return () -> "";
        }

        @Bean
        Recipients recipients() {
            return (sellerId, orderId) -> Optional.empty();
        }

        @Bean
        @Primary
        WokenSellers wake(Feeds feeds, FeedReader reader) {
            return new WokenSellers(feeds, new ApplyFeeds(feeds, reader));
        }

        @Bean
        ChannelKinds channelKinds() {
            return new Kinds();
        }
    }

    /** Remembers who was woken, and applies the feeds that he has sent. */
    static final class WokenSellers implements Wake {
        private final Map<Long, Integer> woken = new java.util.concurrent.ConcurrentHashMap<>();
        private final Feeds feeds;
        private final ApplyFeeds applying;

        WokenSellers(Feeds feeds, ApplyFeeds applying) {
            this.feeds = feeds;
            this.applying = applying;
        }

        @Override
        public void wake(long sellerId) {
            woken.merge(sellerId, 1, Integer::sum);
            feeds.dueAccounts(sellerId)
                    .forEach(account -> applying.apply(new AccountKey(sellerId, account, "supplier")));
        }

        int times(long sellerId) {
            return woken.getOrDefault(sellerId, 0);
        }
    }

    private static final class Kinds implements ChannelKinds {
        @Override
        public List<ChannelKind> list() {
            return List.of(
                    new ChannelKind("own_site", Role.CHANNEL, true, false, false, false, List.of()),
                    new ChannelKind(
                            "bazaar",
                            Role.CHANNEL,
                            false,
                            true,
                            true,
                            true,
                            List.of(
                                    new Field("region", false, false, "the region"),
                                    new Field("token", true, true, "the access token"))),
                    new ChannelKind(
                            "supplier",
                            Role.SUPPLIER,
                            false,
                            false,
                            false,
                            false,
                            List.of(
                                    new Field("sku_column", true, false, "the column of the SKU"),
                                    new Field("quantity_column", true, false, "the column of the quantity"),
                                    new Field("may_shrink", false, false, "whether a full feed may"))),
                    new ChannelKind("warehouser", Role.PROVIDER, false, false, false, false, List.of()));
        }

        @Override
        public Optional<Flaw> flaw(String code, Entered entered) {
            return Optional.of(new Flaw("settings.region", "settings.region is one of eu na"))
                    .filter(flaw -> "moon".equals(entered.settings().get("region")));
        }

        @Override
        public Optional<String> refuseAddress(URI endpoint) {
            return Optional.of("the address is private; name a public one")
                    .filter(why -> "10.0.0.1".equals(endpoint.getHost()));
        }
    }
}
