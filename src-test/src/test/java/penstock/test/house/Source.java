package penstock.test.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A text file of the house.
 *
 * @param path from the root, with slashes
 * @param text as it stands
 * @param code the same with comments and the contents of strings blanked out, line by line; of Java only
 */
record Source(String path, String text, String code) {

    private static final Set<String> KINDS = Set.of(
            "java", "sql", "xml", "md", "yml", "yaml", "properties", "html", "js", "css", "sh", "json", "txt", "csv");

    private static final Set<String> NOT_OURS = Set.of("target", ".git", ".idea", ".vscode", "node_modules");

    static Source of(String path, String text) {
        return new Source(path, text, path.endsWith(".java") ? BlankedJava.of(text) : text);
    }

    /** Every text file below the root. */
    static List<Source> under(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> isOurs(root.relativize(file)))
                    .filter(Files::isRegularFile)
                    .map(file -> read(root, file))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOurs(Path file) {
        for (Path part : file) {
            if (NOT_OURS.contains(part.toString())) {
                return false;
            }
        }
        String name = file.getFileName().toString();
        return KINDS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static Source read(Path root, Path file) {
        try {
            return of(root.relativize(file).toString().replace('\\', '/'), Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    /** A line as it stands, from 1. */
    String line(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }

    boolean isMain() {
        return path.contains("src/main/");
    }

    boolean isIn(List<String> places) {
        return places.stream().anyMatch(path::contains);
    }
}
