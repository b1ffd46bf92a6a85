package penstock.routes.command.demo;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the demo is shown: a terminal that is redrawn in place on a screen of its own, or lines one after the other. Not
 * for several threads, but {@link #restore} may come from any.
 */
final class Terminal implements AutoCloseable {

    private static final String ESCAPE = "\u001b[";
    private static final String OWN_SCREEN = ESCAPE + "?1049h" + ESCAPE + "?25l";
    private static final String FORMER_SCREEN = ESCAPE + "?25h" + ESCAPE + "?1049l";
    private static final String HOME = ESCAPE + "H";
    private static final String END_OF_LINE = ESCAPE + "K";
    private static final String REST = ESCAPE + "J";
    private static final Pattern SIZE = Pattern.compile("(\\d+) (\\d+)");

    private final PrintWriter out;
    private final boolean redraws;
    private final boolean coloured;
    private boolean onOwnScreen;

    Terminal(PrintWriter out, boolean redraws, boolean coloured) {
        this.out = out;
        this.redraws = redraws;
        this.coloured = coloured;
    }

    /** Redraws if this is a terminal, in colour unless NO_COLOR or a dumb terminal says otherwise. */
    static Terminal of(PrintWriter out, Map<String, String> environment) {
        boolean terminal = isTerminal() && !"dumb".equals(environment.getOrDefault("TERM", "dumb"));
        return new Terminal(
                out,
                terminal,
                terminal && environment.getOrDefault("NO_COLOR", "").isEmpty());
    }

    /** A console there is, since Java 22 even where nothing is a terminal: there it says so itself. */
    private static boolean isTerminal() {
        var console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) console.getClass().getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true; // before Java 22
        }
    }

    boolean redraws() {
        return redraws;
    }

    /** Columns and rows. */
    record Size(int columns, int rows) {}

    /** As the terminal says, 80 by 24 if it does not. */
    static Size size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            Matcher size = SIZE.matcher(answer.strip());
            if (size.matches() && !size.group(2).equals("0")) {
                return new Size(Integer.parseInt(size.group(2)), Integer.parseInt(size.group(1)));
            }
        } catch (IOException e) {
            // no stty, no terminal: the usual size will do
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Size(80, 24);
    }

    /** Draws all lines over those before, in one write, so that nothing flickers. */
    synchronized void draw(List<Screen.Line> lines) {
        StringBuilder text = new StringBuilder();
        if (!onOwnScreen) {
            text.append(OWN_SCREEN);
            onOwnScreen = true;
        }
        text.append(HOME);
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? "" : "\r\n").append(painted(lines.get(i))).append(END_OF_LINE);
        }
        out.print(text.append(REST));
        out.flush();
    }

    private String painted(Screen.Line line) {
        String code = switch (line.style()) {
            case PLAIN -> "";
            case TITLE -> "1;36";
            case HEADING -> "1";
            case ALARM -> "1;31";
            case FAINT -> "2";
        };
        return coloured && !code.isEmpty() ? ESCAPE + code + "m" + line.text() + ESCAPE + "0m" : line.text();
    }

    /** Prints a line that stays. */
    synchronized void print(String line) {
        out.println(line);
        out.flush();
    }

    /** Gives the screen back as it was before. */
    synchronized void restore() {
        if (onOwnScreen) {
            onOwnScreen = false;
            out.print(FORMER_SCREEN);
            out.flush();
        }
    }

    @Override
    public void close() {
        restore();
    }
}
