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
import org.springframework.context.support.GenericApplicationContext;
import penstock.console.ConsoleConfiguration;
import penstock.console.access.OperatorKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Identifiers;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.Listings;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Packs;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.bom.Boms;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.ApiKeys;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.inbox.Inbox;
import penstock.core.ledger.Stock;
import penstock.core.masterdata.MasterData;
import penstock.core.order.Orders;
import penstock.core.port.ChannelKinds;
import penstock.core.port.FeedReader;
import penstock.core.port.SheetFiles;
import penstock.core.port.Wake;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Fulfilments;
import penstock.core.store.Database;
import penstock.core.supplier.Feeds;
import penstock.routes.collect.SupplierFeedReader;
import penstock.routes.sheet.Sheets;
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
                            {"kind": "%s", "name": "%s %d"%s%s}
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
    @Import(ConsoleConfiguration.class)
    static class Composition {

        private static final Sealing SEALING = new Sealing(new byte[32]);

        @Bean
        OperatorKey operatorKey() {
            return OperatorKey.of(OPERATOR_KEY.getBytes(StandardCharsets.UTF_8));
        }

        @Bean
        Ids ids(Clock clock) {
            return TestDatabase.ids(clock);
        }

        @Bean
        Sellers sellers(Database database, Clock clock, Ids ids) {
            return new Sellers(database, clock, ids);
        }

        @Bean
        ApiKeys apiKeys(Database database, Clock clock, Ids ids) {
            return new ApiKeys(database, clock, ids);
        }

        @Bean
        Skus skus(Database database, Clock clock, Ids ids) {
            return new Skus(database, clock, ids);
        }

        @Bean
        Identifiers identifiers(Database database) {
            return new Identifiers(database);
        }

        @Bean
        Packs packs(Database database) {
            return new Packs(database);
        }

        @Bean
        Kits kits(Database database, Clock clock) {
            return new Kits(database, clock);
        }

        @Bean
        Boms boms(Database database, Clock clock, Ids ids) {
            return new Boms(database, clock, ids);
        }

        @Bean
        MasterData masterData(
                Database database,
                Sellers sellers,
                Skus skus,
                Identifiers identifiers,
                Packs packs,
                Kits kits,
                Boms boms,
                Locations locations,
                Accounts accounts,
                Listings listings,
                Stock stock,
                Engine engine) {
            return MasterData.of(new MasterData.Rooms(
                    database,
                    sellers,
                    skus,
                    identifiers,
                    packs,
                    kits,
                    boms,
                    locations,
                    accounts,
                    listings,
                    stock,
                    engine));
        }

        @Bean
        SheetFiles sheetFiles() {
            return new Sheets();
        }

        @Bean
        Locations locations(Database database, Clock clock, Ids ids) {
            return new Locations(database, clock, ids);
        }

        @Bean
        Accounts accounts(Database database, Clock clock, Ids ids) {
            return new Accounts(database, clock, ids, SEALING);
        }

        @Bean
        Listings listings(Database database, Clock clock, Ids ids) {
            return new Listings(database, clock, ids);
        }

        @Bean
        Stock stock(Database database) {
            return new Stock(database);
        }

        @Bean(destroyMethod = "close")
        Engine engine(Database database, Clock clock, Ids ids) {
            return new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
        }

        @Bean(destroyMethod = "close")
        Inbox inbox(Database database, Clock clock, Ids ids) {
            return new Inbox(database, clock, ids, SEALING);
        }

        @Bean
        Orders orders(Database database, Clock clock) {
            return new Orders(database, clock);
        }

        @Bean
        Fulfilments fulfilments(Database database, Clock clock) {
            return new Fulfilments(database, clock);
        }

        @Bean
        Confirmations confirmations(Database database, Clock clock) {
            return new Confirmations(database, clock);
        }

        @Bean
        Feeds feeds(Database database, Clock clock, Ids ids, Engine engine) {
            return new Feeds(database, clock, ids, engine);
        }

        @Bean
        FeedReader feedReader(Accounts accounts) {
            return new SupplierFeedReader(accounts);
        }

        @Bean
        WokenSellers wake() {
            return new WokenSellers();
        }

        @Bean
        ChannelKinds channelKinds() {
            return new Kinds();
        }
    }

    /** Remembers who was woken. */
    static final class WokenSellers implements Wake {
        private final Map<Long, Integer> woken = new java.util.concurrent.ConcurrentHashMap<>();

        @Override
        public void wake(long sellerId) {
            woken.merge(sellerId, 1, Integer::sum);
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
                                    new Field("quantity_column", true, false, "the column of the quantity"))));
        }

        @Override
        public Optional<String> refuseAddress(URI endpoint) {
            return Optional.of("the address is private; name a public one")
                    .filter(why -> "10.0.0.1".equals(endpoint.getHost()));
        }
    }
}
