package penstock.test.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import penstock.core.identity.MasterKey;
import penstock.core.identity.Sealing;
import penstock.core.store.Database;
import penstock.routes.database.DatabaseAccess;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.Login;
import penstock.routes.postgres.NotDurable;
import penstock.test.TestDatabase;

/** What a gateway asks of a database before it works with it. */
class OpeningTest {

    private final DatabaseAccess access = TestDatabase.access();

    @Test
    void aRoleThatMayLoseWhatItCommitsIsRefused() throws SQLException {
        as(access.app(), "alter role current_user set synchronous_commit = off");
        try {
            assertThatThrownBy(() -> GatewayDatabase.open(access, 1))
                    .isInstanceOf(NotDurable.class)
                    .hasMessageContaining("synchronous_commit is off");
        } finally {
            as(access.app(), "alter role current_user reset synchronous_commit");
        }
    }

    @Test
    void nothingThatIsAskedTakesForEver() throws SQLException {
        try (GatewayDatabase database = GatewayDatabase.open(access, 1);
                Connection connection = database.pool().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select concat_ws(' ', current_setting('statement_timeout'), current_setting('lock_timeout'),
                                         current_setting('idle_in_transaction_session_timeout')) as limits
                        """)) {
            row.next();
            assertThat(row.getString("limits")).isEqualTo("30s 5s 15s");
        }
    }

    @Test
    void anotherMasterKeyIsKnown() throws SQLException {
        Database database = TestDatabase.database();
        as(access.owner(), "delete from penstock.installation");
        try {
            MasterKey.requireSame(database, new Sealing(new byte[Sealing.KEY_BYTES]));
            assertThatCode(() -> MasterKey.requireSame(database, new Sealing(new byte[Sealing.KEY_BYTES])))
                    .doesNotThrowAnyException();
            byte[] another = new byte[Sealing.KEY_BYTES];
            another[0] = 1;
            assertThatThrownBy(() -> MasterKey.requireSame(database, new Sealing(another)))
                    .isInstanceOf(MasterKey.WrongMasterKey.class)
                    .hasMessageContaining("restore the file master.key");
        } finally {
            as(access.owner(), "delete from penstock.installation");
        }
    }

    private void as(Login login, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(access.jdbcUrl(), login.user(), login.password());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
