package penstock.core.scanning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.scanning.Step.Kind;

class CourseTest {

    private static final Step BIN_1 = Step.bin(1);
    private static final Step BIN_2 = Step.bin(2);

    private static Step sku(long skuId) {
        return new Step(0, Kind.SKU, 0, skuId, 0, "", 1, false, "", 0, Optional.empty());
    }

    private static Step units(long skuId, int units, String serialNo) {
        return new Step(0, Kind.UNITS, 1, skuId, 0, serialNo, units, false, "", 0, Optional.empty());
    }

    @Test
    void theSecondBinOfAMovePutsWhatIsHeldAndTheNextBeginsAnew() {
        Course course = Course.of(Task.MOVE, List.of(BIN_1, units(7, 3, ""), units(8, 1, "")));
        assertThat(course.binId()).contains(1L);
        assertThat(course.held()).hasSize(2);
        Course put = Course.of(Task.MOVE, List.of(BIN_1, units(7, 3, ""), units(8, 1, ""), BIN_2));
        assertThat(put.binId()).isEmpty();
        assertThat(put.held()).isEmpty();
        assertThat(put.units(7)).isEqualTo(3);
        assertThat(Course.of(Task.MOVE, List.of(BIN_1, BIN_2)).binId())
                .as("nothing was taken from the first")
                .contains(2L);
    }

    @Test
    void aBinThatIsCountedOrPickedFromStaysUntilTheNext() {
        Course course = Course.of(Task.COUNT, List.of(BIN_1, units(7, 1, ""), BIN_2, units(7, 2, "")));
        assertThat(course.binId()).contains(2L);
        assertThat(course.held()).isEmpty();
        assertThat(course.units(7)).isEqualTo(3);
    }

    @Test
    void aSkuWaitsForItsLotOrPieceAndNothingElse() {
        assertThat(Course.of(Task.RECEIVE, List.of(sku(7))).pending()).contains(sku(7));
        Course course = Course.of(Task.RECEIVE, List.of(sku(7), units(7, 1, "S1")));
        assertThat(course.pending()).isEmpty();
        assertThat(course.lastPiece()).isEqualTo(Optional.of(units(7, 1, "S1")));
        assertThat(course.hasPiece(7, "S1")).isTrue();
        assertThat(course.hasPiece(8, "S1")).isFalse();
    }
}
