package penstock.routes.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            120                           | PT2M
            2.0                           | PT2S
            0                             | PT1S
            0.2                           | PT1S
            ' 7 '                         | PT7S
            864000                        | PT1H
            999999999999999               | PT1H
            99999999999999999999          | none
            -5                            | none
            soon                          | none
            ''                            | none
            1e9                           | none
            Mon, 23 Nov 2026 12:00:30 GMT | PT30S
            Mon, 23 Nov 2026 11:00:00 GMT | PT1S
            Thu, 03 Dec 2026 12:00:00 GMT | PT1H
            Mon, 23 Nov 2026              | none
            """)
    void theWaitIsReadAndKeptWithinLimits(String header, String wait) {
        assertThat(RetryAfter.parse(header, MovableClock.START, Duration.ofHours(1))
                        .map(Duration::toString)
                        .orElse("none"))
                .isEqualTo(wait);
    }
}
