package penstock.sandbox.shopify;

import java.util.Optional;

/** What a confirmation says of a parcel. */
record Tracking(Optional<String> company, Optional<String> number, Optional<String> url) {}
