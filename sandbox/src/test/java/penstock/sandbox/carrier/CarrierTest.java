package penstock.sandbox.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import penstock.sandbox.Played;

class CarrierTest {
    private static final String LABEL =
            "{\"reference\":\"S-1\",\"to\":{\"name\":\"Ada\",\"postalCode\":\"62701\",\"countryCode\":\"US\"}}";

    @Test
    void aParcelMovesInScaledTimeAndAReferenceHasOneLabel() {
        try (Played played = new Played(60)) {
            String number = label(played);
            assertThat(label(played)).isEqualTo(number);
            assertThat(status(played, number)).isEqualTo("LABEL_CREATED");
            played.time.advance(Duration.ofMinutes(4));
            assertThat(status(played, number)).isEqualTo("IN_TRANSIT");
            played.time.advance(Duration.ofMinutes(44));
            assertThat(status(played, number)).isEqualTo("DELIVERED");
            assertThat(played.get("/carrier/tracking/NONE").status()).isEqualTo(404);
            assertThat(played.call("POST", "/carrier/labels", "{\"to\":{}}").status())
                    .isEqualTo(400);
        }
    }

    private static String label(Played played) {
        return played.call("POST", "/carrier/labels", LABEL)
                .json()
                .get("trackingNumber")
                .asString();
    }

    private static String status(Played played, String number) {
        return played.get("/carrier/tracking/" + number).json().get("status").asString();
    }
}
