package penstock.channels.amazon.wire;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** The body of patchListingsItem, with the one attribute that we own. */
public record ListingPatch(String productType, List<Patch> patches) {

    /** Sets the number of one fulfilment channel and leaves handling time and restock date as they are. */
    public static ListingPatch ofQuantity(String productType, String fulfillmentChannelCode, int quantity) {
        Availability value = new Availability(fulfillmentChannelCode, quantity);
        return new ListingPatch(
                productType, List.of(new Patch("merge", "/attributes/fulfillment_availability", List.of(value))));
    }

    public record Patch(String op, String path, List<Availability> value) {}

    public record Availability(
            @JsonProperty("fulfillment_channel_code") String fulfillmentChannelCode, int quantity) {}
}
