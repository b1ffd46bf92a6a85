package penstock.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A buyer cancels while the order is being submitted, in every order that the steps of buyer, submitter, provider and
 * reader can come in: units are in the end either cancelled and given back, or shipped; never both, never neither.
 *
 * <p>The provider keeps a truth of its own, and calls may get lost on the way there or on the way back. A call ends
 * before it is read back: {@code READ_BACK_AFTER} is longer than any call takes.
 */
class CancelWhileSubmittingTest {

    private static final int MOST_STEPS = 7;

    /** One run: what has been done, and where buyer, wire and provider stand after it. */
    private static final class Run {
        final World world = MemoryLedger.shippingAvailable();
        final List<String> told = new ArrayList<>();
        boolean buyerCancelled;
        boolean onTheWire; // a CREATE whose outcome has not come back yet
        String outcome = "";
        boolean arrived;
        boolean cancelled; // at the provider
        final List<Integer> parcels = new ArrayList<>();

        Run() {
            tell("receive M1 SKU-1 FBA 4");
            tell("order shopify/S1 rev 1 CONFIRMED 1:SKU-1x4");
            tell("hand S1");
        }

        void tell(String sentence) {
            told.add(sentence + " -> " + Script.decide(world, sentence));
            assertThat(Invariants.broken(world.tables())).as("%s", told).isEmpty();
        }

        String state() {
            return Words.fulfilmentRow(world, world.tables(), "S1@FBA")
                    .orElseThrow()
                    .state();
        }

        boolean live() {
            return arrived && !cancelled && shipped() < 4;
        }

        int shipped() {
            return parcels.stream().mapToInt(Integer::intValue).sum();
        }

        List<String> possible() {
            List<String> steps = new ArrayList<>();
            String state = state();
            if (!buyerCancelled) {
                steps.add("buyer cancels");
            }
            if (state.equals("SUBMITTING") && !onTheWire) {
                steps.addAll(List.of("claim, arrives", "claim, is lost", "claim, is not sent", "claim, then dies"));
            }
            if (onTheWire) {
                steps.add("outcome");
                if (arrived) {
                    steps.add("outcome is lost");
                }
            }
            if (state.equals("UNKNOWN") && !onTheWire) {
                steps.add("read back");
            }
            if (state.equals("CANCELLING")) {
                steps.addAll(List.of("cancel is taken", "cancel is lost on the way back", "cancel is refused"));
            }
            if (live()) {
                steps.addAll(List.of("provider ships one", "provider ships all"));
            }
            if (arrived) {
                steps.add("provider speaks");
            }
            return steps;
        }

        void take(String step) {
            told.add(step);
            switch (step) {
                case "buyer cancels" -> {
                    buyerCancelled = true;
                    tell("order shopify/S1 rev 2 CANCELLED 1:SKU-1x4");
                }
                case "claim, arrives" -> send(true, "done");
                case "claim, is lost" -> send(false, "unknown");
                case "claim, is not sent" -> send(false, "unsent");
                case "claim, then dies" -> tell("claim S1@FBA");
                case "outcome" -> settle(outcome);
                case "outcome is lost" -> settle("unknown");
                case "read back" -> tell("settle S1@FBA READ_BACK " + (arrived ? "done" : "NOT_FOUND"));
                case "cancel is taken" -> cancel("done");
                case "cancel is lost on the way back" -> cancel("unknown");
                case "cancel is refused" -> tell("settle S1@FBA CANCEL INVALID");
                case "provider ships one" -> parcels.add(1);
                case "provider ships all" -> parcels.add(4 - shipped());
                default -> speak();
            }
        }

        private void send(boolean arrives, String becomes) {
            tell("claim S1@FBA");
            onTheWire = true;
            outcome = becomes;
            arrived |= arrives;
        }

        private void settle(String with) {
            onTheWire = false;
            tell("settle S1@FBA CREATE " + with);
        }

        private void cancel(String with) {
            boolean taken = parcels.isEmpty();
            cancelled |= taken;
            tell("settle S1@FBA CANCEL " + (taken ? with : "INVALID"));
        }

        private void speak() {
            StringBuilder packages = new StringBuilder();
            for (int i = 0; i < parcels.size(); i++) {
                packages.append(" P").append(i + 1).append(":1x").append(parcels.get(i));
            }
            tell("provider S1@FBA " + (cancelled ? "CANCELLED" : shipped() == 4 ? "COMPLETE" : "ACCEPTED") + packages);
        }

        /** Everybody does what is left to do, until nothing is. */
        void calmDown() {
            for (int round = 0; round < 20 && !isOver(); round++) {
                if (onTheWire) {
                    take("outcome");
                } else if (state().equals("UNKNOWN")) {
                    take("read back");
                } else if (state().equals("SUBMITTING")) {
                    take("claim, arrives");
                } else if (state().equals("CANCELLING")) {
                    take("cancel is taken");
                    take("provider speaks");
                } else {
                    if (live()) {
                        take("provider ships all");
                    }
                    take("provider speaks");
                }
            }
        }

        boolean isOver() {
            return List.of("SHIPPED", "CANCELLED", "REFUSED").contains(state());
        }
    }

    @Test
    void neverBothGivenBackAndShippedInWhateverOrderItHappens() {
        Deque<List<String>> open = new ArrayDeque<>();
        open.add(List.of());
        int runs = 0;
        int cancelled = 0;
        int shipped = 0;
        while (!open.isEmpty()) {
            List<String> steps = open.removeLast();
            Run run = new Run();
            steps.forEach(run::take);
            List<String> next = steps.size() == MOST_STEPS || run.isOver() ? List.of() : run.possible();
            for (String step : next) {
                boolean again = !steps.isEmpty() && step.equals(steps.get(steps.size() - 1));
                if (!again) {
                    List<String> longer = new ArrayList<>(steps);
                    longer.add(step);
                    open.add(longer);
                }
            }
            run.calmDown();
            endsWell(run);
            runs++;
            cancelled += run.shipped() == 0 ? 1 : 0;
            shipped += run.shipped() == 4 ? 1 : 0;
        }
        assertThat(runs).isGreaterThan(5_000);
        assertThat(cancelled).isPositive();
        assertThat(shipped).isPositive();
    }

    private static void endsWell(Run run) {
        Tables tables = run.world.tables();
        Tables.LineRow line = tables.lines().get(0);
        Tables.BalanceRow balance = tables.balances().get(0);
        assertThat(run.isOver()).as("it ends: %s", run.told).isTrue();
        assertThat(line.shipped())
                .as("what the provider shipped is recorded: %s", run.told)
                .isEqualTo(run.shipped());
        assertThat(balance.onHand()).as("and has left: %s", run.told).isEqualTo(4 - run.shipped());
        assertThat(run.live())
                .as("the provider has nothing left to ship: %s", run.told)
                .isFalse();
        if (run.buyerCancelled) {
            assertThat(line.cancelled())
                    .as("the rest is cancelled: %s", run.told)
                    .isEqualTo(4 - run.shipped());
            assertThat(balance.available()).as("and given back: %s", run.told).isEqualTo(4 - run.shipped());
        } else {
            assertThat(line.shipped()).as("nobody cancelled: %s", run.told).isEqualTo(4);
        }
    }
}
