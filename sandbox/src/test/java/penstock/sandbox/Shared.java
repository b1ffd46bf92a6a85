package penstock.sandbox;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** The vendors' descriptions, which lie outside this tree: in the folder that the system property penstock.shared names. */
public final class Shared {
    private Shared() {}

    /** A file there; the test is skipped when it is absent. */
    public static Path file(String name) {
        Path file = Path.of(System.getProperty("penstock.shared", "../../shared"), name);
        Assumptions.assumeTrue(
                Files.exists(file),
                "Skipped: " + file + " is absent; set -Dpenstock.shared=<folder> to compare with it.");
        return file;
    }
}
