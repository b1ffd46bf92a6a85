package penstock.test.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.test.check.BehindTheApp;

class SchemaRulesTest {

    static Stream<SchemaRule> rules() {
        return SchemaRules.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void theSchemaObeysTheRule(SchemaRule rule) throws SQLException {
        try (Connection connection = BehindTheApp.superuser()) {
            assertThat(offenders(connection, rule)).isEmpty();
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rules")
    void aBreachOfTheRuleIsSeen(SchemaRule rule) throws SQLException {
        try (Connection connection = BehindTheApp.superuser()) {
            try {
                BehindTheApp.execute(connection, rule.breach());
                assertThat(offenders(connection, rule)).contains(rule.offender());
            } finally {
                connection.rollback();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "posting",
                "publication_attempt",
                "stock_move",
                "shipment_line",
                "cost_document",
                "cost_document_line",
                "bom_line"
            })
    void theAppCannotChangeWhatIsAppendOnly(String table) throws SQLException {
        try (Connection app = BehindTheApp.app()) {
            BehindTheApp.execute(app, "SET LOCAL penstock.seller_id = '1'");
            requireRefusal(app, "update " + table + " set seller_id = seller_id");
            requireRefusal(app, "delete from " + table);
            requireRefusal(app, "truncate " + table);
            BehindTheApp.execute(app, "select count(*) from " + table);
        }
    }

    @Test
    void theAppCannotTurnItsRulesOff() throws SQLException {
        try (Connection app = BehindTheApp.app()) {
            requireRefusal(app, "alter table sku disable row level security");
            requireRefusal(app, "create policy leak on sku using (true)");
            requireRefusal(app, "set role penstock_owner");
            requireRefusal(app, "set session_replication_role = replica");
        }
    }

    private static void requireRefusal(Connection connection, String sql) throws SQLException {
        Savepoint before = connection.setSavepoint();
        assertThatThrownBy(() -> BehindTheApp.execute(connection, sql))
                .as(sql)
                .satisfies(refusal ->
                        assertThat(((SQLException) refusal).getSQLState()).isEqualTo("42501"));
        connection.rollback(before);
    }

    private static List<String> offenders(Connection connection, SchemaRule rule) throws SQLException {
        List<String> offenders = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(rule.query())) {
            while (row.next()) {
                offenders.add(row.getString(1));
            }
        }
        return offenders;
    }
}
