package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.port.Wake;
import penstock.core.shipping.Confirmations;
import penstock.core.shipping.Confirmations.Shipment;

/** What was shipped, and what the channel was told of it. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/shipments")
@Tag(name = "Fulfilment")
public class ShipmentsApi {

    private final Confirmations confirmations;
    private final Wake wake;

    public ShipmentsApi(Confirmations confirmations, Wake wake) {
        this.confirmations = confirmations;
        this.wake = wake;
    }

    @PostMapping("/{shipmentId}/retry-confirmation")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Tell the channel again",
            description = "Of a shipment whose confirmation the channel refused; it is read back before it is sent.")
    public void retry(@PathVariable long sellerId, @PathVariable long shipmentId) {
        Shipment shipment = confirmations
                .find(sellerId, shipmentId)
                .orElseThrow(() -> Refused.notFound("there is no such shipment"));
        if (!confirmations.retry(sellerId, shipmentId)) {
            throw Refused.of(
                    ProblemType.NOT_POSSIBLE,
                    "the confirmation is " + shipment.confirmation() + "; only a REFUSED one is sent again");
        }
        wake.wake(sellerId);
    }

    /** A parcel that left. */
    public record ShipmentAnswer(
            long shipmentId,
            long fulfilmentId,
            long orderId,

            @Schema(description = "1 for the order's first, 2 for its second.", example = "1")
            int packageNo,

            String carrier,
            String trackingNumber,
            Instant shippedAt,

            @Schema(description = "What the channel was told.", example = "CONFIRMED")
            String confirmation,

            Optional<String> refusedReason) {
        static ShipmentAnswer of(Shipment shipment) {
            return new ShipmentAnswer(
                    shipment.shipmentId(),
                    shipment.fulfilmentId(),
                    shipment.orderId(),
                    shipment.packageNo(),
                    shipment.carrier(),
                    shipment.trackingNumber(),
                    shipment.shippedAt(),
                    shipment.confirmation(),
                    shipment.refusedReason());
        }
    }

    /** The shipments of an order. */
    public record ShipmentList(List<ShipmentAnswer> shipments) {}
}
