package penstock.routes.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.store.OutcomeUnknown;
import penstock.routes.work.Duty.When;

/** What a seller's round makes of its duties. */
class SellerRoundTest {

    private static final long SELLER = 7;
    private static final Instant SOON = Instant.parse("2026-03-01T08:00:00Z");

    private final List<String> done = new ArrayList<>();

    @Test
    void seesToWhatIsSetOffInTheOrderOfTheDuties() {
        SellerRound round = round(
                duty("first", When.WOKEN, hands -> done.add("first")),
                duty("in between", When.TICK, hands -> done.add("in between")),
                duty("second", When.WOKEN, hands -> done.add("second")));
        round.work(SELLER, at -> {});
        assertThat(done).containsExactly("first", "second");
        done.clear();
        round.lookAround(SELLER, at -> {});
        assertThat(done).containsExactly("in between");
    }

    @Test
    void aDutyThatFailsKeepsNoOtherFromBeingSeenTo() {
        for (When when : When.values()) {
            done.clear();
            SellerRound round = round(
                    duty("broken", when, hands -> {
                        throw new IllegalStateException("a defect");
                    }),
                    duty("whole", when, hands -> done.add("whole")));
            round.work(SELLER, at -> {});
            round.lookAround(SELLER, at -> {});
            assertThat(done).as("%s", when).containsExactly("whole");
        }
    }

    @Test
    void aDatabaseThatIsGoneEndsTheRound() {
        for (RuntimeException gone : List.of(
                new DatabaseUnavailable("gone", new IllegalStateException()),
                new OutcomeUnknown("gone", new IllegalStateException()))) {
            SellerRound round = round(
                    duty("first", When.WOKEN, hands -> {
                        throw gone;
                    }),
                    duty("second", When.WOKEN, hands -> done.add("second")));
            assertThatThrownBy(() -> round.work(SELLER, at -> {})).isSameAs(gone);
            assertThat(done).isEmpty();
        }
    }

    @Test
    void whatADutyMayHaveNotedIsClaimedByNobodyAtTheNextTick() {
        SellerRound round = round(duty("publish", When.TICK, hands -> {
            if (done.isEmpty()) {
                throw new OutcomeUnknown("gone", new IllegalStateException());
            }
        }));
        round.lookAround(SELLER, at -> {});
        assertThat(done).isEmpty();
        round.lookAround(SELLER, at -> {});
        assertThat(done).containsExactly("publish: claims of 7 ended");
    }

    @Test
    void whatAJobCouldNotNoteIsClaimedByNobodyAtTheNextTick() {
        SellerRound round = round(duty(
                "publish",
                When.WOKEN,
                hands -> hands.startAnew("publish", () -> {
                    throw new DatabaseUnavailable("gone", new IllegalStateException());
                })));
        round.lookAround(SELLER, at -> {});
        assertThat(done).isEmpty();
        round.work(SELLER, at -> {});
        round.lookAround(SELLER, at -> {});
        round.lookAround(SELLER, at -> {});
        assertThat(done).containsExactly("publish: claims of 7 ended");
    }

    @Test
    void anAccountThatCannotBeOpenedKeepsNoOtherFromBeingSent() {
        SellerRound round = round(duty("confirm", When.WOKEN, hands -> {
            hands.startAnew(1, WorkRoutes.CONFIRM);
            hands.start(2, WorkRoutes.POLL);
            hands.startAnew(3, WorkRoutes.PUBLISH, () -> hands.wakeAt(SOON));
        }));
        round.work(SELLER, at -> done.add("woken at " + at));
        assertThat(done)
                .containsExactly(
                        "account 2 through direct:collect-orders",
                        "account 3 through direct:publish",
                        "woken at " + SOON);
    }

    private SellerRound round(Duty... duties) {
        return new SellerRound(List.of(duties), this::sending, Runnable::run, 16);
    }

    private Optional<Runnable> sending(long sellerId, long accountId, String route) {
        if (accountId == 1) {
            throw new IllegalStateException("its secrets cannot be read");
        }
        return Optional.of(() -> done.add("account " + accountId + " through " + route));
    }

    private interface Seen {
        void by(Hands hands);
    }

    private Duty duty(String name, When when, Seen seen) {
        return new Duty() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public When when() {
                return when;
            }

            @Override
            public void see(long sellerId, Hands hands) {
                seen.by(hands);
            }

            @Override
            public void endClaims(long sellerId) {
                done.add(name + ": claims of " + sellerId + " ended");
            }
        };
    }
}
