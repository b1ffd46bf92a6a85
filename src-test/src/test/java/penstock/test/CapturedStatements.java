package penstock.test;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import penstock.core.store.Database;

/** The app's database, keeping the statements that it was asked, so that a test sees how they are carried out. */
public final class CapturedStatements {

    private static final Pattern PAGES = Pattern.compile("Buffers: shared hit=(\\d+)(?: read=(\\d+))?");

    private record Asked(String sql, Map<Integer, Object> parameters) {}

    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    /** The app's database. */
    public Database database() {
        return new Database(proxy(DataSource.class, TestDatabase.dataSource(), (method, arguments, result) -> {
            return result instanceof Connection connection
                    ? proxy(Connection.class, connection, this::prepared)
                    : result;
        }));
    }

    private Object prepared(String method, Object[] arguments, Object result) {
        if (!method.equals("prepareStatement")) {
            return result;
        }
        Asked statement = new Asked((String) arguments[0], new TreeMap<>());
        asked.add(statement);
        return proxy(PreparedStatement.class, (PreparedStatement) result, (setter, values, done) -> {
            if (setter.startsWith("set") && values != null && values.length > 1 && values[0] instanceof Integer index) {
                statement.parameters().put(index, values[1] instanceof OffsetDateTime at ? at.toInstant() : values[1]);
            }
            return done;
        });
    }

    /** How the last statement with these words is carried out, under the setting that was made for it. */
    public String explain(long sellerId, String words) {
        int last = asked.size() - 1;
        while (!asked.get(last).sql().contains(words)) {
            last--;
        }
        Asked statement = asked.get(last);
        Optional<String> setting = last == 0
                ? Optional.empty()
                : Optional.of(asked.get(last - 1).sql()).filter(before -> before.startsWith("set local"));
        List<String> lines = TestDatabase.database().transact(sellerId, transaction -> {
            setting.ifPresent(transaction::update);
            return transaction.list(
                    "explain (analyze, buffers) " + statement.sql(),
                    row -> row.getText("QUERY PLAN"),
                    statement.parameters().values().toArray());
        });
        return String.join("\n", lines);
    }

    /** Pages of tables and indexes that were looked at in all. */
    public int pagesRead(String plan) {
        Matcher pages = PAGES.matcher(plan);
        if (!pages.find()) {
            throw new IllegalArgumentException("the plan tells no pages: " + plan);
        }
        return Integer.parseInt(pages.group(1)) + (pages.group(2) == null ? 0 : Integer.parseInt(pages.group(2)));
    }

    private interface Seeing {
        Object see(String method, Object[] arguments, Object result);
    }

    private static <T> T proxy(Class<T> type, T real, Seeing seeing) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    try {
                        return seeing.see(method.getName(), arguments, method.invoke(real, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
