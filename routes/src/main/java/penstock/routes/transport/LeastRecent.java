package penstock.routes.transport;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * A value for each key, made when first asked for; beyond {@code max} the one unused for longest is forgotten. So what
 * is kept for accounts does not grow with all accounts that ever were. Any thread.
 */
final class LeastRecent<K, V> {

    private final Map<K, V> values;

    LeastRecent(int max) {
        this.values = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > max;
            }
        };
    }

    synchronized V get(K key, Function<K, V> make) {
        return values.computeIfAbsent(key, make);
    }

    synchronized Optional<V> find(K key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void forget(K key) {
        values.remove(key);
    }

    synchronized int count(BiPredicate<K, V> condition) {
        return (int) values.entrySet().stream()
                .filter(entry -> condition.test(entry.getKey(), entry.getValue()))
                .count();
    }

    synchronized int size() {
        return values.size();
    }
}
