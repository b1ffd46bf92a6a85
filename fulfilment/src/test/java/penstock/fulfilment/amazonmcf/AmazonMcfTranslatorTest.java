package penstock.fulfilment.amazonmcf;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.fulfilment.amazonmcf.McfFixture.provider;
import static penstock.fulfilment.amazonmcf.McfFixture.raw;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.ProviderUpdate.ProviderStatus;
import penstock.core.message.Translation;

class AmazonMcfTranslatorTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            New,               ACCEPTED
            Received,          ACCEPTED
            RECEIVED,          ACCEPTED
            Planning,          ACCEPTED
            Processing,        ACCEPTED
            PROCESSING,        ACCEPTED
            PROCESSED,         ACCEPTED
            Complete,          COMPLETE
            COMPLETE,          COMPLETE
            CompletePartialled, COMPLETE
            COMPLETE_PARTIALLED, COMPLETE
            Cancelled,         CANCELLED
            CANCELED,          CANCELLED
            Unfulfillable,     REFUSED
            Invalid,           REFUSED
            """)
    void everyStatusHasItsMeaningWhateverItsCase(String word, ProviderStatus status) {
        Translation translation = translate(word, "");

        assertThat(only(translation).status()).isEqualTo(status);
        assertThat(only(translation).providerStatus()).isEqualTo(word);
        assertThat(only(translation).providerOrderId()).isEqualTo("PS-7-1");
        assertThat(translation.rejections()).isEmpty();
    }

    @Test
    void aStatusWeDoNotKnowIsFollowedOnAndReported() {
        Translation translation = translate("Teleported", "");

        assertThat(only(translation).status()).isEqualTo(ProviderStatus.ACCEPTED);
        assertThat(rejections(translation))
                .isEqualTo("payload.fulfillmentOrder.fulfillmentOrderStatus Teleported MALFORMED\n");
    }

    @Test
    void everyPackageOfAShippedShipmentIsAParcelWithItsUnits() {
        Translation translation = translate(
                "Processing",
                shipment(
                        "S1",
                        "SHIPPED",
                        "%s, %s, %s, %s".formatted(item("1", 2, 1), item("1", 1, 2), item("2", 1, 2), item("2", 1, 2)),
                        "%s, %s".formatted(parcel(1, "UPS", "1Z1"), parcel(2, "AMZN_UK", "TBA2"))),
                shipment("S2", "shipped", item("3", 1, 1), parcel(1, "DPD", "D3")),
                shipment("S3", "PENDING", item("3", 1, 0), ""),
                shipment("S4", "CANCELLED_BY_FULFILLER", item("3", 1, 1), parcel(1, "DPD", "D4")),
                shipment("S5", "CANCELLED_BY_SELLER", item("3", 1, 1), parcel(1, "DPD", "D5")));

        assertThat(parcels(translation)).isEqualTo("""
                S1/1 UPS 1Z1 [ParcelLine[lineNo=1, quantity=2]]
                S1/2 AMZN_UK TBA2 [ParcelLine[lineNo=1, quantity=1], ParcelLine[lineNo=2, quantity=2]]
                S2/1 DPD D3 [ParcelLine[lineNo=3, quantity=1]]
                """);
        assertThat(translation.rejections()).isEmpty();
    }

    @Test
    void theOnlyPackageHoldsEverythingWhateverItsNumber() {
        assertThat(parcels(translate("Complete", shipment("S1", "SHIPPED", item("1", 2, 0), parcel(1, "UPS", "1Z1")))))
                .isEqualTo("S1/1 UPS 1Z1 [ParcelLine[lineNo=1, quantity=2]]\n");
    }

    @Test
    void aParcelWaitsForItsTrackingNumberUntilTheOrderHasEnded() {
        String shipment =
                shipment("S1", "SHIPPED", item("1", 1, 1), "{\"packageNumber\": 1, \"carrierCode\": \"UPS\"}");

        assertThat(parcels(translate("Processing", shipment))).isEmpty();
        assertThat(parcels(translate("Complete", shipment)))
                .isEqualTo("S1/1 UPS  [ParcelLine[lineNo=1, quantity=1]]\n");
    }

    @Test
    void amazonsOwnNumberServesWhereTheCarrierHasNone() {
        String own =
                "{\"packageNumber\": 1, \"carrierCode\": \"Amazon\", \"amazonFulfillmentTrackingNumber\": \"TBA1\"}";

        assertThat(parcels(translate("Processing", shipment("S1", "SHIPPED", item("1", 1, 1), own))))
                .isEqualTo("S1/1 Amazon TBA1 [ParcelLine[lineNo=1, quantity=1]]\n");
    }

    @Test
    void whatCannotBeConfirmedIsReportedAndTheRestGoesOn() {
        Translation translation = translate(
                "Complete",
                shipment(
                        "S1",
                        "SHIPPED",
                        "%s, %s, %s, %s".formatted(item("1", 2, 1), item("2", 1, 9), item("X", 1, 1), item("3", 0, 1)),
                        "%s, %s".formatted(parcel(1, "UPS", "1Z1"), parcel(2, "UPS", "1Z2"))),
                shipment("S2", "SHIPPED", item("4", 1, 1), ""),
                "\"not a shipment\"",
                "{\"fulfillmentShipmentStatus\": \"SHIPPED\"}");

        assertThat(parcels(translation)).isEqualTo("S1/1 UPS 1Z1 [ParcelLine[lineNo=1, quantity=2]]\n");
        assertThat(rejections(translation)).isEqualTo("""
                fulfillmentShipments[0].fulfillmentShipmentItem[1].packageNumber S1 MISSING_FIELD
                fulfillmentShipments[0].fulfillmentShipmentItem[2].sellerFulfillmentOrderItemId X NOT_A_NUMBER
                fulfillmentShipments[0].fulfillmentShipmentItem[3].quantity 0 OUT_OF_RANGE
                fulfillmentShipments[1].fulfillmentShipmentItem[0].packageNumber S2 MISSING_FIELD
                fulfillmentShipments[2]  MALFORMED
                fulfillmentShipments[3]  MALFORMED
                """);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{}",
                "{\"payload\": {}}",
                "{\"payload\": {\"fulfillmentOrder\": {\"sellerFulfillmentOrderId\": \"A\"}}}",
                "{\"payload\": {\"fulfillmentOrder\": {\"fulfillmentOrderStatus\": \"New\"}}}"
            })
    void aReplyWithoutAnOrderIsParked(String body) {
        Translation translation = provider().translate(raw(body));

        assertThat(translation.messages()).isEmpty();
        assertThat(rejections(translation)).startsWith("payload.fulfillmentOrder ");
    }

    private static Translation translate(String status, String... shipments) {
        return provider().translate(raw("""
                {"payload": {"fulfillmentOrder": {"sellerFulfillmentOrderId": "PS-7-1",
                  "fulfillmentOrderStatus": "%s", "statusUpdatedDate": "2026-11-23T11:00:00Z"},
                 "fulfillmentOrderItems": [], "fulfillmentShipments": [%s]}}
                """.formatted(status, String.join(",", shipments))));
    }

    private static String shipment(String id, String status, String items, String packages) {
        return """
                {"amazonShipmentId": "%s", "fulfillmentCenterId": "LTN1", "fulfillmentShipmentStatus": "%s",
                 "fulfillmentShipmentItem": [%s], "fulfillmentShipmentPackage": [%s]}
                """.formatted(id, status, items, packages);
    }

    private static String item(String itemId, int quantity, int packageNumber) {
        return """
                {"sellerSku": "SKU", "sellerFulfillmentOrderItemId": "%s", "quantity": %d, "packageNumber": %d}
                """.formatted(itemId, quantity, packageNumber);
    }

    private static String parcel(int number, String carrier, String tracking) {
        return """
                {"packageNumber": %d, "carrierCode": "%s", "trackingNumber": "%s"}
                """.formatted(number, carrier, tracking);
    }

    private static ProviderUpdate only(Translation translation) {
        assertThat(translation.messages()).hasSize(1);
        return (ProviderUpdate) translation.messages().get(0);
    }

    private static String parcels(Translation translation) {
        return only(translation).packages().stream()
                .map(parcel -> "%s %s %s %s\n"
                        .formatted(parcel.parcelId(), parcel.carrier(), parcel.trackingNumber(), parcel.lines()))
                .collect(Collectors.joining());
    }

    private static String rejections(Translation translation) {
        return translation.rejections().stream()
                .map(one -> "%s %s %s\n".formatted(one.where(), one.value(), one.reason()))
                .collect(Collectors.joining());
    }
}
