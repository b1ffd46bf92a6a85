package penstock.routes.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.Budget;
import penstock.channels.spi.HttpReply;
import penstock.channels.spi.LimitReader.Limit;

class RateBudgetsTest {

    private static final AccountKey ACCOUNT = new AccountKey(1, 2, "acme");

    private final MovableClock clock = new MovableClock();
    private final RateBudgets budgets = new RateBudgets(TransportSettings.defaults(), QuotaMemory.NONE, clock);

    /** A page of orders costs 902 of the 1,000 points of a small shop, of which 50 come back in a second. */
    @Test
    void aCallThatNeedsTheWholeBucketIsNotKeptWaitingForEverBySmallOnes() {
        Budget page = new Budget("graphql", 50, 1000, 902);
        Budget small = new Budget("graphql", 50, 1000, 10);
        Instant pageAt = clock.instant();
        boolean taken = false;
        while (!taken && Duration.between(MovableClock.START, clock.instant()).compareTo(Duration.ofMinutes(2)) < 0) {
            for (int other = 0; other < 10; other++) {
                budgets.take(ACCOUNT, small, Urgency.NORMAL);
            }
            if (!pageAt.isAfter(clock.instant())) {
                Duration wait = budgets.take(ACCOUNT, page, Urgency.NORMAL);
                taken = wait.isZero();
                pageAt = clock.instant().plus(wait);
            }
            clock.move(Duration.ofMillis(100));
        }
        assertThat(taken).isTrue();
        assertThat(budgets.take(ACCOUNT, small, Urgency.DECREASE))
                .as("fewer units at once")
                .isLessThan(Duration.ofSeconds(1));
    }

    /** Waits in milliseconds; a wait of 0 has taken the units. */
    @Test
    void unitsAreTakenAndComeBack() {
        String script = """
            bucket 0.5 2
            take 1 0     -> 0
            take 1 0     -> 0
            take 1 0     -> 2000
            pass 1000
            take 1 0     -> 1000
            pass 1000
            take 1 0     -> 0
            pass 3600000
            take 2 0     -> 0
            take 1 0     -> 2000
            bucket 0.0056 1
            take 1 0     -> 0
            take 1 0     -> 178572
            pass 178571
            take 1 0     -> 1
            pass 1
            take 1 0     -> 0
            bucket 50 1000
            take 600 0   -> 0
            take 600 0   -> 4000
            take 400 0   -> 0
            bucket 1 10
            take 8 2     -> 0
            take 1 2     -> 1000
            take 2 0     -> 0
            take 1 0     -> 1000
            bucket 1 1
            take 1 0.2   -> 0
            bucket 1 4
            take 10 0    -> 0
            take 1 0     -> 7000
            bucket 1 10
            drain 5000
            take 1 0     -> 5000
            pass 5000
            take 5 0     -> 0
            take 1 0     -> 1000
            bucket 1 10
            take 10 0    -> 0
            correct 4
            take 1 0     -> 250
            bucket 1 10
            observe 3
            take 4 0     -> 1000
            observe 40
            take 40 0    -> 0
            observe 50
            take 20 0    -> 10000
            ended 40
            observe 50
            take 20 0    -> 0
            bucket 1 1
            take 0 0     -> 0
            take 1 0     -> 0
            pass -5000
            take 1 0     -> 1000
            pass 1000
            take 1 0     -> 0
            """;
        assertThat(play(script)).isEqualTo(script);
    }

    @Test
    void aShareOfTheBurstIsKeptForDecreases() {
        Budget budget = Budget.of("stock.write", 1, 10);
        for (int i = 0; i < 8; i++) {
            assertThat(budgets.take(ACCOUNT, budget, Urgency.NORMAL)).isZero();
        }
        assertThat(budgets.take(ACCOUNT, budget, Urgency.NORMAL)).isEqualTo(Duration.ofSeconds(1));
        assertThat(budgets.take(ACCOUNT, budget, Urgency.DECREASE)).isZero();
        assertThat(budgets.take(ACCOUNT, budget, Urgency.DECREASE)).isZero();
        assertThat(budgets.take(ACCOUNT, budget, Urgency.DECREASE)).isEqualTo(Duration.ofSeconds(1));
    }

    /** 240 revisions a day: 192 for what is not urgent, 8 an hour, an hour ahead; the rest for decreases. */
    @Test
    void aDailyQuotaIsPlannedOverTheDayWithAReserveForDecreases() {
        Budget revise = Budget.of("revise", 100, 1000).daily(240);
        clock.move(Duration.between(clock.instant(), nextMidnight()));
        assertThat(taken(revise, Urgency.NORMAL)).isEqualTo(8);
        assertThat(budgets.take(ACCOUNT, revise, Urgency.NORMAL))
                .isBetween(Duration.ofMinutes(7), Duration.ofMinutes(8));
        clock.move(Duration.ofHours(12));
        assertThat(taken(revise, Urgency.NORMAL)).isEqualTo(96);
        assertThat(taken(revise, Urgency.DECREASE)).isEqualTo(240 - 8 - 96);
        assertThat(budgets.take(ACCOUNT, revise, Urgency.DECREASE)).isEqualTo(Duration.ofHours(12));
        clock.move(Duration.ofHours(12));
        assertThat(taken(revise, Urgency.NORMAL)).isEqualTo(8);
    }

    @Test
    void whatIsUsedOfADayIsKeptOverARestart() {
        Map<String, Integer> kept = new HashMap<>();
        QuotaMemory memory = new QuotaMemory() {
            @Override
            public int used(AccountKey account, String operation, LocalDate day) {
                return kept.getOrDefault(account + operation + day, 0);
            }

            @Override
            public void note(AccountKey account, String operation, LocalDate day, int used) {
                kept.put(account + operation + day, used);
            }
        };
        Budget revise = Budget.of("revise", 1, 10).daily(20);
        RateBudgets before = new RateBudgets(TransportSettings.defaults(), memory, clock);
        for (int i = 0; i < 10; i++) {
            assertThat(before.take(ACCOUNT, revise, Urgency.DECREASE)).isZero();
        }
        assertThat(before.take(ACCOUNT, revise, Urgency.DECREASE))
                .isEqualTo(Duration.ofSeconds(1)); // the bucket is empty
        RateBudgets after = new RateBudgets(TransportSettings.defaults(), memory, clock);
        for (int i = 0; i < 10; i++) {
            assertThat(after.take(ACCOUNT, revise, Urgency.DECREASE)).isZero();
        }
        clock.move(Duration.ofSeconds(10));
        assertThat(after.take(ACCOUNT, revise, Urgency.DECREASE)).isGreaterThan(Duration.ofSeconds(1));
    }

    private int taken(Budget budget, Urgency urgency) {
        int taken = 0;
        while (budgets.take(ACCOUNT, budget, urgency).isZero()) {
            taken++;
        }
        return taken;
    }

    private Instant nextMidnight() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }

    @Test
    void accountsAndOperationsHaveBudgetsOfTheirOwn() {
        Budget orders = Budget.of("orders", 1, 1);
        assertThat(budgets.take(ACCOUNT, orders, Urgency.NORMAL)).isZero();
        assertThat(budgets.take(ACCOUNT, orders, Urgency.NORMAL)).isPositive();
        assertThat(budgets.take(new AccountKey(1, 3, "acme"), orders, Urgency.NORMAL))
                .isZero();
        assertThat(budgets.take(ACCOUNT, Budget.of("listings", 1, 1), Urgency.NORMAL))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({"0.0167, 59880", "2, 500", "1e-9, 100000000", "1e9, 0"})
    void aReplyCorrectsTheRateWithinReason(double perSecond, long waitMillis) {
        Budget budget = Budget.of("orders", 1, 1);
        budgets.take(ACCOUNT, budget, Urgency.NORMAL);
        budgets.learn(ACCOUNT, budget, Limit.rate(perSecond));

        assertThat(budgets.take(ACCOUNT, budget, Urgency.NORMAL))
                .isBetween(Duration.ofMillis(waitMillis), Duration.ofMillis(waitMillis + 1));
    }

    @Test
    void aThrottledCallDrainsTheBudget() {
        Budget budget = Budget.of("orders", 0.1, 20);
        assertThat(budgets.exhausted(ACCOUNT, budget, reply(429, Map.of()))).isEqualTo(Duration.ofSeconds(10));
        assertThat(budgets.take(ACCOUNT, budget, Urgency.DECREASE)).isEqualTo(Duration.ofSeconds(10));

        assertThat(budgets.exhausted(ACCOUNT, budget, reply(429, Map.of("retry-after", "60"))))
                .isEqualTo(Duration.ofSeconds(60));
        clock.move(Duration.ofSeconds(59));
        assertThat(budgets.take(ACCOUNT, budget, Urgency.DECREASE)).isEqualTo(Duration.ofSeconds(1));
        clock.move(Duration.ofSeconds(1));
        assertThat(budgets.take(ACCOUNT, budget, Urgency.DECREASE)).isZero();
    }

    @Test
    void whatAReplyTellsOfTheBucketCorrectsTheBudget() {
        Budget points = new Budget("graphql", 50, 1_000, 100);
        take(points, Urgency.NORMAL, 1);
        budgets.ended(ACCOUNT, points);
        budgets.learn(ACCOUNT, points, limit(100, 1_000, 150));

        assertThat(budgets.take(ACCOUNT, points, Urgency.NORMAL)).isEqualTo(Duration.ofMillis(1_500));
        assertThat(budgets.take(ACCOUNT, points, Urgency.DECREASE)).isZero();
    }

    @Test
    void aSmallerBucketThanPublishedIsNotOverdrawn() {
        Budget points = new Budget("graphql", 100, 2_000, 100);
        budgets.learn(ACCOUNT, points, limit(10, 500, 500));

        take(points, Urgency.NORMAL, 4); // the fifth hundred is kept for decreases
        assertThat(budgets.take(ACCOUNT, points, Urgency.NORMAL)).isEqualTo(Duration.ofSeconds(10));
        take(points, Urgency.DECREASE, 1);
        assertThat(budgets.take(ACCOUNT, points, Urgency.DECREASE)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void aRaisedLimitIsUsed() {
        Budget points = new Budget("graphql", 100, 2_000, 100);
        budgets.learn(ACCOUNT, points, limit(1_000, 20_000, 20_000));

        take(points, Urgency.NORMAL, 160);
        assertThat(budgets.take(ACCOUNT, points, Urgency.NORMAL)).isEqualTo(Duration.ofMillis(100));
    }

    @Test
    void whatIsLeftHasToDoForTheCallsUnderWay() {
        Budget points = new Budget("graphql", 100, 1_000, 200);
        take(points, Urgency.DECREASE, 3);
        budgets.ended(ACCOUNT, points);
        budgets.learn(ACCOUNT, points, limit(100, 1_000, 800)); // two that it has not seen take 400

        take(points, Urgency.DECREASE, 2);
        assertThat(budgets.take(ACCOUNT, points, Urgency.DECREASE)).isEqualTo(Duration.ofSeconds(2));
    }

    private void take(Budget budget, Urgency urgency, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(budgets.take(ACCOUNT, budget, urgency)).isZero();
        }
    }

    private static Limit limit(double perSecond, double burst, double left) {
        return new Limit(OptionalDouble.of(perSecond), OptionalDouble.of(burst), OptionalDouble.of(left));
    }

    @Test
    void aSimulationRunsFasterByItsFactor() {
        RateBudgets fast = new RateBudgets(TransportSettings.defaults().withRateFactor(100), QuotaMemory.NONE, clock);
        Budget budget = Budget.of("orders", 0.01, 1);
        fast.take(ACCOUNT, budget, Urgency.NORMAL);
        assertThat(fast.take(ACCOUNT, budget, Urgency.NORMAL)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void anAccountThatVanishedIsForgotten() {
        Budget budget = Budget.of("orders", 0.01, 1);
        budgets.take(ACCOUNT, budget, Urgency.NORMAL);
        budgets.forget(ACCOUNT);
        assertThat(budgets.take(ACCOUNT, budget, Urgency.NORMAL)).isZero();
    }

    @Test
    void whatIsKeptForAccountsIsBounded() {
        LeastRecent<Integer, String> kept = new LeastRecent<>(100);
        kept.get(0, key -> "first");
        for (int i = 1; i <= 1_000; i++) {
            kept.get(i, key -> "other");
            assertThat(kept.get(0, key -> "made again")).isEqualTo("first");
        }
        assertThat(kept.size()).isEqualTo(100);
    }

    private static String play(String script) {
        StringBuilder played = new StringBuilder();
        MovableClock clock = new MovableClock();
        TokenBucket bucket = new TokenBucket(1, 1, clock.instant());
        for (String line : script.split("\n")) {
            String[] words = line.split("\\s+");
            Instant now = clock.instant();
            switch (words[0]) {
                case "bucket" -> bucket = new TokenBucket(number(words[1]), number(words[2]), now);
                case "pass" -> clock.move(Duration.ofMillis(Long.parseLong(words[1])));
                case "drain" -> bucket.drain(Duration.ofMillis(Long.parseLong(words[1])), now);
                case "correct" -> bucket.correct(number(words[1]), now);
                case "ended" -> bucket.ended((int) number(words[1]));
                case "observe" -> bucket.observe(number(words[1]), now);
                default -> {
                    Duration wait = bucket.take((int) number(words[1]), number(words[2]), now);
                    long millis = (wait.toNanos() + 999_999) / 1_000_000;
                    line = line.substring(0, line.indexOf("->")) + "-> " + millis;
                }
            }
            played.append(line).append('\n');
        }
        return played.toString();
    }

    private static double number(String text) {
        return Double.parseDouble(text);
    }

    private static HttpReply reply(int status, Map<String, String> headers) {
        return new HttpReply(status, headers, new byte[0]);
    }
}
