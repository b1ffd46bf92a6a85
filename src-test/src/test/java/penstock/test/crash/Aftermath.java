package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.crash.GatewayProcess.PATIENCE;

import com.zaxxer.hikari.HikariDataSource;
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

    /** The provider got each order for stools once, whatever became of the one who asked it. */
    private void awaitProvider(GatewayProcess gateway) throws Exception {
        long stools = seller.siteOrders(gateway).stream()
                .filter(order -> order.sku().equals(ConnectedSeller.STOOL))
                .count();
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
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

    private void awaitInvariants() {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            Findings findings = check();
            assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
        });
    }

    private Findings check() {
        KnownServer known = server.get();
        try (HikariDataSource pool = new HikariDataSource()) {
            pool.setJdbcUrl(known.jdbcUrl());
            pool.setUsername(known.credentials().checker().user());
            pool.setPassword(known.credentials().checker().password());
            pool.addDataSourceProperty("currentSchema", "penstock");
            pool.setMaximumPoolSize(2);
            return Check.asChecker(pool, Clock.systemUTC())
                    .run(Scope.everything().whenQuiet());
        }
    }
}
