package penstock.sandbox.shopify.graphql;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;

/** Pages of a connection. A cursor holds the sort key of its node, so that a page begins where the last ended even after changes. */
public final class Connections {
    /** Most nodes of a page. */
    public static final int PAGE_MAX = 250;

    private record Keyed<N>(String key, N node) {}

    private Connections() {}

    /**
     * One page: the first nodes behind the {@code after} cursor, by ascending key, or descending when {@code reverse}.
     *
     * @param key a text that orders the nodes and is unique
     */
    public static <N> GraphObject page(
            String nodeType, Call call, Collection<N> all, Function<N, String> key, Function<N, GraphObject> node) {
        boolean reverse = Json.flag(call.arguments(), "reverse", false);
        String after = call.text("after").map(Connections::decoded).orElse("");
        Comparator<Keyed<N>> ascending = Comparator.comparing(Keyed::key);
        List<Keyed<N>> rest = all.stream()
                .map(each -> new Keyed<>(key.apply(each), each))
                .filter(each -> after.isEmpty() || (each.key().compareTo(after) > 0) != reverse)
                .filter(each -> !each.key().equals(after))
                .sorted(reverse ? ascending.reversed() : ascending)
                .toList();
        List<Keyed<N>> page = rest.subList(0, Math.min(rest.size(), Json.integer(call.arguments(), "first", PAGE_MAX)));
        return connection(
                nodeType,
                page.stream().map(Keyed::node).map(node).toList(),
                page.stream().map(Keyed::key).map(Connections::cursor).toList(),
                rest.size() > page.size(),
                !after.isEmpty());
    }

    /** The same page, but it answers with the cursor that asked for it and claims that more follows. */
    public static GraphObject repeating(GraphObject connection, String after) {
        return connection.with("pageInfo", pageInfo(true, true, after, after));
    }

    private static GraphObject connection(
            String nodeType, List<GraphObject> nodes, List<String> cursors, boolean more, boolean before) {
        @Nullable String first = cursors.isEmpty() ? null : cursors.get(0);
        @Nullable String last = cursors.isEmpty() ? null : cursors.get(cursors.size() - 1);
        return new GraphObject(nodeType + "Connection")
                .with("nodes", nodes)
                .lazily(
                        "edges",
                        () -> IntStream.range(0, nodes.size())
                                .mapToObj(i -> new GraphObject(nodeType + "Edge")
                                        .with("node", nodes.get(i))
                                        .with("cursor", cursors.get(i)))
                                .toList())
                .with("pageInfo", pageInfo(more, before, first, last));
    }

    private static GraphObject pageInfo(boolean more, boolean before, @Nullable String first, @Nullable String last) {
        return new GraphObject("PageInfo")
                .with("hasNextPage", more)
                .with("hasPreviousPage", before)
                .with("startCursor", first)
                .with("endCursor", last);
    }

    private static String cursor(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String cursor) {
        try {
            return new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new GraphRefusal("Invalid cursor for current pagination sort.", "INVALID_CURSOR");
        }
    }
}
