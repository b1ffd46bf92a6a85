package penstock.routes.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class KnockingTest {

    private static final Duration LONG = Duration.ofMinutes(1);

    private final Queue<String> refusals = new ArrayDeque<>();

    @Test
    void aServerThatIsSlowOrStillStartsIsAskedAgain() throws SQLException {
        refusals.addAll(List.of("08001", "57P03", "08006"));
        assertThat(Knocking.until(this::knock, () -> true, LONG)).isEqualTo("in");
        assertThat(refusals).isEmpty();
    }

    @Test
    void aServerThatSaysNoIsNotAskedAgain() {
        refusals.addAll(List.of("08001", "28P01", "08001"));
        assertThatThrownBy(() -> Knocking.until(this::knock, () -> true, LONG)).hasMessage("28P01");
        assertThat(refusals).hasSize(1);
    }

    @Test
    void aServerThatDiedIsNotAskedAgain() {
        refusals.addAll(List.of("08001", "08001"));
        assertThatThrownBy(() -> Knocking.until(this::knock, () -> false, LONG)).hasMessage("08001");
        assertThat(refusals).hasSize(1);
    }

    @Test
    void patienceHasAnEnd() {
        refusals.addAll(List.of("08001", "08001"));
        assertThatThrownBy(() -> Knocking.until(this::knock, () -> true, Duration.ZERO))
                .hasMessage("08001");
        assertThat(refusals).hasSize(1);
    }

    private String knock() throws SQLException {
        String refusal = refusals.poll();
        if (refusal != null) {
            throw new SQLException(refusal, refusal);
        }
        return "in";
    }
}
