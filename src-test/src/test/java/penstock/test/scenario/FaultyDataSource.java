package penstock.test.scenario;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * A data source in front of the real one whose connections break around the commit, and which may say other things to the
 * database than it was told to. Any thread.
 */
public final class FaultyDataSource {

    private final DataSource real;
    private volatile Fault fault = Fault.NONE;
    private volatile UnaryOperator<String> saying = sql -> sql;
    private volatile int broken;

    public FaultyDataSource(DataSource real) {
        this.real = real;
    }

    /** What goes wrong. */
    public enum Fault {
        NONE,
        NO_CONNECTION,
        BREAKS_HALFWAY,
        BREAKS_BEFORE_COMMIT,
        BREAKS_AFTER_ONE_COMMIT,
        BREAKS_AFTER_EVERY_COMMIT,
        /** Nothing is committed, and nobody is told. */
        LIES
    }

    /** From now on. */
    public void fault(Fault next) {
        fault = next;
    }

    /** What becomes of every statement from now on. */
    public void saying(UnaryOperator<String> next) {
        saying = next;
    }

    /** Connections that broke halfway. */
    public int broken() {
        return broken;
    }

    public DataSource proxy() {
        return proxy(DataSource.class, (method, arguments) -> {
            if (!method.getName().equals("getConnection")) {
                return method.invoke(real, arguments);
            } else if (fault == Fault.NO_CONNECTION) {
                throw new SQLException("connection refused", "08001");
            }
            return connection(real.getConnection());
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, (method, arguments) -> switch (method.getName()) {
            case "prepareStatement" -> prepare(connection, method, arguments);
            case "commit" -> commit(connection);
            default -> method.invoke(connection, arguments);
        });
    }

    private Object prepare(Connection connection, Method method, Object[] arguments) throws Exception {
        Object[] said = arguments.clone();
        said[0] = saying.apply(arguments[0].toString());
        if (fault == Fault.BREAKS_HALFWAY && said[0].toString().contains("insert into stock_move")) {
            broken++;
            throw new SQLException("connection reset", "08006");
        }
        return method.invoke(connection, said);
    }

    private Object commit(Connection connection) throws SQLException {
        switch (fault) {
            case NONE -> {
                connection.commit();
                return "committed";
            }
            case LIES -> {
                connection.rollback();
                return "not committed";
            }
            case BREAKS_BEFORE_COMMIT -> connection.rollback();
            default -> {
                connection.commit();
                fault = fault == Fault.BREAKS_AFTER_ONE_COMMIT ? Fault.NONE : fault;
            }
        }
        throw new SQLException("connection reset", "08006");
    }

    private interface Handler {
        Object handle(Method method, Object[] arguments) throws Exception;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return handler.handle(method, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
