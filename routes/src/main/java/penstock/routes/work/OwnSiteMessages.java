package penstock.routes.work;

import penstock.console.ownsite.OwnSiteOrder;
import penstock.core.message.RawMessage;
import penstock.core.message.Translation;

/** Orders that came through our own API: what their stored bytes mean, read again. */
final class OwnSiteMessages {

    static final String SOURCE = "api:";

    private OwnSiteMessages() {}

    static Translation translate(RawMessage message) {
        return Translation.of(OwnSiteOrder.parse(message.body()).snapshot(message.receivedAt()));
    }
}
