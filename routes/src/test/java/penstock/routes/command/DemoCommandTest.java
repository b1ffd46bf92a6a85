package penstock.routes.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class DemoCommandTest {

    private static final int WRONG_WORDS = 2;

    @ParameterizedTest
    @CsvSource({"60s, PT1M", "2m, PT2M", "1m30s, PT1M30S", "1h, PT1H", "24h, PT24H"})
    void timesAreReadAsPeopleTypeThem(String words, Duration time) {
        assertThat(new DurationWords().convert(words)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "60", "s", "1.5m", "-5s", "0s", "25h", "5 s", "PT1M"})
    void otherTimesAreRefused(String words) {
        assertThatThrownBy(() -> new DurationWords().convert(words)).isInstanceOf(TypeConversionException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--for=soon", "--time-factor=0.5", "--time-factor=NaN", "--seed=x", "--no-such-option"})
    void wrongWordsEndWithTwo(String word) {
        assertThat(Main.run("demo", word)).isEqualTo(WRONG_WORDS);
    }

    @Test
    void withoutASandboxItCannotBeRunHere() {
        assertThat(Main.run("demo", "--json")).isEqualTo(Main.CANNOT_RUN);
    }
}
