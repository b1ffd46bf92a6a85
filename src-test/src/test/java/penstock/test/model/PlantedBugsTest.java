package penstock.test.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import penstock.core.scenario.Story;
import penstock.test.crash.Campaign;

/**
 * Every planted bug is found. A build plants a few; {@code ./penstock campaign mutants} plants all, and shows for each the
 * shortest story that finds it.
 */
class PlantedBugsTest {

    private static final boolean ALL = Boolean.getBoolean("penstock.bugs");
    private static final int IN_A_BUILD = 3;

    /** Stories tried before a bug counts as not found. */
    private static final int STORIES = 25;

    private record Found(long seed, List<String> story, String wrong) {}

    @Test
    void eachIsFound() {
        Campaign campaign = Campaign.asked(ModelTest.KNOWN);
        List<PlantedBug> planted = planted(campaign.seed());
        List<PlantedBug> missed = new ArrayList<>();
        for (PlantedBug bug : planted) {
            Optional<Found> found = find(bug, campaign.seed());
            if (found.isEmpty()) {
                missed.add(bug);
                campaign.tell(bug + " was NOT found");
            } else if (ALL) {
                campaign.tell(bug + " is found by: " + shortest(bug, found.get()));
            }
        }
        assertThat(missed).as("penstock.seed=%d", campaign.seed()).isEmpty();
        campaign.tell(planted.size() + " planted bugs, all of them found");
    }

    /** Where a statement has changed, its bug is to be planted in what it says now. */
    @Test
    void theStatementsThatAreBentAreStillSaid() throws IOException {
        String core;
        try (Stream<Path> files = Files.walk(Path.of("../sync-core/src/main/java"))) {
            core = files.filter(file -> file.toString().endsWith(".java"))
                    .map(PlantedBugsTest::text)
                    .collect(Collectors.joining());
        }
        assertThat(PlantedBug.values())
                .filteredOn(bug -> bug.isInStatements() && !bug.bends(core))
                .isEmpty();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<PlantedBug> planted(long seed) {
        List<PlantedBug> all = List.of(PlantedBug.values());
        List<PlantedBug> some = new ArrayList<>();
        for (int i = 0; i < (ALL ? all.size() : IN_A_BUILD); i++) {
            int place = ALL ? i : Math.floorMod(seed + (long) i * all.size() / IN_A_BUILD, all.size());
            some.add(all.get(place));
        }
        return some;
    }

    private static Optional<Found> find(PlantedBug bug, long seed) {
        int met = 0;
        for (int story = 0; story < STORIES; story++) {
            long tried = seed + story;
            List<String> told = new ArrayList<>();
            try (ModelRun run = new ModelRun(tried, bug)) {
                Teller teller = new Teller(tried);
                while (told.size() < ModelTest.LINES) {
                    String line = teller.line(run.world());
                    told.add(line);
                    Optional<String> wrong = run.wrong(line);
                    if (wrong.isPresent()) {
                        return Optional.of(new Found(tried, told, wrong.get()));
                    }
                }
                met += run.met();
            }
        }
        assertThat(bug.isInStatements() && met == 0)
                .as("%s was never planted: no statement reads like that any more", bug)
                .isFalse();
        return Optional.empty();
    }

    private static String shortest(PlantedBug bug, Found found) {
        List<String> lines =
                new Story(story -> ModelRun.wrong(found.seed(), bug, story).isPresent()).shorten(found.story());
        return String.join(" | ", lines) + " => "
                + ModelRun.wrong(found.seed(), bug, lines).orElse(found.wrong());
    }
}
