package penstock.channels.amazon.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replies of patchListingsItem (sku, status, submissionId, issues) and getListingsItem (sku, fulfillmentAvailability). */
public record ListingReply(
        @Nullable String sku,
        @Nullable String status,
        @Nullable String submissionId,
        @Nullable List<Issue> issues,
        @Nullable List<Availability> fulfillmentAvailability) {

    public record Issue(
            @Nullable String code,
            @Nullable String message,
            @Nullable String severity) {}

    public record Availability(
            @Nullable String fulfillmentChannelCode,
            @Nullable Integer quantity) {}
}
