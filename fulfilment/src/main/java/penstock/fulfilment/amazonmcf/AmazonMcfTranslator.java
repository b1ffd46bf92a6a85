package penstock.fulfilment.amazonmcf;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import penstock.channels.vendor.amazon.SpApiJson;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.ProviderUpdate.Parcel;
import penstock.core.message.ProviderUpdate.ParcelLine;
import penstock.core.message.ProviderUpdate.ProviderStatus;
import penstock.core.message.RawMessage;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.message.Translation;
import penstock.fulfilment.amazonmcf.wire.OrderReply;
import penstock.fulfilment.amazonmcf.wire.OrderReply.Order;
import penstock.fulfilment.amazonmcf.wire.OrderReply.Payload;
import penstock.fulfilment.amazonmcf.wire.OrderReply.Shipment;
import penstock.fulfilment.amazonmcf.wire.OrderReply.ShipmentItem;
import penstock.fulfilment.amazonmcf.wire.OrderReply.ShipmentPackage;
import tools.jackson.databind.JsonNode;

/**
 * What the state of a fulfilment order means.
 *
 * <ul>
 *   <li>Statuses are read whatever their case. One we do not know counts as accepted, so that the order is followed on, and
 *       is reported.
 *   <li>Only shipments that are shipped give parcels. A parcel is told with its tracking number; one that has none waits for
 *       it until the order has ended.
 *   <li>Units of a shipped shipment that are in no package are reported, not guessed at, unless there is but one package.
 * </ul>
 */
final class AmazonMcfTranslator {

    private AmazonMcfTranslator() {}

    static Translation translate(RawMessage raw) {
        Optional<Payload> payload = SpApiJson.read(raw.body(), OrderReply.class).map(OrderReply::payload);
        Optional<Order> order = payload.map(Payload::fulfillmentOrder);
        String id = order.map(Order::sellerFulfillmentOrderId).orElse("");
        String word = order.map(Order::fulfillmentOrderStatus).orElse("");
        if (id.isBlank() || word.isBlank()) {
            return Translation.rejected(new Rejection(
                    "payload.fulfillmentOrder",
                    id,
                    RejectionReason.MALFORMED,
                    "The order's id or status is missing. Compare it with Fulfillment Outbound 2020-07-01."));
        }
        List<Rejection> rejections = new ArrayList<>();
        Optional<ProviderStatus> known = status(word);
        if (known.isEmpty()) {
            rejections.add(unknownStatus(word));
        }
        ProviderStatus status = known.orElse(ProviderStatus.ACCEPTED);
        List<Parcel> parcels = parcels(payload.get(), status != ProviderStatus.ACCEPTED, rejections);
        return new Translation(List.of(new ProviderUpdate(id, status, word, parcels)), rejections);
    }

    /** PROCESSED is in no model, but in Amazon's own example of a notification. */
    static Optional<ProviderStatus> status(String word) {
        return switch (letters(word)) {
            case "NEW", "RECEIVED", "PLANNING", "PROCESSING", "PROCESSED" -> Optional.of(ProviderStatus.ACCEPTED);
            case "COMPLETE", "COMPLETEPARTIALLED" -> Optional.of(ProviderStatus.COMPLETE);
            case "CANCELLED", "CANCELED" -> Optional.of(ProviderStatus.CANCELLED);
            case "UNFULFILLABLE", "INVALID" -> Optional.of(ProviderStatus.REFUSED);
            default -> Optional.empty();
        };
    }

    private static List<Parcel> parcels(Payload payload, boolean ended, List<Rejection> rejections) {
        List<Parcel> parcels = new ArrayList<>();
        List<JsonNode> shipments = listed(payload.fulfillmentShipments());
        for (int i = 0; i < shipments.size(); i++) {
            String where = "fulfillmentShipments[" + i + "]";
            Optional<Shipment> shipment = SpApiJson.read(shipments.get(i), Shipment.class);
            if (shipment.isEmpty() || said(shipment.get().amazonShipmentId()).isEmpty()) {
                rejections.add(new Rejection(
                        where,
                        "",
                        RejectionReason.MALFORMED,
                        "This shipment is not as Amazon describes it. Look at the order in Seller Central."));
            } else if (letters(shipment.get().fulfillmentShipmentStatus()).equals("SHIPPED")) {
                parcels.addAll(parcels(where, shipment.get(), ended, rejections));
            }
        }
        return parcels;
    }

    private static List<Parcel> parcels(String where, Shipment shipment, boolean ended, List<Rejection> rejections) {
        List<ShipmentPackage> packages = listed(shipment.fulfillmentShipmentPackage());
        Map<Integer, Map<Integer, Integer>> units = units(where, shipment, packages, rejections);
        return packages.stream()
                .filter(one -> ended || !tracking(one).isEmpty())
                .filter(one -> units.containsKey(number(one)))
                .map(one -> new Parcel(
                        shipment.amazonShipmentId() + "/" + number(one),
                        said(one.carrierCode()),
                        tracking(one),
                        lines(units.get(number(one)))))
                .toList();
    }

    /** Units by package number and line number; an item may come in several pieces, one for each serial number. */
    private static Map<Integer, Map<Integer, Integer>> units(
            String where, Shipment shipment, List<ShipmentPackage> packages, List<Rejection> rejections) {
        Map<Integer, Map<Integer, Integer>> units = new TreeMap<>();
        List<ShipmentItem> items = listed(shipment.fulfillmentShipmentItem());
        for (int i = 0; i < items.size(); i++) {
            ShipmentItem item = items.get(i);
            String place = where + ".fulfillmentShipmentItem[" + i + "]";
            Optional<Integer> line = lineNo(item.sellerFulfillmentOrderItemId());
            Optional<Integer> in = packageOf(item, packages);
            int quantity = item.quantity() == null ? 0 : item.quantity();
            if (line.isEmpty()) {
                rejections.add(notOurs(place, said(item.sellerFulfillmentOrderItemId())));
            } else if (quantity < 1) {
                rejections.add(noQuantity(place, quantity));
            } else if (in.isEmpty()) {
                rejections.add(inNoPackage(place, said(shipment.amazonShipmentId())));
            } else {
                units.computeIfAbsent(in.get(), number -> new TreeMap<>()).merge(line.get(), quantity, Integer::sum);
            }
        }
        return units;
    }

    private static Optional<Integer> packageOf(ShipmentItem item, List<ShipmentPackage> packages) {
        Stream<Integer> numbers = packages.stream().map(AmazonMcfTranslator::number);
        return packages.size() == 1
                ? numbers.findFirst()
                : numbers.filter(number -> number.equals(item.packageNumber())).findFirst();
    }

    private static List<ParcelLine> lines(@Nullable Map<Integer, Integer> units) {
        return units == null
                ? List.of()
                : units.entrySet().stream()
                        .map(line -> new ParcelLine(line.getKey(), line.getValue()))
                        .toList();
    }

    private static Optional<Integer> lineNo(@Nullable String itemId) {
        return Optional.ofNullable(itemId)
                .filter(id -> id.matches("[0-9]{1,9}"))
                .map(Integer::valueOf);
    }

    private static int number(ShipmentPackage one) {
        return one.packageNumber() == null ? 0 : one.packageNumber();
    }

    private static String tracking(ShipmentPackage one) {
        String carriers = said(one.trackingNumber());
        return carriers.isEmpty() ? said(one.amazonFulfillmentTrackingNumber()) : carriers;
    }

    private static Rejection unknownStatus(String word) {
        return new Rejection(
                "payload.fulfillmentOrder.fulfillmentOrderStatus",
                word,
                RejectionReason.MALFORMED,
                "Amazon has a status we do not know: the order is followed on. Teach it to the translator.");
    }

    private static Rejection notOurs(String where, String itemId) {
        return new Rejection(
                where + ".sellerFulfillmentOrderItemId",
                itemId,
                RejectionReason.NOT_A_NUMBER,
                "This is no line number of ours: the order was not made here. Confirm these units by hand.");
    }

    private static Rejection noQuantity(String where, int quantity) {
        return new Rejection(
                where + ".quantity",
                String.valueOf(quantity),
                RejectionReason.OUT_OF_RANGE,
                "Shipped units are counted from 1. Look at the shipment in Seller Central.");
    }

    private static Rejection inNoPackage(String where, String shipmentId) {
        return new Rejection(
                where + ".packageNumber",
                shipmentId,
                RejectionReason.MISSING_FIELD,
                "These units are shipped but in no package yet. If that stays so, confirm them by hand.");
    }

    private static String letters(@Nullable String word) {
        return said(word).replace("_", "").toUpperCase(Locale.ROOT);
    }

    private static String said(@Nullable String text) {
        return text == null ? "" : text.strip();
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return list == null ? List.of() : list;
    }
}
