package penstock.core.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import penstock.core.warehouse.PutAway.Room;

class PutAwayTest {

    private static final OptionalDouble NO_LIMIT = OptionalDouble.empty();

    private static final List<Room> ROOMS = List.of(
            room("FAR", 90, 1_000),
            room("NEAR", 5, 250),
            room("MIDDLE", 50, 1_000),
            new Room("HEAVY", 1, NO_LIMIT, OptionalDouble.of(10), false));

    private static Room room(String bin, int metres, double freeCm3) {
        return new Room(bin, metres, OptionalDouble.of(freeCm3), NO_LIMIT, false);
    }

    private static String propose(int units, Turnover turnover, List<Room> rooms) {
        return PutAway.propose(units, 100, 400, turnover, rooms).stream()
                .map(place -> place.bin() + " " + place.units())
                .collect(Collectors.joining(", "));
    }

    @Test
    void fastMoversGoNearestAndSlowOnesFarthest() {
        assertThat(propose(5, Turnover.A, ROOMS)).isEqualTo("NEAR 2, MIDDLE 3");
        assertThat(propose(5, Turnover.B, ROOMS)).isEqualTo("MIDDLE 5");
        assertThat(propose(5, Turnover.C, ROOMS)).isEqualTo("FAR 5");
    }

    @Test
    void aBinThatHasSomeComesFirst() {
        Room some = new Room("SOME", 70, OptionalDouble.of(300), NO_LIMIT, true);
        assertThat(propose(5, Turnover.A, List.of(ROOMS.get(1), some))).isEqualTo("SOME 3, NEAR 2");
    }

    @Test
    void whatFindsNoRoomIsLeft() {
        assertThat(propose(50, Turnover.A, ROOMS)).isEqualTo("NEAR 2, MIDDLE 10, FAR 10");
    }
}
