package penstock.core.message;

import java.util.Optional;

/**
 * The person an order goes to. Personal data: lives in memory and in the sealed raw message only.
 *
 * @param countryCode ISO 3166-1 alpha-2
 */
public record Recipient(
        String name,
        String addressLine1,
        Optional<String> addressLine2,
        String city,
        Optional<String> stateOrRegion,
        String postalCode,
        String countryCode,
        Optional<String> phone,
        Optional<String> email) {

    /** Says nothing: a recipient never reaches a log. */
    @Override
    public String toString() {
        return "Recipient[withheld]";
    }
}
