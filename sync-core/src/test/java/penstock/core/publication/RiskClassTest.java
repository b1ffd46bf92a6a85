package penstock.core.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** In which order listings of a lane are told, by what others sell until then and what they show. */
class RiskClassTest {

    @Test
    void whoIsLikelyToBeSoldOutBeforeItIsToldGoesFirst() {
        assertThat(RiskClass.of(0, 0)).isZero();
        assertThat(RiskClass.of(5, 0)).isEqualTo(7);
        assertThat(RiskClass.of(5, 5)).isEqualTo(7);
        assertThat(RiskClass.of(1.01, 4)).isEqualTo(7);
        assertThat(RiskClass.of(1, 4)).isEqualTo(6);
        assertThat(RiskClass.of(0.1, 2)).isEqualTo(5);
        assertThat(RiskClass.of(0.001, 1_000)).isEqualTo(1);
    }
}
