package penstock.fulfilment.amazonmcf.wire;

import org.jspecify.annotations.Nullable;

/** Where an order goes. */
public record Address(
        String name,
        String addressLine1,
        @Nullable String addressLine2,
        @Nullable String city,
        @Nullable String stateOrRegion,
        String postalCode,
        String countryCode,
        @Nullable String phone) {}
