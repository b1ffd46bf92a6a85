package penstock.sandbox.shopify;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to hear of which topic. Safe for use by many threads. */
final class Subscriptions {
    /** One wish; topics are worded as in headers, {@code orders/create}. */
    record Subscription(long id, String topic, String uri, Instant createdAt) {
        /** The topic as the graph words it, ORDERS_CREATE. */
        String enumTopic() {
            return topic.replace('/', '_').toUpperCase(Locale.ROOT);
        }
    }

    private static final List<String> TOPICS = List.of(
            "orders/create",
            "orders/updated",
            "orders/paid",
            "orders/cancelled",
            "orders/fulfilled",
            "orders/partially_fulfilled",
            "inventory_levels/update");

    private final List<Subscription> all = new CopyOnWriteArrayList<>();

    /** The topic in header words for either wording; throws when the sandbox never sends it. */
    static String topic(String either) {
        return TOPICS.stream()
                .filter(topic -> topic.equals(either) || topic.replace('/', '_').equalsIgnoreCase(either))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The sandbox sends no topic " + either + "."));
    }

    void add(Subscription subscription) {
        all.add(subscription);
    }

    void remove(Subscription subscription) {
        all.remove(subscription);
    }

    List<Subscription> all() {
        return List.copyOf(all);
    }

    List<Subscription> to(String topic) {
        return all.stream().filter(s -> s.topic().equals(topic)).toList();
    }

    boolean exists(String topic, String uri) {
        return all.stream().anyMatch(s -> s.topic().equals(topic) && s.uri().equals(uri));
    }
}
