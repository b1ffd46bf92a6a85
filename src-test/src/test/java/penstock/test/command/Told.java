package penstock.test.command;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import penstock.routes.command.Main;
import penstock.test.TestDatabase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command as it ended, and all that it said. */
record Told(int exitCode, String text, String faults) {

    /** Runs a command on the tests' database. */
    static Told run(long sellerId, String... words) {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(1, List.of("--home", TestDatabase.home().toString(), "--seller", Long.toString(sellerId)));
        return run(all.toArray(String[]::new));
    }

    static Told run(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Main.run(new PrintWriter(out), new PrintWriter(err), words);
        return new Told(exitCode, out.toString(), err.toString());
    }

    JsonNode json() {
        return JsonMapper.shared().readTree(text);
    }
}
