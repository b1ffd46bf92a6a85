package penstock.channels.ownsite;

import java.time.Duration;
import java.util.Optional;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.ShipmentSink;
import penstock.core.message.Outcome;
import penstock.core.message.ShipmentNotice;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Tells the site of parcels, each in one {@code shipment.created} event whose id is made of the shipment's. */
final class OwnSiteShipments implements ShipmentSink {

    private final OwnSiteEvents events;

    OwnSiteShipments(OwnSiteEvents events) {
        this.events = events;
    }

    @Override
    public Conversation<Outcome> confirm(ShipmentNotice notice) {
        String id = "shp_" + notice.shipmentId();
        return Conversation.ask(
                events.call(id, "shipment.created", Optional.of(notice.shippedAt()), data(notice)),
                reply -> Conversation.done(OwnSiteErrors.judge(reply, id)));
    }

    private static ObjectNode data(ShipmentNotice notice) {
        ObjectNode data = OwnSiteEvents.object()
                .put("shipmentId", String.valueOf(notice.shipmentId()))
                .put("orderId", notice.channelOrderId())
                .put("packageNo", notice.packageNo())
                .put("carrier", notice.carrier())
                .put("trackingNumber", notice.trackingNumber());
        ArrayNode lines = data.putArray("lines");
        notice.lines()
                .forEach(line -> lines.addObject()
                        .put("lineId", line.channelLineId())
                        .put("sku", line.channelSku())
                        .put("quantity", line.quantity()));
        return data;
    }

    /** The site cannot be asked, and need not be: under the same id a repeat is harmless. */
    @Override
    public Conversation<Outcome> readBack(ShipmentNotice notice) {
        return Conversation.done(
                new Outcome.NotSent(Duration.ZERO, "the site cannot be asked; it is told again under the same id"));
    }
}
