package penstock.test.crash;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** PostgreSQL's driver, but that it ends the process when a {@link HaltPoint} is reached for the nth time. */
final class HaltingDriver implements Driver {

    private final Driver real;
    private final HaltPoint point;
    private final AtomicInteger occasions;
    private final BooleanSupplier armed;
    private final Runnable end;

    /**
     * A driver that counts.
     *
     * @param armed whether occasions count already
     */
    HaltingDriver(Driver real, HaltPoint point, int occasion, BooleanSupplier armed, Runnable end) {
        this.real = real;
        this.point = point;
        this.occasions = new AtomicInteger(occasion);
        this.armed = armed;
        this.end = end;
    }

    private void reached() {
        if (armed.getAsBoolean() && occasions.decrementAndGet() == 0) {
            end.run();
        }
    }

    @Override
    public @Nullable Connection connect(String url, Properties info) throws SQLException {
        Connection connection = real.connect(url, info);
        return connection == null ? null : watched(connection);
    }

    private Connection watched(Connection connection) {
        Watch watch = new Watch();
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader() == null
                        ? HaltingDriver.class.getClassLoader()
                        : Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> watch.call(connection, method, arguments));
    }

    /** What a connection's transaction has said so far. One thread at a time, as connections are used. */
    private final class Watch {

        private boolean stated;
        private boolean about;

        private @Nullable Object call(Connection connection, Method method, Object @Nullable [] arguments)
                throws Throwable {
            switch (method.getName()) {
                case "prepareStatement" -> stated((String) Objects.requireNonNull(arguments)[0]);
                case "createArrayOf" -> about((Object[]) Objects.requireNonNull(arguments)[1]);
                default -> {
                    // says nothing
                }
            }
            Object result = carriedOut(connection, method, arguments);
            if (method.getName().equals("commit") && point.isAfterCommit() && stated && about) {
                reached();
            }
            if (method.getName().equals("commit") || method.getName().equals("rollback")) {
                stated = false;
                about = false;
            }
            return result;
        }

        private void stated(String sql) {
            stated |= point.isOf(sql);
            if (stated && !point.needsText()) {
                reachedBefore();
            }
        }

        private void about(Object[] elements) {
            if (stated && point.needsText() && point.isAbout(elements)) {
                reachedBefore();
            }
        }

        private void reachedBefore() {
            if (!about && !point.isAfterCommit()) {
                reached();
            }
            about = true;
        }

        private static @Nullable Object carriedOut(Connection connection, Method method, Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(connection, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    @Override
    public boolean acceptsURL(String url) throws SQLException {
        return real.acceptsURL(url);
    }

    @Override
    public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) throws SQLException {
        return real.getPropertyInfo(url, info);
    }

    @Override
    public int getMajorVersion() {
        return real.getMajorVersion();
    }

    @Override
    public int getMinorVersion() {
        return real.getMinorVersion();
    }

    @Override
    public boolean jdbcCompliant() {
        return real.jdbcCompliant();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return real.getParentLogger();
    }
}
