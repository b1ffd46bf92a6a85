package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.crash.GatewayProcess.PATIENCE;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.core.shipping.Confirmations;
import penstock.routes.postgres.KnownServer;
import penstock.sandbox.Sandbox;
import penstock.sandbox.oracle.Report;
import penstock.test.crash.Buyers.Bought;
import penstock.test.crash.ConnectedSeller.Kept;
import penstock.test.crash.ConnectedSeller.Shop;

/**
 * What must be so when everything has come to rest after a kill, whoever was killed.
 *
 * @param server looked up when it is asked, for a server that was killed comes back elsewhere
 */
record Aftermath(ConnectedSeller seller, Sandbox sandbox, Supplier<KnownServer> server) {

    /** Waits until all of it is so. */
    void await(GatewayProcess gateway, Buyers buyers) throws Exception {
        assertThat(buyers.surprises()).isEmpty();
        requireEveryAcknowledgedOrderOnce(gateway, buyers.acknowledged());
        awaitSoldInShops(gateway);
        awaitProvider(gateway);
        awaitNumbers(gateway);
        awaitNothingLeftOfThePerson();
        awaitInvariants();
    }

    private void requireEveryAcknowledgedOrderOnce(GatewayProcess gateway, Map<String, Bought> acknowledged)
            throws Exception {
        List<Kept> orders = seller.siteOrders(gateway);
        assertThat(orders).extracting(Kept::channelOrderId).doesNotHaveDuplicates();
        Map<String, Bought> kept = orders.stream()
                .collect(Collectors.toMap(Kept::channelOrderId, order -> new Bought(order.sku(), order.ordered())));
        assertThat(kept).containsAllEntriesOf(acknowledged);
        assertThat(orders).allSatisfy(order -> assertThat(order.shortUnits()).isZero());
        assertThat(unitsOf(ConnectedSeller.RARE, orders)).isLessThanOrEqualTo(ConnectedSeller.RARE_UNITS);
        assertThat(unitsOf(ConnectedSeller.RARE, orders) + seller.available(gateway, ConnectedSeller.RARE))
                .isEqualTo(ConnectedSeller.RARE_UNITS);
    }

    private static int unitsOf(String sku, List<Kept> orders) {
        return orders.stream()
                .filter(order -> order.sku().equals(sku))
                .mapToInt(Kept::ordered)
                .sum();
    }

    /** What the shops truly sold is here, each order once. */
    private void awaitSoldInShops(GatewayProcess gateway) {
        for (Shop shop : seller.shops()) {
            List<String> sold = sandbox.oracle().report().orders().stream()
                    .filter(order -> order.account().equals(shop.truth().account()))
                    .map(order -> order.orderId().substring(order.orderId().lastIndexOf('/') + 1))
                    .toList();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(seller.orders(gateway, shop.accountId()))
                            .extracting(Kept::channelOrderId)
                            .containsExactlyInAnyOrderElementsOf(sold));
        }
    }

    /** The provider got each order for stools once. What a dead gateway had claimed waits until the claim has run out. */
    private void awaitProvider(GatewayProcess gateway) throws Exception {
        long stools = seller.siteOrders(gateway).stream()
                .filter(order -> order.sku().equals(ConnectedSeller.STOOL))
                .count();
        Awaitility.await().atMost(Confirmations.CLAIM.plus(PATIENCE)).untilAsserted(() -> {
            List<Report.Provided> provided = sandbox.oracle().report().providerOrders();
            assertThat(provided).hasSize((int) stools);
            assertThat(provided).allSatisfy(order -> assertThat(order.created()).isEqualTo(1));
        });
    }

    /** Every shop shows what there is. */
    void awaitNumbers(GatewayProcess gateway) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            for (Shop shop : seller.shops()) {
                assertThat(shop.truth().shown())
                        .as(shop.truth().account())
                        .containsEntry(ConnectedSeller.LAMP, seller.available(gateway, ConnectedSeller.LAMP));
            }
        });
    }

    /** A message of the site that became no order keeps no key of its own, so what it said can never be read again. */
    private void awaitNothingLeftOfThePerson() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            try (HikariDataSource pool = checker();
                    Connection connection = pool.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("""
                            select count(*)
                              from inbox i join message_key k on k.seller_id = i.seller_id and k.inbox_id = i.inbox_id
                             where i.source = 'api:order' and i.order_id is null
                            """)) {
                row.next();
                assertThat(row.getInt(1)).isZero();
            }
        });
    }

    private void awaitInvariants() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            try (HikariDataSource pool = checker()) {
                Findings findings = Check.asChecker(pool, Clock.systemUTC())
                        .run(Scope.everything().whenQuiet());
                assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
            }
        });
    }

    private HikariDataSource checker() {
        KnownServer known = server.get();
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(known.jdbcUrl());
        pool.setUsername(known.credentials().checker().user());
        pool.setPassword(known.credentials().checker().password());
        pool.addDataSourceProperty("currentSchema", "penstock");
        pool.setMaximumPoolSize(2);
        return pool;
    }
}
