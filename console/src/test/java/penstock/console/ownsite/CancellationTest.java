package penstock.console.ownsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.console.ownsite.Cancellation.CancelledLine;
import penstock.console.problem.Refused;
import penstock.core.message.OrderEdit;
import penstock.core.order.Orders.LineView;
import penstock.core.order.Orders.OrderView;

class CancellationTest {

    @Test
    void theWholeOrderIsCancelledAtWhateverRevision() {
        OrderEdit edit =
                Cancellation.WHOLE.of(order("CONFIRMED", line("1", 3, 0, 0, 1))).orElseThrow();
        assertThat(edit.cancels()).isTrue();
        assertThat(edit.seenRevision()).isEmpty();
    }

    @Test
    void aPartialCancelLeavesOtherLinesAndIsMadeToTheRevisionThatWasSeen() {
        OrderEdit edit = partly("2", 2)
                .of(order("CONFIRMED", line("1", 3, 0, 1, 1), line("2", 4, 1, 1, 1)))
                .orElseThrow();
        assertThat(edit.lines()).containsExactly(new OrderEdit.Line("2", "S2", 2));
        assertThat(edit.seenRevision()).contains(4L);
    }

    @Test
    void unitsAreThoseOfTheOrderNotOfTheSku() {
        OrderEdit edit =
                partly("1", 2).of(order("CONFIRMED", line("1", 12, 0, 4, 4))).orElseThrow();
        assertThat(edit.lines()).containsExactly(new OrderEdit.Line("1", "S1", 1));
    }

    @Test
    void aRepeatChangesNothing() {
        assertThat(partly("1", 2).of(order("CONFIRMED", line("1", 3, 0, 2, 1)))).isEmpty();
        assertThat(Cancellation.WHOLE.of(order("CANCELLED", line("1", 3, 0, 3, 1))))
                .isEmpty();
    }

    @Test
    void whatWasShippedCannotBeCancelled() {
        assertThatThrownBy(() -> Cancellation.WHOLE.of(order("CONFIRMED", line("1", 3, 3, 0, 1))))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("has been shipped");
        assertThatThrownBy(() -> partly("1", 2).of(order("CONFIRMED", line("1", 3, 2, 0, 1))))
                .isInstanceOf(Refused.class)
                .hasMessage("of line 1 1 units can be cancelled in all, not 2");
    }

    @Test
    void aLineOfAnotherOrderIsNotFound() {
        assertThatThrownBy(() -> partly("9", 1).of(order("CONFIRMED", line("1", 3, 0, 0, 1))))
                .isInstanceOf(Refused.class)
                .hasMessage("the order has no line 9");
    }

    private static Cancellation partly(String id, int cancelled) {
        return new Cancellation(Optional.of(List.of(new CancelledLine(id, cancelled))));
    }

    private static OrderView order(String phase, LineView... lines) {
        return new OrderView(
                1,
                2,
                "A",
                4,
                phase,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                List.of(lines),
                List.of());
    }

    private static LineView line(String id, int ordered, int shipped, int cancelled, int packSize) {
        int reserved = ordered - shipped - cancelled;
        return new LineView(
                Integer.parseInt(id),
                id,
                "S" + id,
                Optional.of("S" + id),
                ordered,
                reserved,
                shipped,
                0,
                cancelled,
                0,
                0,
                0,
                Optional.empty(),
                packSize,
                Optional.empty());
    }
}
