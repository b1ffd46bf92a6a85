package penstock.channels.spi;

import java.net.URI;
import java.util.Map;

/**
 * What an adapter needs to know of one channel account, without secrets.
 *
 * @param accountId ours
 * @param endpoint the base address of the channel, so that any peer can stand in for it; never ends in a slash
 * @param values the settings that {@link ChannelPlugin#settings} names
 */
public record AccountSettings(long accountId, URI endpoint, Map<String, String> values) {

    public AccountSettings {
        values = Map.copyOf(values);
        String text = endpoint.toString();
        endpoint = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : endpoint;
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
