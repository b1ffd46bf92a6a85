package penstock.fulfilment.spi;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.Peer;
import penstock.core.message.FulfilmentRequest;
import penstock.core.message.Outcome;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.RawMessage;
import penstock.core.message.ShownQuantity;
import penstock.core.message.Translation;

/** One account at a provider that ships for us. Stateless; any thread. */
public interface FulfilmentProvider extends Peer {

    /** Whether and how the provider would ship it, asked before it is created. */
    Conversation<Preview> preview(FulfilmentRequest request);

    /** Creates the provider's order under the id in the request. */
    Conversation<Outcome> create(FulfilmentRequest request);

    /**
     * The provider's order of that id as it stands now, or empty if it has none: asked after an unknown outcome, and to
     * follow it. The raw reply is stored like every inbound message and translated by {@link #translate}.
     */
    Conversation<Optional<RawMessage>> find(String providerOrderId, Instant now);

    /** What a reply of {@link #find} means: a {@link ProviderUpdate}. Pure. */
    Translation translate(RawMessage raw);

    /** Asks for cancellation; {@code Refused} when it is too late. */
    Conversation<Outcome> cancel(String providerOrderId);

    /**
     * What the provider holds of our SKUs and can ship: a mirrored location's figures, 0 for what it does not know. A SKU of
     * which it says nothing is missing.
     */
    Conversation<List<ShownQuantity>> stock(List<String> providerSkus, Instant now);

    /**
     * A provider's answer to a preview.
     *
     * @param fulfillable whether every unit can be shipped
     * @param reasons the provider's words for what cannot
     */
    record Preview(boolean fulfillable, List<String> reasons) {
        public Preview {
            reasons = List.copyOf(reasons);
        }
    }
}
