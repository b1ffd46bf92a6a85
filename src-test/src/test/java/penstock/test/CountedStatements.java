package penstock.test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import penstock.core.store.Database;

/** The app's database, counting the statements that are prepared for it. */
public final class CountedStatements {

    private final AtomicInteger prepared = new AtomicInteger();

    public Database database() {
        return new Database(proxy(
                DataSource.class,
                TestDatabase.dataSource(),
                (method, result) -> result instanceof Connection connection
                        ? proxy(Connection.class, connection, this::count)
                        : result));
    }

    private Object count(String method, Object result) {
        if (method.equals("prepareStatement")) {
            prepared.incrementAndGet();
        }
        return result;
    }

    /** So many since this was asked last. */
    public int take() {
        return prepared.getAndSet(0);
    }

    private interface Seeing {
        Object see(String method, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, Seeing seeing) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return seeing.see(method.getName(), method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
