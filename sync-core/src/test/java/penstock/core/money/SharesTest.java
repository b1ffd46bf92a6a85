package penstock.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void theLargestRemaindersTakeWhatIsLeft() {
        assertThat(Shares.split(100, List.of(1L, 1L, 1L))).containsExactly(34, 33, 33);
        assertThat(Shares.split(-100, List.of(1L, 1L, 1L))).containsExactly(-34, -33, -33);
        assertThat(Shares.split(10, List.of(0L, 3L, 4L))).containsExactly(0, 4, 6);
        assertThat(Shares.split(30_000, List.of(100_000L, 200_000L))).containsExactly(10_000, 20_000);
        assertThatThrownBy(() -> Shares.split(1, List.of(0L))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void partsAddUpAndNoneIsOffByOne() {
        long seed = Long.getLong("penstock.seed", new Random().nextLong());
        System.out.println("-Dpenstock.seed=" + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            List<Long> weights = LongStream.generate(() -> random.nextLong(1L << random.nextInt(1, 40)))
                    .limit(random.nextInt(1, 9))
                    .boxed()
                    .toList();
            long sum = weights.stream().mapToLong(weight -> weight).sum();
            long total = random.nextLong(-1_000_000_000_000L, 1_000_000_000_000L);
            if (sum > 0) {
                long[] parts = Shares.split(total, weights);
                assertThat(Arrays.stream(parts).sum()).isEqualTo(total);
                for (int p = 0; p < parts.length; p++) {
                    assertThat(Math.abs(parts[p] - Shares.part(total, weights.get(p), sum)))
                            .isLessThanOrEqualTo(1);
                }
            }
        }
    }

    @Test
    void aPartIsRoundedHalfToEvenHoweverLargeItIs() {
        assertThat(Shares.part(1, 1, 2)).isZero();
        assertThat(Shares.part(3, 1, 2)).isEqualTo(2);
        assertThat(Shares.part(-3, 1, 2)).isEqualTo(-2);
        assertThat(Shares.part(999_999_999_999_999L, 999_999, 1_000_000)).isEqualTo(999_998_999_999_999L);
    }

    @Test
    void moneyHasTheDecimalsOfItsCurrency() {
        assertThat(Money.of(new BigDecimal("12.50"), Money.currency("EUR")).minor())
                .isEqualTo(1250);
        assertThat(Money.of(new BigDecimal("12"), Money.currency("JPY")).minor())
                .isEqualTo(12);
        assertThat(Money.of(new BigDecimal("1.234"), Money.currency("TND")).amount())
                .isEqualTo(new BigDecimal("1.234"));
        assertThat(Money.of(new BigDecimal("10.01"), Money.currency("USD"))
                        .exchange(new BigDecimal("0.9155"), Money.currency("EUR"))
                        .minor())
                .isEqualTo(916);
        assertThatThrownBy(() -> Money.of(new BigDecimal("0.001"), Money.currency("EUR")))
                .hasMessageContaining("EUR has 2 decimals");
        assertThatThrownBy(() -> Money.of(new BigDecimal("1e13"), Money.currency("EUR"))
                        .exchange(new BigDecimal("1e6"), Money.currency("EUR")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Money.currency("XAU")).isInstanceOf(IllegalArgumentException.class);
    }
}
