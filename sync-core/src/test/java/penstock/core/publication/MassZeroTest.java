package penstock.core.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.publication.MassZero.Outlook;

class MassZeroTest {

    @ParameterizedTest
    @CsvSource(textBlock = """
            # percent, at least, showing, the fewest that are too many
            30,        20,       1000,    300
            30,        20,       1001,    301
            30,        20,       66,      20
            30,        20,       67,      21
            30,        20,       5,       20
            100,       1,        7,       7
            1,         1,        0,       1
            30,        20,       10000000000, 3000000000
            """)
    void soManyAreTooMany(int percent, int atLeast, long showing, long tooMany) {
        MassZero limits = new MassZero(percent, atLeast);
        assertThat(limits.tooMany(showing)).isEqualTo(tooMany);
        assertThat(limits.isReached(tooMany - 1, showing)).isFalse();
        assertThat(limits.isReached(tooMany, showing)).isTrue();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # waiting, examined, zeroes, expected
            0,         0,        0,      0
            500,       0,        0,      0
            500,       500,      120,    120
            40000,     10000,    2500,   10000
            40000,     10000,    0,      0
            3,         10,       4,      4
            """)
    void whatWasNotExaminedIsTakenForWhatWas(long waiting, long examined, long zeroes, long expected) {
        assertThat(new Outlook(100_000, waiting, examined, zeroes).expected()).isEqualTo(expected);
    }

    @Test
    void aLookIsRepeatedAtTwiceAsManyAndBeforeTheyAreTooManyByThemselves() {
        assertThat(MassZero.USUAL.lookAgainAt(20, 1_000)).isEqualTo(40);
        assertThat(MassZero.USUAL.lookAgainAt(200, 1_000)).isEqualTo(300);
        assertThat(MassZero.USUAL.lookAgainAt(300, 1_000)).isEqualTo(301);
    }

    @Test
    void limitsThatHoldEverythingOrNothingAreNoLimits() {
        assertThatIllegalArgumentException().isThrownBy(() -> new MassZero(0, 20));
        assertThatIllegalArgumentException().isThrownBy(() -> new MassZero(101, 20));
        assertThatIllegalArgumentException().isThrownBy(() -> new MassZero(30, 0));
    }
}
