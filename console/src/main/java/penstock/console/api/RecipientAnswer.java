package penstock.console.api;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Optional;
import penstock.core.message.Recipient;

/** Whom an order goes to. */
public record RecipientAnswer(
        String name,
        String addressLine1,
        Optional<String> addressLine2,
        String city,
        Optional<String> stateOrRegion,
        String postalCode,

        @Schema(description = "ISO 3166-1, two letters.", example = "DE")
        String countryCode,

        Optional<String> phone,
        Optional<String> email) {

    static RecipientAnswer of(Recipient recipient) {
        return new RecipientAnswer(
                recipient.name(),
                recipient.addressLine1(),
                recipient.addressLine2(),
                recipient.city(),
                recipient.stateOrRegion(),
                recipient.postalCode(),
                recipient.countryCode(),
                recipient.phone(),
                recipient.email());
    }

    /** Says nothing: a recipient never reaches a log. */
    @Override
    public String toString() {
        return "RecipientAnswer[withheld]";
    }
}
