package penstock.routes.work;

import penstock.console.ownsite.OwnSiteOrder;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.Translation;
import tools.jackson.core.JacksonException;

/** Orders that came through our own API: what their stored bytes mean, read again by the same reader. */
final class OwnSiteMessages {

    static final String SOURCE = OwnSiteOrder.SOURCE;

    private OwnSiteMessages() {}

    static Translation translate(RawMessage message) {
        try {
            return Translation.of(OwnSiteOrder.parse(message.body()).snapshot(message.receivedAt()));
        } catch (JacksonException e) {
            return Translation.rejected(new Rejection(
                    "order",
                    "",
                    RejectionReason.MALFORMED,
                    "the order was stored but can no longer be read; place it again"));
        }
    }
}
