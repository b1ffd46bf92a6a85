package penstock.test.model;

import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.core.scenario.Story;
import penstock.test.crash.Campaign;

/** A few stories in a build, {@code ./penstock campaign model} plays many. A failing one is shortened and printed with its seed. */
class ModelTest {

    /** The seed of a build; a campaign tries others. */
    static final long KNOWN = 110;

    /** Lines of a story. */
    static final int LINES = 60;

    /** Stories of a round. */
    private static final int STORIES = 2;

    @Test
    void whateverIsToldIsStoredAsItIsRememberedAndAsItMustBe() {
        Campaign campaign = Campaign.asked(KNOWN);
        for (int round = 1; round <= campaign.rounds(); round++) {
            for (int story = 0; story < STORIES; story++) {
                play(campaign.seed() + (round - 1L) * STORIES + story);
            }
            campaign.tell("round " + round + ": " + STORIES + " stories of " + LINES + " lines held");
        }
    }

    private static void play(long seed) {
        List<String> story = new ArrayList<>();
        Optional<String> wrong = Optional.empty();
        try (ModelRun run = new ModelRun(seed, null)) {
            Teller teller = new Teller(seed);
            while (wrong.isEmpty() && story.size() < LINES) {
                String line = teller.line(run.world());
                story.add(line);
                wrong = run.wrong(line);
            }
        }
        if (wrong.isPresent()) {
            List<String> shortest =
                    new Story(lines -> ModelRun.wrong(seed, null, lines).isPresent()).shorten(story);
            fail(
                    "penstock.seed=%d: %s%n%s",
                    seed, ModelRun.wrong(seed, null, shortest).orElse(wrong.get()), String.join("\n", shortest));
        }
    }
}
