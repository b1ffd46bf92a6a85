package penstock.channels.spi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An account's secrets by name, in memory while a call is signed or a webhook verified; never printed. */
public final class Secrets {

    private final Map<String, String> values;

    public Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The secret of that name. */
    public Optional<String> find(String name) {
        return Optional.ofNullable(values.get(name));
    }

    /**
     * The secret of that name.
     *
     * @throws IllegalStateException if the account has none: a person has to enter it
     */
    public String get(String name) {
        return find(name)
                .orElseThrow(() -> new IllegalStateException(
                        "the account has no secret '" + name + "': enter it with the account's credentials"));
    }

    /** These and one more, which wins over one of the same name. */
    public Secrets with(String name, String value) {
        Map<String, String> more = new java.util.HashMap<>(values);
        more.put(name, value);
        return new Secrets(more);
    }

    /** Says nothing. */
    @Override
    public String toString() {
        return "Secrets[withheld]";
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Secrets secrets && secrets.values.equals(values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }
}
