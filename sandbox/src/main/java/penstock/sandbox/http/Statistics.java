package penstock.sandbox.http;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each operation was answered with which status; 0 stands for a connection that was dropped. */
public final class Statistics {
    /** One line of the count. */
    public record Line(String channel, String account, String operation, int status, long count) {}

    private record Key(String channel, String account, String operation, int status) {}

    private final Map<Key, LongAdder> counts = new ConcurrentHashMap<>();

    /** Counts one answer. */
    public void count(Operation operation, int status) {
        Key key = new Key(operation.channel(), operation.account(), operation.name(), status);
        counts.computeIfAbsent(key, any -> new LongAdder()).increment();
    }

    /** All lines, in order. */
    public List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        counts.forEach((key, count) ->
                lines.add(new Line(key.channel(), key.account(), key.operation(), key.status(), count.sum())));
        lines.sort(Comparator.comparing(Line::channel)
                .thenComparing(Line::account)
                .thenComparing(Line::operation)
                .thenComparingInt(Line::status));
        return lines;
    }
}
