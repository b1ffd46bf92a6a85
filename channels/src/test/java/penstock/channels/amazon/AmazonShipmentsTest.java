package penstock.channels.amazon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static penstock.channels.amazon.AmazonFixture.answered;
import static penstock.channels.amazon.AmazonFixture.bodyOf;
import static penstock.channels.amazon.AmazonFixture.callOf;
import static penstock.channels.amazon.AmazonFixture.channel;
import static penstock.channels.amazon.AmazonFixture.endOf;
import static penstock.channels.amazon.AmazonFixture.error;
import static penstock.channels.amazon.AmazonFixture.reply;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.channels.spi.Effect;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.ShipmentSink;
import penstock.core.message.ShipmentNotice;
import penstock.core.message.ShipmentNotice.Line;

class AmazonShipmentsTest {

    private final ShipmentSink shipments = channel().shipments().orElseThrow();

    @Test
    void aParcelIsConfirmedUnderItsNumberSoThatARepeatEditsInsteadOfAdding() {
        var call = callOf(shipments.confirm(parcel(2, "UPS", "1Z999")));

        assertThat(call.method() + " " + call.uri())
                .isEqualTo("POST https://sellingpartnerapi-eu.amazon.com/orders/v0/orders/203-1/shipmentConfirmation");
        assertThat(bodyOf(call))
                .isEqualTo("{\"marketplaceId\":\"A1F83G8C2ARO7P\",\"packageDetail\":{\"packageReferenceId\":\"2\","
                        + "\"carrierCode\":\"UPS\",\"trackingNumber\":\"1Z999\",\"shipDate\":\"2026-11-23T11:30:00Z\","
                        + "\"orderItems\":[{\"orderItemId\":\"L1\",\"quantity\":2},"
                        + "{\"orderItemId\":\"L2\",\"quantity\":1}]}}");
        assertThat(call.effect()).isEqualTo(Effect.write("2"));
        assertThat(call.budget().burst()).isEqualTo(10);
        assertThat(bodyOf(callOf(shipments.confirm(parcel(2, "UPS", "1Z999"))))).isEqualTo(bodyOf(call));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            UPS,                  UPS
            ups,                  UPS
            FEDEX,                FedEx
            Fed Ex,               FedEx
            Royal Mail,           Royal Mail
            ROYAL_MAIL,           Royal Mail
            UPS Mail Innovations, UPS Mail Innovations
            dhl,                  DHL
            """)
    void aKnownCarrierHasAmazonsCodeHoweverItIsWritten(String carrier, String code) {
        assertThat(bodyOf(callOf(shipments.confirm(parcel(1, carrier, "T")))))
                .contains("\"carrierCode\":\"" + code + "\",\"trackingNumber\"");
    }

    @Test
    void anyOtherCarrierIsNamed() {
        assertThat(bodyOf(callOf(shipments.confirm(parcel(1, " Swallow & Sons ", "T")))))
                .contains("\"carrierCode\":\"Other\",\"carrierName\":\"Swallow & Sons\"");
        assertThat(bodyOf(callOf(shipments.confirm(parcel(1, "", "T")))))
                .contains("\"carrierCode\":\"Other\",\"carrierName\":\"Other\"");
    }

    @Test
    void aParcelThatAmazonCannotConfirmIsRefusedWithoutACall() {
        ShipmentNotice empty = new ShipmentNotice(1, 1, "203-1", "UPS", "T", Instant.EPOCH, List.of());

        assertThat(endOf(shipments.confirm(parcel(1, "UPS", " ")))).startsWith("done Refused[reason=INVALID");
        assertThat(endOf(shipments.confirm(empty))).startsWith("done Refused[reason=INVALID");
        assertThatThrownBy(() -> shipments.confirm(parcel(0, "UPS", "T"))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void everyAnswerHasItsOutcome() {
        assertThat(confirmed(reply(204, ""))).isEqualTo("done Done[ref=2]");
        assertThat(confirmed(error(400, "InvalidInput", "ship date")))
                .isEqualTo("done Refused[reason=INVALID, detail=HTTP 400 InvalidInput: ship date]");
        assertThat(confirmed(error(404, "NotFound", "no order")))
                .isEqualTo("done Refused[reason=NOT_FOUND, detail=HTTP 404 NotFound: no order]");
        assertThat(confirmed(error(403, "Unauthorized", "no"))).isEqualTo("refused UNAUTHORISED");
        assertThat(confirmed(error(429, "QuotaExceeded", "slow"))).isEqualTo("not sent, again after PT10S");
        assertThat(confirmed(error(500, "InternalFailure", "sorry"))).isEqualTo("lost, look for 2");
        assertThat(confirmed(reply(503, ""))).isEqualTo("lost, look for 2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Failed to create package due to not finding a matching package or order already fulfilled.",
                "ErrorMessage(errorMetric=PackageToUpdateNotFound)",
                "The order has Already Been Shipped"
            })
    void aParcelThatIsConfirmedAlreadyIsReadBackByTheCore(String message) {
        assertThat(confirmed(error(400, "InvalidInput", message))).startsWith("done Refused[reason=ALREADY_DONE");
    }

    @Test
    void readingBackAsksForTheOrdersPackages() {
        assertThat(callOf(shipments.readBack(parcel(2, "UPS", "1Z999"))).uri().toString())
                .isEqualTo("https://sellingpartnerapi-eu.amazon.com/orders/2026-01-01/orders/203-1"
                        + "?includedData=PACKAGES");
    }

    @ParameterizedTest(name = "package {0} with tracking {1}: {2}")
    @CsvSource(textBlock = """
            2,         1Z999,   Done
            2,         ,        Done
            2,         1z999,   Done
            2,         OTHER,   NotSent
            1,         1Z999,   NotSent
            PKG-2026,  1Z999,   Done
            PKG-2026,  OTHER,   NotSent
            ,          1Z999,   Done
            """)
    void aPackageIsOursByReferenceOrByTrackingNumber(String reference, String tracking, String outcome) {
        String order = """
                {"order": {"orderId": "203-1", "packages": [%s]}}
                """.formatted("{\"packageReferenceId\": %s, \"trackingNumber\": %s}"
                .formatted(quoted(reference), quoted(tracking)));

        assertThat(readBack(reply(200, order))).startsWith("done " + outcome);
    }

    @Test
    void aConfirmationThatIsNotThereMayBeSentAtOnce() {
        assertThat(readBack(reply(200, "{\"order\": {\"orderId\": \"203-1\"}}")))
                .isEqualTo("done NotSent[retryAfter=PT0S, why=Amazon knows no such package of the order]");
    }

    @Test
    void aReadBackThatFailsLeavesTheOutcomeUnknown() {
        assertThat(readBack(error(404, "NotFound", "no order"))).startsWith("done Refused[reason=NOT_FOUND");
        assertThat(readBack(error(403, "Unauthorized", "no"))).isEqualTo("refused UNAUTHORISED");
        assertThat(readBack(reply(500, ""))).isEqualTo("not sent, again after PT30S");
        assertThat(readBack(reply(200, "{}"))).isEqualTo("not sent, again after PT30S");
    }

    static ShipmentNotice parcel(int packageNo, String carrier, String tracking) {
        return new ShipmentNotice(
                9,
                packageNo,
                "203-1",
                carrier,
                tracking,
                Instant.parse("2026-11-23T11:30:00Z"),
                List.of(new Line("L1", "SKU-1", 2), new Line("L2", "SKU-2", 1)));
    }

    private String confirmed(HttpReply reply) {
        return endOf(answered(shipments.confirm(parcel(2, "UPS", "1Z999")), reply));
    }

    private String readBack(HttpReply reply) {
        return endOf(answered(shipments.readBack(parcel(2, "UPS", "1Z999")), reply));
    }

    private static String quoted(String text) {
        return text == null ? "null" : '"' + text + '"';
    }
}
