package penstock.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteTest {

    private static Site opening(String text) {
        return new Site(Optional.empty(), Optional.of("DE"), "Europe/Berlin", text);
    }

    @Test
    void hoursAreKeptInOneForm() {
        assertThat(opening(" mon-fri  08:00-17:00;sat 09:00-12:00 ").opening())
                .isEqualTo("MON-FRI 08:00-17:00; SAT 09:00-12:00");
        assertThat(opening("").opening()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"MON 17:00-08:00", "FRI-MON 08:00-17:00", "DAY 08:00-17:00", "MON 8-17", "MON 08:00-25:00", ";"})
    void hoursThatCannotBeAreRefused(String text) {
        assertThatThrownBy(() -> opening(text))
                .isInstanceOfSatisfying(
                        InvalidField.class, fault -> assertThat(fault.field()).isEqualTo("opening"));
    }

    @Test
    void aPlaceHasATimeZoneAndACountry() {
        assertThatThrownBy(() -> new Site(Optional.empty(), Optional.empty(), "Mars/Olympus", ""))
                .isInstanceOfSatisfying(
                        InvalidField.class, fault -> assertThat(fault.field()).isEqualTo("timeZone"));
        assertThatThrownBy(() -> new Site(Optional.empty(), Optional.of("Deutschland"), "UTC", ""))
                .isInstanceOfSatisfying(
                        InvalidField.class, fault -> assertThat(fault.field()).isEqualTo("country"));
    }
}
