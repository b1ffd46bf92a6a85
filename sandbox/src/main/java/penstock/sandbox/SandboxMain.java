package penstock.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The sandbox as a process: {@code --port N --time-factor F --seed S --oracle-file PATH --exit-with-parent}, each optional. Prints one
 * line of JSON, {@code {"port":N}}, when it answers.
 */
public final class SandboxMain {
    private SandboxMain() {}

    /** Runs until the process is ended or, with {@code --exit-with-parent}, until standard input ends. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = Arrays.asList(arguments);
        SandboxOptions options = SandboxOptions.atFactor(
                        Double.parseDouble(value(words, "--time-factor").orElse("1")))
                .port(Integer.parseInt(value(words, "--port").orElse("0")))
                .seed(Long.parseLong(value(words, "--seed").orElse("1")));
        Optional<String> file = value(words, "--oracle-file");
        Sandbox sandbox = Sandbox.start(
                file.map(name -> options.oracleFile(Path.of(name))).orElse(options));
        System.out.println("{\"port\":" + sandbox.port() + "}");
        System.out.flush();
        if (words.contains("--exit-with-parent")) {
            System.in.transferTo(OutputStream.nullOutputStream());
            sandbox.close();
            System.exit(0);
        }
        Thread.currentThread().join();
    }

    private static Optional<String> value(List<String> words, String option) {
        int at = words.indexOf(option);
        if (at < 0) {
            return Optional.empty();
        }
        if (at + 1 == words.size()) {
            throw new IllegalArgumentException("The option " + option + " needs a value.");
        }
        return Optional.of(words.get(at + 1));
    }
}
