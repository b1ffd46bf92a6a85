package penstock.routes.work;

import penstock.console.ownsite.OwnSiteEdit;
import penstock.console.ownsite.OwnSiteOrder;
import penstock.core.message.InboundMessage;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.Translation;
import tools.jackson.core.JacksonException;

/** Orders and edits that came through our own API: what their stored bytes mean, read again by the same reader. */
final class OwnSiteMessages {

    private OwnSiteMessages() {}

    static boolean speaks(RawMessage message) {
        return message.source().startsWith(OwnSiteOrder.SOURCE)
                || message.source().equals(OwnSiteEdit.SOURCE);
    }

    static Translation translate(RawMessage message) {
        try {
            return Translation.of(read(message));
        } catch (JacksonException e) {
            return Translation.rejected(new Rejection(
                    "order", "", RejectionReason.MALFORMED, "it was stored but can no longer be read; send it again"));
        }
    }

    private static InboundMessage read(RawMessage message) {
        return message.source().equals(OwnSiteEdit.SOURCE)
                ? OwnSiteEdit.parse(message.body()).of(filed(message).channelOrderId())
                : OwnSiteOrder.parse(message.body()).snapshot(message.receivedAt());
    }

    /** What an edit's bytes do not say. */
    static OwnSiteEdit.Filed filed(RawMessage message) {
        return OwnSiteEdit.Filed.of(message.eventId());
    }
}
