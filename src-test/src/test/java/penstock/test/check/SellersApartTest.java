package penstock.test.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Invariant;
import penstock.core.check.Scope;

/** Invariant 13, tried with the login that the gateway works under. */
class SellersApartTest {

    private static final String REFUSED = "42501";

    private static SampleSeller one;
    private static SampleSeller other;

    @BeforeAll
    static void twoSellers() {
        one = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
        other = new SampleSeller(PartialShipping.SHIP_AVAILABLE);
        SampleHistory.tell(one);
        SampleHistory.tell(other);
    }

    @AfterAll
    static void close() {
        one.close();
        other.close();
    }

    @Test
    void aSellerSeesItsOwnRowsAndNobodyElses() throws SQLException {
        int rowsOfOwn = 0;
        try (Connection app = BehindTheApp.app()) {
            BehindTheApp.execute(app, "SET LOCAL penstock.seller_id = '" + one.sellerId + "'");
            for (String table : tables(app)) {
                assertThat(count(app, table, "seller_id <> " + one.sellerId))
                        .as(table)
                        .isZero();
                rowsOfOwn += count(app, table, "true");
            }
        }
        assertThat(rowsOfOwn).isGreaterThan(50);
    }

    @Test
    void whoNamesNoSellerSeesNothing() throws SQLException {
        try (Connection app = BehindTheApp.app()) {
            for (String table : tables(app)) {
                assertThat(count(app, table, "true")).as(table).isZero();
            }
        }
    }

    @Test
    void aSellerCannotWriteRowsOfAnother() throws SQLException {
        try (Connection app = BehindTheApp.app()) {
            BehindTheApp.execute(app, "SET LOCAL penstock.seller_id = '" + one.sellerId + "'");
            for (String table : tables(app)) {
                requireRefusal(app, "insert into " + table + " (seller_id) values (" + other.sellerId + ")");
            }
            assertThat(update(app, "update sku set title = 'x' where seller_id = " + other.sellerId))
                    .isZero();
            assertThat(update(app, "delete from account_setting where seller_id = " + other.sellerId))
                    .isZero();
            requireRefusal(app, "update sku set seller_id = " + other.sellerId + " where seller_id = " + one.sellerId);
        }
    }

    @Test
    void theCheckTriesItByReading() throws SQLException {
        Findings healthy = checkWithIsolation();
        assertThat(healthy.about(Invariant.SELLERS_ARE_APART).violations())
                .as(CheckReport.text(healthy))
                .isZero();
        committed("create policy leak on sku for select to penstock_app using (true)");
        try {
            assertThat(checkWithIsolation().about(Invariant.SELLERS_ARE_APART).examples())
                    .anySatisfy(example -> assertThat(example.wrong()).contains("a session that names no seller sees"))
                    .anySatisfy(example -> assertThat(example.wrong()).contains("the seller sees"))
                    .anySatisfy(example -> assertThat(example.wrong()).contains("shows more than the seller's own"));
        } finally {
            committed("drop policy leak on sku");
        }
    }

    @Test
    void aCheckThatWouldSeeNothingIsRefused() {
        assertThatThrownBy(() ->
                        Check.asChecker(BehindTheApp.appLogin(), one.clock()).run(Scope.everything()))
                .hasMessageContaining("are hidden from this login");
    }

    @Test
    void theAppsLoginChecksSellerBySeller() throws SQLException {
        Check check = Check.asApp(BehindTheApp.appLogin(), one.clock());
        Scope scope = Scope.everything().of(one.sellerId);
        Findings healthy = check.run(scope);
        assertThat(healthy.hold()).as(CheckReport.text(healthy)).isTrue();
        String change = "update balance set damaged = damaged %s 1 where seller_id = " + one.sellerId
                + " and location_id in (select location_id from location where kind = 'WAREHOUSE')";
        committed(change.formatted("+"));
        try {
            assertThat(check.run(scope).broken())
                    .extracting(Findings.Finding::number)
                    .containsExactly(Invariant.POSTINGS_ARE_THE_BALANCE.number());
            assertThat(check.run(Scope.everything())
                            .about(Invariant.POSTINGS_ARE_THE_BALANCE)
                            .examples())
                    .anySatisfy(example -> assertThat(example.sellerId()).isEqualTo(one.sellerId));
            assertThat(check.run(Scope.everything().of(other.sellerId)).hold()).isTrue();
        } finally {
            committed(change.formatted("-"));
        }
    }

    private static Findings checkWithIsolation() {
        return Check.asChecker(BehindTheApp.checkerLogin(), one.clock())
                .andIsolationOf(BehindTheApp.appLogin())
                .run(new Scope(java.util.OptionalLong.of(one.sellerId), false, Scope.MAX_EXAMPLES));
    }

    private static void committed(String sql) throws SQLException {
        try (Connection superuser = BehindTheApp.superuser()) {
            BehindTheApp.execute(superuser, sql);
            superuser.commit();
        }
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select table_name from information_schema.columns
                         where table_schema = current_schema() and column_name = 'seller_id' and table_name <> 'lease'
                         order by table_name
                        """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        assertThat(tables).hasSizeGreaterThan(20);
        return tables;
    }

    private static int count(Connection connection, String table, String where) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from " + table + " where " + where)) {
            row.next();
            return row.getInt(1);
        }
    }

    private static int update(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private static void requireRefusal(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> update(connection, sql))
                .as(sql)
                .hasMessageContaining("row-level security")
                .satisfies(refusal ->
                        assertThat(((SQLException) refusal).getSQLState()).isEqualTo(REFUSED));
        connection.rollback(before);
    }
}
