package penstock.core.inbox;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import penstock.core.identity.Sealing;
import penstock.core.inbox.Inbox.SealedMessage;
import penstock.core.message.RawMessage;
import penstock.core.message.Recipient;

/** Seals each message under a data key of its own, which is sealed under the master key and kept apart. */
final class MessageSeal {

    private final Sealing sealing;

    MessageSeal(Sealing sealing) {
        this.sealing = sealing;
    }

    SealedMessage close(long sellerId, long accountId, long inboxId, RawMessage message) {
        byte[] dataKey = sealing.newDataKey();
        return new SealedMessage(
                inboxId,
                accountId,
                message.source(),
                message.eventId(),
                sha256(message.body()),
                sealing.sealWith(dataKey, message.body(), bodyPurpose(sellerId, accountId, inboxId)),
                sealing.seal(dataKey, keyPurpose(sellerId, inboxId)),
                message.receivedAt());
    }

    byte[] open(long sellerId, long accountId, long inboxId, byte[] sealedKey, byte[] sealedBody) {
        byte[] dataKey = sealing.open(sealedKey, keyPurpose(sellerId, inboxId));
        return sealing.openWith(dataKey, sealedBody, bodyPurpose(sellerId, accountId, inboxId));
    }

    /** Each part with its length, so that no two recipients are written alike. */
    String mark(long sellerId, Optional<Recipient> recipient) {
        String parts = recipient.map(MessageSeal::parts).orElse(List.of()).stream()
                .map(part -> part.length() + ":" + part)
                .collect(Collectors.joining());
        return sealing.mark(parts, "sales_order.recipient_mark/" + sellerId);
    }

    private static List<String> parts(Recipient to) {
        return List.of(
                to.name(),
                to.addressLine1(),
                to.addressLine2().orElse(""),
                to.city(),
                to.stateOrRegion().orElse(""),
                to.postalCode(),
                to.countryCode(),
                to.phone().orElse(""),
                to.email().orElse(""));
    }

    private static String keyPurpose(long sellerId, long inboxId) {
        return "message_key.sealed_key/" + sellerId + "/" + inboxId;
    }

    private static String bodyPurpose(long sellerId, long accountId, long inboxId) {
        return "inbox.body/" + sellerId + "/" + accountId + "/" + inboxId;
    }

    private static byte[] sha256(byte[] body) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(body);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
