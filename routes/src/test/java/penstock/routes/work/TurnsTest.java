package penstock.routes.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import penstock.routes.work.Turns.State;

class TurnsTest {

    private static final long SELLER = 7;
    private static final Instant NOW = Instant.parse("2026-03-01T08:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final List<Due> due = new ArrayList<>();
    private final List<Long> rounds = new ArrayList<>();
    private final Turns turns = new Turns((work, delay) -> due.add(new Due(work, delay)), CLOCK, rounds::add);

    private record Due(Runnable work, Duration delay) {}

    @Test
    void whatComesUpBeforeARoundIsDoneByIt() {
        turns.wake(SELLER);
        turns.wake(SELLER);
        turns.wake(8);
        assertThat(delays()).containsExactly(Duration.ZERO, Duration.ZERO);
        runAll();
        assertThat(rounds).containsExactly(SELLER, 8L);
    }

    @Test
    void whatComesUpDuringARoundIsDoneOnceMoreALittleLater() {
        Turns[] woken = new Turns[1];
        woken[0] = new Turns((work, delay) -> due.add(new Due(work, delay)), CLOCK, seller -> {
            rounds.add(seller);
            if (rounds.size() == 1) {
                woken[0].wake(SELLER);
                woken[0].wake(SELLER);
            }
        });
        woken[0].wake(SELLER);
        runFirst();
        assertThat(delays()).containsExactly(Turns.GAP);
        runAll();
        assertThat(rounds).containsExactly(SELLER, SELLER);
    }

    @Test
    void theEarliestAlarmWakes() {
        turns.wakeAt(SELLER, NOW.plusMillis(300));
        turns.wakeAt(SELLER, NOW.plusMillis(400));
        turns.wakeAt(SELLER, NOW.plusMillis(200));
        turns.wakeAt(SELLER, NOW.plusMillis(200));
        assertThat(delays()).as("just after it, so that it is due then").containsExactly(ofMillis(301), ofMillis(201));
        due.remove(0);
        runAll();
        assertThat(rounds).containsExactly(SELLER);
    }

    @Test
    void anAlarmThatRangCanBeSetAgain() {
        turns.wakeAt(SELLER, NOW.plusMillis(100));
        runAll();
        turns.wakeAt(SELLER, NOW.plusMillis(500));
        turns.wakeAt(SELLER, NOW.minusMillis(5));
        assertThat(delays()).containsExactly(ofMillis(501), ofMillis(1));
    }

    @Test
    void whatIsRefusedWhileAllIsClosingIsNotKeptAsWaiting() {
        boolean[] closing = {true};
        Turns refused = new Turns(
                (work, delay) -> {
                    if (closing[0]) {
                        throw new RejectedExecutionException();
                    }
                    work.run();
                },
                CLOCK,
                rounds::add);
        refused.wake(SELLER);
        refused.wakeAt(SELLER, NOW);
        closing[0] = false;
        refused.wake(SELLER);
        refused.wakeAt(SELLER, NOW);
        assertThat(rounds).containsExactly(SELLER, SELLER);
    }

    /** The round of another thread ends after it was seen to run, and before it is told that something came up. */
    @Test
    void whatComesUpJustWhenARoundEndsIsNotLost() {
        ConcurrentMap<Long, State> states = new ConcurrentHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            public boolean replace(Long seller, State before, State after) {
                remove(seller);
                return super.replace(seller, before, after);
            }
        };
        states.put(SELLER, State.RUNNING);
        new Turns((work, delay) -> due.add(new Due(work, delay)), CLOCK, rounds::add, states).wake(SELLER);
        assertThat(due).hasSize(1);
        assertThat(states).containsEntry(SELLER, State.WAITING);
    }

    private static Duration ofMillis(long millis) {
        return Duration.ofMillis(millis);
    }

    private List<Duration> delays() {
        return due.stream().map(Due::delay).toList();
    }

    private void runFirst() {
        due.remove(0).work().run();
    }

    private void runAll() {
        while (!due.isEmpty()) {
            runFirst();
        }
    }
}
