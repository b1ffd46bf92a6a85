package penstock.channels.spi;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The capability of a channel that calls back only where it was asked to: looking whether it was, and asking. A channel
 * forgets subscriptions, for instance after too many deliveries failed, so looking is repeated.
 */
public interface WebhookSubscriptions {

    /** How often to look. */
    Duration lookInterval();

    /**
     * Sees to it that the channel calls {@code address} for everything that {@link WebhookSource} understands. May be
     * repeated: what is there already is not asked for again.
     */
    Conversation<Standing> ensure(URI address);

    /**
     * What the channel calls the address for, in the channel's own words.
     *
     * @param found subscribed before
     * @param made subscribed just now
     * @param refused why the channel will not, each with its topic
     */
    record Standing(List<String> found, List<String> made, List<String> refused) {
        public Standing {
            found = List.copyOf(found);
            made = List.copyOf(made);
            refused = List.copyOf(refused);
        }
    }
}
