package penstock.core.publication;

import java.util.List;
import java.util.stream.Collectors;
import penstock.core.offer.Stage;

/** The stages of a number as they are kept with it: a line each, its parts apart by tabs. */
final class StageText {

    private static final int PARTS = 4;

    private StageText() {}

    static String of(List<Stage> stages) {
        return stages.stream()
                .map(stage -> String.join("\t", stage.kind().name(), "" + stage.units(), stage.by(), stage.words()))
                .collect(Collectors.joining("\n"));
    }

    static List<Stage> read(String text) {
        return text.lines()
                .map(line -> line.split("\t", PARTS))
                .map(parts -> new Stage(Stage.Kind.valueOf(parts[0]), Integer.parseInt(parts[1]), parts[3], parts[2]))
                .toList();
    }
}
