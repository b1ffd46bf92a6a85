package penstock.routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeCommandTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aHomeThatCannotBeMadeIsToldWithTheReasonAndWhatToDo() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThat(refusal(file.resolve("home")))
                .startsWith("penstock: cannot create the home " + file.resolve("home") + ": ")
                .contains("FileSystemException", "must own the home", "the disk must have room", "PENSTOCK_HOME")
                .hasLineCount(1);
    }

    @Test
    void aHomeThatCannotBeWrittenToIsToldInTheSameWay() throws IOException {
        Path key = Files.createDirectory(folder.resolve("master.key"));
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        assertThat(refusal(folder))
                .startsWith("penstock: ")
                .contains(key.toString(), "must own the home", "the disk must have room", "PENSTOCK_HOME");
    }

    private static String refusal(Path home) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertThat(Main.run("serve", "--json", "--home", home.toString())).isEqualTo(Main.CANNOT_RUN);
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }
}
