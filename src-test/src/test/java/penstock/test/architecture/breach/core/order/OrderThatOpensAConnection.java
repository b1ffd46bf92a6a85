package penstock.test.architecture.breach.core.order;

import java.sql.Connection;

/** A command that speaks JDBC. */
public final class OrderThatOpensAConnection {

    public String ask(Connection connection) {
        return connection.toString();
    }
}
