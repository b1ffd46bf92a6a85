package penstock.test.check;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import penstock.routes.database.GatewayDatabase;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Login;
import penstock.test.TestDatabase;

/** Connections of logins that the gateway at work does not have. */
public final class BehindTheApp {

    private BehindTheApp() {}

    /** The superuser, in a transaction that the caller is expected to roll back. */
    public static Connection superuser() throws SQLException {
        TestDatabase.database(); // migrated
        Connection connection = connect(TestDatabase.postgres().credentials().superuser());
        connection.setAutoCommit(false);
        return connection;
    }

    /** The app's login, outside any pool. */
    public static Connection app() throws SQLException {
        TestDatabase.database();
        Connection connection = connect(TestDatabase.postgres().credentials().app());
        connection.setAutoCommit(false);
        return connection;
    }

    /** The login of {@code penstock check}. */
    public static DataSource checkerLogin() {
        return dataSource(TestDatabase.postgres().credentials().checker());
    }

    /** The login of who migrates, and prunes. */
    static DataSource ownerLogin() {
        return dataSource(TestDatabase.postgres().credentials().owner());
    }

    static DataSource appLogin() {
        return dataSource(TestDatabase.postgres().credentials().app());
    }

    /** Runs a statement. */
    public static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Connection connect(Login login) throws SQLException {
        EmbeddedPostgres postgres = TestDatabase.postgres();
        String url = postgres.jdbcUrl();
        String separator = url.contains("?") ? "&" : "?";
        return DriverManager.getConnection(
                url + separator + "currentSchema=" + GatewayDatabase.SCHEMA, login.user(), login.password());
    }

    private static DataSource dataSource(Login login) {
        TestDatabase.database();
        return new DataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return connect(login);
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return connect(new Login(user, password));
            }

            @Override
            public PrintWriter getLogWriter() {
                throw new UnsupportedOperationException();
            }

            @Override
            public void setLogWriter(PrintWriter out) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void setLoginTimeout(int seconds) {
                throw new UnsupportedOperationException();
            }

            @Override
            public int getLoginTimeout() {
                return 0;
            }

            @Override
            public Logger getParentLogger() {
                return Logger.getGlobal();
            }

            @Override
            public <T> T unwrap(Class<T> type) throws SQLException {
                throw new SQLException("wraps nothing");
            }

            @Override
            public boolean isWrapperFor(Class<?> type) {
                return false;
            }
        };
    }
}
