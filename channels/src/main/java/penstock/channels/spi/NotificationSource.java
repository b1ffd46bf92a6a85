package penstock.channels.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import penstock.core.message.RawMessage;
import penstock.core.message.Translation;

/** Being notified through a queue at the channel that we read and, once the messages are stored, clear. */
public interface NotificationSource {

    /** How often to look. */
    Duration pollInterval();

    /** Takes up to a batch of messages; they come back if they are not cleared within the queue's own time. */
    Conversation<List<Delivery>> receive(Instant now);

    /** Clears a message that has been stored. Harmless to repeat. */
    Conversation<Boolean> clear(Delivery delivery);

    /** What a stored notification means. Pure. */
    Translation translate(RawMessage raw);

    /**
     * One message taken from the queue.
     *
     * @param receipt what clears it
     */
    record Delivery(String receipt, RawMessage message) {}
}
