package penstock.channels.spi;

import java.util.Optional;

/** One account on one channel. A capability that it lacks is empty. Stateless; any thread. */
public interface Channel extends Peer {

    /** Reading orders. */
    default Optional<OrderSource> orders() {
        return Optional.empty();
    }

    /** Being called back over HTTP. */
    default Optional<WebhookSource> webhooks() {
        return Optional.empty();
    }

    /** Asking to be called back over HTTP, where the channel calls nobody who has not asked. */
    default Optional<WebhookSubscriptions> subscriptions() {
        return Optional.empty();
    }

    /** Being notified through a queue that we read. */
    default Optional<NotificationSource> notifications() {
        return Optional.empty();
    }

    /** Showing stock. */
    default Optional<StockSink> stock() {
        return Optional.empty();
    }

    /** Confirming shipments. */
    default Optional<ShipmentSink> shipments() {
        return Optional.empty();
    }
}
