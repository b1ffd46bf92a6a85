package penstock.console.ownsite;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import penstock.console.json.Fields;
import penstock.console.problem.Refused;
import penstock.core.message.Recipient;

/** Where an own site's order goes. Personal data. */
@Schema(name = "Recipient")
public record SiteRecipient(
        @Schema(example = "Erika Mustermann") String name,
        @Schema(example = "Heidestraße 17") String addressLine1,
        Optional<String> addressLine2,
        @Schema(example = "Köln") String city,
        Optional<String> stateOrRegion,

        @Schema(description = "Left out where the country has none.", example = "51147")
        Optional<String> postalCode,

        @Schema(description = "ISO 3166-1 alpha-2.", example = "DE")
        String countryCode,

        Optional<String> phone,
        Optional<String> email) {

    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    public SiteRecipient {
        Fields.text("name", name, Fields.MAX_NAME);
        Fields.text("addressLine1", addressLine1, Fields.MAX_NAME);
        Fields.text("addressLine2", addressLine2, Fields.MAX_NAME);
        Fields.text("city", city, Fields.MAX_NAME);
        Fields.text("stateOrRegion", stateOrRegion, Fields.MAX_NAME);
        Fields.text("postalCode", postalCode, Fields.MAX_CODE);
        Fields.text("phone", phone, Fields.MAX_CODE);
        Fields.text("email", email, Fields.MAX_NAME);
        if (!COUNTRIES.contains(countryCode)) {
            throw Refused.field("countryCode", "countryCode is a code of ISO 3166-1 alpha-2, such as DE");
        }
    }

    Recipient recipient() {
        return new Recipient(
                name,
                addressLine1,
                addressLine2,
                city,
                stateOrRegion,
                postalCode.orElse(""),
                countryCode,
                phone,
                email);
    }

    /** Says nothing: a recipient never reaches a log. */
    @Override
    public String toString() {
        return "SiteRecipient[withheld]";
    }
}
