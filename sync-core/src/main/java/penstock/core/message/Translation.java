package penstock.core.message;

import java.util.List;

/**
 * What a raw message came down to: the messages in it, and the parts nobody could understand.
 *
 * <p>The parts are kept with the order that is in the message; where there is none, the message is parked with them after
 * the rest of it has been applied. Several orders in one message are given the parts each, for nobody knows whose they are.
 */
public record Translation(List<InboundMessage> messages, List<Rejection> rejections) {

    public Translation {
        messages = List.copyOf(messages);
        rejections = List.copyOf(rejections);
    }

    /** One message, nothing rejected. */
    public static Translation of(InboundMessage message) {
        return new Translation(List.of(message), List.of());
    }

    /** Understood, and nothing to do: a ping, a topic that does not concern stock. */
    public static Translation nothing() {
        return new Translation(List.of(), List.of());
    }

    /** Nothing could be understood. */
    public static Translation rejected(Rejection rejection) {
        return new Translation(List.of(), List.of(rejection));
    }
}
