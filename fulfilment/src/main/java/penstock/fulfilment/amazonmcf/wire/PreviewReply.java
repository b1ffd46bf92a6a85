package penstock.fulfilment.amazonmcf.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The reply of getFulfillmentPreview. */
public record PreviewReply(@Nullable Payload payload) {

    public record Payload(@Nullable List<Preview> fulfillmentPreviews) {}

    public record Preview(
            @Nullable String shippingSpeedCategory,
            @Nullable Boolean isFulfillable,
            @Nullable List<UnfulfillableItem> unfulfillablePreviewItems,
            @Nullable List<String> orderUnfulfillableReasons) {}

    public record UnfulfillableItem(
            @Nullable String sellerSku, @Nullable List<String> itemUnfulfillableReasons) {}
}
