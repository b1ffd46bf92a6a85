package penstock.test.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.crash.GatewayProcess.PATIENCE;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
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
import penstock.test.crash.ConnectedSeller.Front;
import penstock.test.crash.ConnectedSeller.Kept;

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
        awaitSoldInChannels(gateway);
        awaitProvider(gateway);
        awaitNumbers(gateway);
        awaitShares(gateway, buyers.vases());
        awaitConfirmations(gateway);
        awaitLastList(gateway, buyers.listed());
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

    /** An order of one line, as its channel and we agree to call it. */
    private record Sold(String orderId, String sku, int units) {}

    /** What the channels truly sold is here, each order once, paid or not, cancelled or not. */
    private void awaitSoldInChannels(GatewayProcess gateway) {
        for (Front front : seller.fronts()) {
            List<Sold> sold = sandbox.oracle().report().orders().stream()
                    .filter(order -> order.account().equals(front.truth().account()))
                    .map(order -> new Sold(
                            local(order.orderId()),
                            order.lines().get(0).sku(),
                            order.lines().get(0).quantity()))
                    .toList();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(seller.orders(gateway, front.accountId()))
                            .extracting(order -> new Sold(order.channelOrderId(), order.sku(), order.ordered()))
                            .as(front.truth().account())
                            .containsExactlyInAnyOrderElementsOf(sold));
        }
    }

    /** A shop's global id ends with the number by which we know the order. */
    private static String local(String orderId) {
        return orderId.substring(orderId.lastIndexOf('/') + 1);
    }

    /** The provider got each order for stools once and ships it, and we have heard of it. */
    private void awaitProvider(GatewayProcess gateway) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            List<Kept> stools = new ArrayList<>(seller.siteOrders(gateway));
            stools.addAll(seller.orders(gateway, seller.fronts().get(0).accountId()));
            stools.removeIf(order -> !order.sku().equals(ConnectedSeller.STOOL));
            List<Report.Provided> provided = sandbox.oracle().report().providerOrders();
            assertThat(provided).hasSameSizeAs(stools);
            assertThat(provided).allSatisfy(order -> assertThat(order.created()).isEqualTo(1));
            assertThat(stools).allSatisfy(order -> assertThat(order.shipped()).isEqualTo(order.ordered()));
        });
    }

    /** Every channel shows what there is, of what is not partitioned. */
    void awaitNumbers(GatewayProcess gateway) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            for (String sku : List.of(ConnectedSeller.LAMP, ConnectedSeller.STOOL, ConnectedSeller.CHAIR)) {
                int available = seller.available(gateway, sku);
                for (Front front : seller.frontsOf(sku)) {
                    assertThat(front.shows(sku))
                            .as(sku + " at " + front.truth().account())
                            .isEqualTo(available);
                }
            }
        });
    }

    /** Of the vases none was sold twice, and of what is left none is shown twice. */
    private void awaitShares(GatewayProcess gateway, int arrived) {
        Report.Units vases = sandbox.oracle().report().skus().get(ConnectedSeller.VASE);
        assertThat(vases.kept()).isLessThanOrEqualTo(arrived);
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            int shown = 0;
            for (Front front : seller.frontsOf(ConnectedSeller.VASE)) {
                shown += front.shows(ConnectedSeller.VASE);
                assertThat(seller.orders(gateway, front.accountId()))
                        .allSatisfy(order -> assertThat(order.shortUnits()).isZero());
            }
            assertThat(shown).isLessThanOrEqualTo(seller.available(gateway, ConnectedSeller.VASE));
        });
    }

    /** Of every order that was shipped the channel was told once, and of no other. */
    private void awaitConfirmations(GatewayProcess gateway) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            Report report = sandbox.oracle().report();
            assertThat(report.duplicateConfirmations()).isEmpty();
            assertThat(report.confirmations()).allSatisfy(confirmed -> {
                assertThat(confirmed.accepted()).as(confirmed.toString()).isEqualTo(1);
                assertThat(confirmed.edits()).as(confirmed.toString()).isZero();
            });
            for (Front front : seller.fronts()) {
                List<String> shipped = seller.orders(gateway, front.accountId()).stream()
                        .filter(order -> order.shipped() > 0)
                        .map(Kept::channelOrderId)
                        .toList();
                assertThat(report.confirmations())
                        .filteredOn(confirmed ->
                                confirmed.account().equals(front.truth().account()))
                        .extracting(confirmed -> local(confirmed.orderId()))
                        .containsExactlyInAnyOrderElementsOf(shipped);
            }
        });
    }

    /** A list that was acknowledged counts whole in the end, from its first row to its last, whatever broke it off. */
    private void awaitLastList(GatewayProcess gateway, int listed) {
        Awaitility.await().atMost(PATIENCE).untilAsserted(() -> {
            for (String sku : List.of(ConnectedSeller.CHAIR, ConnectedSeller.BENCH)) {
                assertThat(seller.onHand(gateway, sku)).as(sku).isEqualTo(listed);
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
