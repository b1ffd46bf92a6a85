package penstock.routes.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told who cannot be served, before anything is started. */
class ServeCommandTest {

    private static final int WRONG_WORDS = 2;

    @TempDir
    private Path directory;

    private Path home() {
        return directory.resolve("home");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "--port=99999,       --port 99999 is not between 0 and 65535",
                "--port=-5,          --port -5 is not between 0 and 65535",
                "--time-factor=0,    --time-factor 0.0 is not between 1 and 600",
                "--time-factor=NaN,  --time-factor NaN is not between 1 and 600",
                "--time-factor=-1,   --time-factor -1.0 is not between 1 and 600",
                "--allow=http://foo, 'http://foo' is neither host",
            })
    void mistypedWordsAreSaidAtOnceAndNothingIsMade(String word, String said) {
        Told told = run("serve", "--home", home().toString(), word);

        assertThat(told.exitCode()).isEqualTo(WRONG_WORDS);
        assertThat(told.text()).contains(said).doesNotContain("\tat ");
        assertThat(home()).doesNotExist();
    }

    @Test
    void aPortInUseIsSaidInASentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Told told = run("serve", "--home", home().toString(), "--port=" + taken.getLocalPort());

            assertThat(told.exitCode()).isEqualTo(Main.CANNOT_RUN);
            assertThat(told.text().lines())
                    .singleElement()
                    .asString()
                    .startsWith("penstock: cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1 (")
                    .endsWith("): stop what listens there, or give another --port or --address");
            assertThat(home()).doesNotExist();
        }
    }

    @Test
    void aCheckMakesNoDatabaseWhereThereIsNone() {
        Told told = run("check", "--home", home().toString());

        assertThat(told.exitCode()).isEqualTo(Main.CANNOT_RUN);
        assertThat(told.text())
                .isEqualTo("penstock: there is no database in " + home()
                        + "; name the home of a gateway that has run (--home or PENSTOCK_HOME)\n");
        assertThat(home()).doesNotExist();
    }

    @Test
    void helpIsAWordToo() {
        assertThat(run("help", "serve")).isEqualTo(run("serve", "--help"));
    }

    private record Told(int exitCode, String text) {}

    private static Told run(String... words) {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        try (PrintStream here = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            System.setOut(here);
            System.setErr(here);
            int exitCode = Main.run(words);
            return new Told(exitCode, told.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
