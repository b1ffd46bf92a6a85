package penstock.sandbox.shopify.graphql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import penstock.sandbox.json.Json;

/** A document cut into tokens, read one after the other. */
final class Tokens {
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        MARK,
        END
    }

    record Token(Kind kind, String text) {}

    private static final Pattern TOKEN = Pattern.compile(
            "(?<skip>[\\s,\\uFEFF]+|#[^\\n\\r]*)|(?<block>\"\"\"[\\s\\S]*?\"\"\")|(?<string>\"(?:[^\"\\\\\\n]|\\\\.)*\")"
                    + "|(?<number>-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d+)?)|(?<name>[_A-Za-z]\\w*)|(?<mark>\\.\\.\\.|[!$&()\\[\\]{}:=@|])");

    private final List<Token> tokens = new ArrayList<>();
    private int next;

    Tokens(String document) {
        Matcher matcher = TOKEN.matcher(document);
        int at = 0;
        while (at < document.length()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new GraphRefusal("syntax error, unexpected character at position " + at, "PARSE_ERROR");
            }
            add(matcher);
            at = matcher.end();
        }
        tokens.add(new Token(Kind.END, "end of document"));
    }

    private void add(Matcher matcher) {
        if (matcher.group("block") != null) {
            String text = matcher.group("block");
            tokens.add(
                    new Token(Kind.STRING, text.substring(3, text.length() - 3).strip()));
        } else if (matcher.group("string") != null) {
            byte[] json = matcher.group("string").getBytes(StandardCharsets.UTF_8);
            tokens.add(new Token(Kind.STRING, Json.read(json).stringValue()));
        } else if (matcher.group("number") != null) {
            tokens.add(new Token(Kind.NUMBER, matcher.group("number")));
        } else if (matcher.group("name") != null) {
            tokens.add(new Token(Kind.NAME, matcher.group("name")));
        } else if (matcher.group("mark") != null) {
            tokens.add(new Token(Kind.MARK, matcher.group("mark")));
        }
    }

    Token peek() {
        return tokens.get(next);
    }

    Token take() {
        Token token = tokens.get(next);
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean at(String mark) {
        return peek().kind() == Kind.MARK && peek().text().equals(mark);
    }

    boolean atName(String name) {
        return peek().kind() == Kind.NAME && peek().text().equals(name);
    }

    boolean takeIf(String mark) {
        boolean there = at(mark);
        if (there) {
            take();
        }
        return there;
    }

    void expect(String mark) {
        if (!takeIf(mark)) {
            throw new GraphRefusal(
                    "syntax error, unexpected " + peek().text() + ", expecting \"" + mark + "\"", "PARSE_ERROR");
        }
    }

    String name() {
        if (peek().kind() != Kind.NAME) {
            throw new GraphRefusal("syntax error, unexpected " + peek().text() + ", expecting a name", "PARSE_ERROR");
        }
        return take().text();
    }
}
