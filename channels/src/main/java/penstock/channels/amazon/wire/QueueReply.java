package penstock.channels.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the notification queue hands out, in the shape of SQS's ReceiveMessage. */
public record QueueReply(@Nullable List<Message> messages) {

    /** A message under way: {@code receiptHandle} clears it, {@code body} is the notification's JSON as text. */
    public record Message(
            @Nullable String receiptHandle, @Nullable String body) {}
}
