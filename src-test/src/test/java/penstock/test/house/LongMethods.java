package penstock.test.house;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/** Finds methods by their braces: good enough for code that a formatter has been over. */
final class LongMethods {

    private static final Pattern METHOD =
            Pattern.compile("(?s).*[\\w>\\]]\\s+\\w+\\s*\\([^;]*\\)\\s*(throws\\s+[\\w.,\\s]+)?");
    private static final Pattern NO_METHOD = Pattern.compile(
            "(?s).*(->|=|\\b(if|for|while|switch|try|catch|synchronized|new|return|record|class|enum|interface)\\b).*");

    private LongMethods() {}

    private record Block(boolean method, int line) {}

    /** The first lines of methods with more lines than that, the closing brace included. */
    static List<Integer> longerThan(String code, int limit) {
        List<Integer> found = new ArrayList<>();
        Deque<Block> open = new ArrayDeque<>();
        int line = 1;
        int headerFrom = 0;
        for (int i = 0; i < code.length(); i++) {
            char c = code.charAt(i);
            if (c == '\n') {
                line++;
            } else if (c == '{') {
                String header = withoutAnnotations(code.substring(headerFrom, i));
                int lines = (int) header.chars().filter(each -> each == '\n').count();
                open.push(new Block(isMethod(header), line - lines));
                headerFrom = i + 1;
            } else if (c == '}') {
                Block block = open.isEmpty() ? new Block(false, line) : open.pop();
                if (block.method() && line - block.line() + 1 > limit) {
                    found.add(block.line());
                }
                headerFrom = i + 1;
            } else if (c == ';') {
                headerFrom = i + 1;
            }
        }
        return found;
    }

    private static String withoutAnnotations(String header) {
        return header.replaceAll("@[\\w.]+\\s*(\\([^)]*\\))?", "").strip();
    }

    private static boolean isMethod(String header) {
        return METHOD.matcher(header).matches() && !NO_METHOD.matcher(header).matches();
    }
}
