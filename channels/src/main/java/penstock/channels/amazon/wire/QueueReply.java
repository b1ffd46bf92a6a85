package penstock.channels.amazon.wire;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the notification queue hands out: in SQS's own words, or in the plain ones of a relay in front of it. */
public record QueueReply(@JsonAlias("Messages") @Nullable List<Message> messages) {

    /** A message under way: {@code receipt} clears it, {@code body} is the notification's JSON as text. */
    public record Message(
            @JsonAlias("ReceiptHandle") @Nullable String receipt,
            @JsonAlias("Body") @Nullable String body) {}
}
