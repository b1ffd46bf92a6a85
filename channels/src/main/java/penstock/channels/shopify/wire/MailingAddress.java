package penstock.channels.shopify.wire;

import org.jspecify.annotations.Nullable;

/** GraphQL's address. */
public record MailingAddress(
        @Nullable String name,
        @Nullable String address1,
        @Nullable String address2,
        @Nullable String city,
        @Nullable String provinceCode,
        @Nullable String zip,
        @Nullable String countryCodeV2,
        @Nullable String phone) {

    /** Says nothing: personal data. */
    @Override
    public String toString() {
        return "MailingAddress[withheld]";
    }
}
