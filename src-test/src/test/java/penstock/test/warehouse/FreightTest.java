package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import penstock.core.scenario.Story;
import penstock.test.crash.Campaign;

/** Lots that expire, are blocked and are sent elsewhere, in any order: stored as it is remembered, and bugs in it are found. */
class FreightTest {

    private static final long KNOWN = 7;
    private static final int LINES = 40;

    /** Stories in which a bug is looked for. */
    private static final int STORIES = 4;

    /** Bugs that somebody could make, planted in what is said to the database. */
    private enum Planted {
        NO_LOT_IS_BLOCKED(
                "select l\\.\\*, l\\.expires_on::text as last_day",
                "select l.seller_id, l.lot_id, l.sku_id, l.code, 'OPEN' as state, l.expires_on::text as last_day"),
        NO_LOT_EXPIRES("select l\\.\\*, l\\.expires_on::text as last_day", "select l.*, null::text as last_day"),
        WHAT_COMES_STAYS_ON_THE_ROAD("set received = p\\.received \\+ u\\.received", "set received = p.received");

        private final Pattern said;
        private final String instead;

        Planted(String said, String instead) {
            this.said = Pattern.compile(said);
            this.instead = instead;
        }

        String saying(String sql) {
            return said.matcher(sql).replaceAll(instead);
        }
    }

    @Test
    void whatExpiresIsBlockedAndIsSentElsewhereIsStoredAsItIsRemembered() {
        Campaign campaign = Campaign.asked(KNOWN);
        for (int round = 1; round <= campaign.rounds(); round++) {
            long seed = campaign.seed() + round - 1L;
            Optional<List<String>> failing = failing(seed, UnaryOperator.identity(), true);
            failing.ifPresent(story -> {
                List<String> shortest = new Story(lines ->
                                Freight.wrong(UnaryOperator.identity(), lines).isPresent())
                        .shorten(story);
                fail(
                        "penstock.seed=%d: %s%n%s",
                        seed,
                        Freight.wrong(UnaryOperator.identity(), shortest).orElse("only in its whole length"),
                        String.join("\n", shortest));
            });
            campaign.tell("round " + round + ": " + LINES + " lines of freight held");
        }
    }

    @ParameterizedTest
    @EnumSource(Planted.class)
    void eachPlantedBugIsFound(Planted bug) {
        for (long seed = KNOWN; seed < KNOWN + STORIES; seed++) {
            Optional<List<String>> failing = failing(seed, bug::saying, false);
            if (failing.isPresent()) {
                assertThat(Freight.wrong(bug::saying, failing.get()))
                        .as("the same story fails again")
                        .isPresent();
                return;
            }
        }
        fail(bug + " was not found");
    }

    /** A story up to the line that goes wrong; empty if none does. */
    private static Optional<List<String>> failing(long seed, UnaryOperator<String> bug, boolean checked) {
        Random random = new Random(seed);
        List<String> story = new ArrayList<>();
        try (Freight freight = new Freight(bug)) {
            while (story.size() < LINES) {
                story.add(line(random, story));
                if (freight.wrong(story.get(story.size() - 1)).isPresent()) {
                    return Optional.of(story);
                }
            }
            if (checked) {
                freight.requireSound();
            }
        }
        return Optional.empty();
    }

    private static String line(Random random, List<String> story) {
        List<String> sent = story.stream()
                .filter(line -> line.startsWith("send "))
                .map(line -> line.split(" ")[1])
                .toList();
        int dice = story.size() < 4 ? 0 : random.nextInt(sent.isEmpty() ? 78 : 100);
        String lot = any(random, List.copyOf(Freight.LOTS.keySet()));
        String place = any(random, Freight.PLACES);
        if (dice < 22) {
            return "receive " + place + " " + lot + " " + (1 + random.nextInt(12));
        } else if (dice < 38) {
            return "order " + (1 + random.nextInt(5));
        } else if (dice < 46) {
            return "block " + lot;
        } else if (dice < 58) {
            return "open " + lot;
        } else if (dice < 66) {
            return "days " + (1 + random.nextInt(8));
        } else if (dice < 78) {
            String to = place.equals("WH") ? "ANNEX" : "WH";
            return "send T" + story.size() + " " + place + " " + to + " " + (1 + random.nextInt(6));
        }
        String transfer = any(random, sent.subList(Math.max(0, sent.size() - 3), sent.size()));
        return dice < 94
                ? "arrive " + transfer + " " + lot + " " + (1 + random.nextInt(3))
                        + (random.nextInt(4) == 0 ? " damaged" : "")
                : "close " + transfer + " " + any(random, List.of("LOST", "RETURNED"));
    }

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
