package penstock.channels.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the notification queue hands out. */
public record QueueReply(@Nullable List<Message> messages) {

    /** A message under way: {@code receipt} clears it, {@code body} is the notification's JSON as text. */
    public record Message(
            @Nullable String receipt, @Nullable String body) {}
}
