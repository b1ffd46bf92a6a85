package penstock.sandbox.amazon;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import penstock.sandbox.json.Json;
import penstock.sandbox.time.SandboxTime;

/**
 * A queue of notifications, at least once and in no promised order: a message that is received is hidden for thirty seconds (scaled) and
 * comes back unless it was deleted. Safe for use by many threads.
 */
final class NotificationQueue {
    /** Published time for which a received message is hidden. */
    static final Duration VISIBILITY_TIMEOUT = Duration.ofSeconds(30);

    /** Most messages of one answer. */
    static final int RECEIVE_MAX = 10;

    private static final class Message {
        private final String id = UUID.randomUUID().toString();
        private final String body;
        private final Instant sentAt;
        private Instant visibleFrom;
        private String receipt = "";
        private int received;

        private Message(String body, Instant sentAt) {
            this.body = body;
            this.sentAt = sentAt;
            this.visibleFrom = sentAt;
        }
    }

    private final SandboxTime time;
    private final List<Message> messages = new ArrayList<>();

    NotificationQueue(SandboxTime time) {
        this.time = time;
    }

    synchronized void send(String body) {
        messages.add(new Message(body, time.now()));
    }

    /** Up to this many visible messages in the shape of SQS's ReceiveMessage; they are hidden from now on. */
    synchronized Map<String, @Nullable Object> receive(int max) {
        List<Map<String, @Nullable Object>> received = new ArrayList<>();
        Instant now = time.now();
        for (Message message : messages) {
            if (received.size() < Math.min(max, RECEIVE_MAX) && !message.visibleFrom.isAfter(now)) {
                message.visibleFrom = now.plus(time.scaled(VISIBILITY_TIMEOUT));
                message.receipt = UUID.randomUUID().toString();
                message.received++;
                received.add(told(message));
            }
        }
        return Json.object("Messages", received);
    }

    /** Deletes the message that was last received under this receipt; a receipt that is unknown or outdated deletes nothing. */
    synchronized void delete(String receipt) {
        messages.removeIf(message -> message.receipt.equals(receipt));
    }

    /** Messages not deleted yet. */
    synchronized int size() {
        return messages.size();
    }

    private static Map<String, @Nullable Object> told(Message message) {
        return Json.object(
                "MessageId",
                message.id,
                "ReceiptHandle",
                message.receipt,
                "MD5OfBody",
                md5(message.body),
                "Body",
                message.body,
                "Attributes",
                Json.object(
                        "SentTimestamp", String.valueOf(message.sentAt.toEpochMilli()),
                        "ApproximateReceiveCount", String.valueOf(message.received)));
    }

    private static String md5(String body) {
        try {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            return HexFormat.of().formatHex(digest.digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has MD5.", e);
        }
    }
}
