package penstock.test.house;

/** Java source with comments and the contents of literals replaced by blanks; every character stays in its place. */
final class BlankedJava {

    private final String text;
    private final StringBuilder code;
    private int at;

    private BlankedJava(String text) {
        this.text = text;
        this.code = new StringBuilder(text);
    }

    static String of(String text) {
        return new BlankedJava(text).blank();
    }

    private String blank() {
        while (at < text.length()) {
            if (text.startsWith("//", at)) {
                blankTo(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                blankThrough("*/", 2);
            } else if (text.startsWith("\"\"\"", at)) {
                blankThrough("\"\"\"", 3);
            } else if (text.charAt(at) == '"' || text.charAt(at) == '\'') {
                blankLiteral(text.charAt(at));
            } else {
                at++;
            }
        }
        return code.toString();
    }

    private void blankThrough(String end, int opening) {
        int close = text.indexOf(end, at + opening);
        while (close > 0 && end.startsWith("\"") && text.charAt(close - 1) == '\\') {
            close = text.indexOf(end, close + 1);
        }
        blankTo(close < 0 ? -1 : close + end.length());
    }

    private void blankLiteral(char quote) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) != quote && text.charAt(end) != '\n') {
            end += text.charAt(end) == '\\' ? 2 : 1;
        }
        blankTo(Math.min(end + 1, text.length()));
    }

    private void blankTo(int end) {
        int stop = end < 0 ? text.length() : end;
        for (; at < stop; at++) {
            if (text.charAt(at) != '\n') {
                code.setCharAt(at, ' ');
            }
        }
    }
}
