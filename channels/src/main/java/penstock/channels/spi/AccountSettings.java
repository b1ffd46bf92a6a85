package penstock.channels.spi;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/**
 * What an adapter needs to know of one channel account, without secrets.
 *
 * @param accountId ours
 * @param endpoint the base address of the channel, so that any peer can stand in for it; never ends in a slash
 * @param values the settings that {@link ChannelPlugin#settings} names
 * @param timeFactor how much faster than life the channel's published delays pass: 1, more at a simulated channel
 */
public record AccountSettings(long accountId, URI endpoint, Map<String, String> values, double timeFactor) {

    /** The shortest that a delay may become: channels tell the time of a change in whole seconds. */
    private static final Duration SHORTEST = Duration.ofSeconds(1);

    /** Of an account on a channel that runs as fast as life. */
    public AccountSettings(long accountId, URI endpoint, Map<String, String> values) {
        this(accountId, endpoint, values, 1);
    }

    public AccountSettings {
        values = Map.copyOf(values);
        String text = endpoint.toString();
        endpoint = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : endpoint;
    }

    /** A delay that the channel publishes, as it passes for this account. */
    public Duration paced(Duration published) {
        Duration passing = Duration.ofNanos((long) (published.toNanos() / timeFactor));
        return passing.compareTo(SHORTEST) < 0 ? SHORTEST : passing;
    }

    /**
     * The setting of that name.
     *
     * @throws IllegalStateException if the account lacks it: a person has to enter it
     */
    public String get(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the account has no setting '" + name + "': enter it with the account");
        }
        return value;
    }

    /** The setting of that name, or {@code fallback}. */
    public String get(String name, String fallback) {
        return values.getOrDefault(name, fallback);
    }
}
