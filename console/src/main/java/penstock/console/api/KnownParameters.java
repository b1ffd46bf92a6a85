package penstock.console.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;

/**
 * Refuses what an address asks for and nobody here knows, as unknown fields of a body are refused: a misspelt parameter
 * must not pass for a question that was answered. Reads the address alone, never a body. Any thread.
 */
public final class KnownParameters implements HandlerInterceptor {

    private static final String ENCODING = "encode it as UTF-8 with percent signs";

    private final ParameterNameDiscoverer names = new DefaultParameterNameDiscoverer();

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        String query = request.getQueryString();
        if (query != null && handler instanceof HandlerMethod method) {
            require(query, known(method));
        }
        return true;
    }

    private List<String> known(HandlerMethod handler) {
        return Arrays.stream(handler.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(this::name)
                .sorted()
                .toList();
    }

    private String name(MethodParameter parameter) {
        parameter.initParameterNameDiscovery(names);
        return String.valueOf(parameter.getParameterName());
    }

    static void require(String query, List<String> known) {
        Set<String> seen = new HashSet<>();
        for (String pair : query.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = decode("", equals < 0 ? pair : pair.substring(0, equals));
            if (!known.contains(name)) {
                throw Refused.field(shortened(name), unknown(known));
            }
            if (!seen.add(name)) {
                throw Refused.field(name, name + " stands twice in the address; leave one out");
            }
            decode(name, equals < 0 ? "" : pair.substring(equals + 1));
        }
    }

    private static String unknown(List<String> known) {
        return known.isEmpty()
                ? "the parameter is not known here; the address takes none"
                : "the parameter is not known here; known are " + String.join(", ", known);
    }

    /** As forms are decoded, but strictly. */
    private static String decode(String name, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '%') {
                bytes.write(octet(name, text, i + 1));
                i += 2;
            } else if (character < 0x80) {
                bytes.write(character == '+' ? ' ' : character);
            } else {
                throw Refused.field(name, "the address holds a character that is not ASCII; " + ENCODING);
            }
        }
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString();
            if (decoded.chars().anyMatch(Character::isISOControl)) {
                throw Refused.field(name, "the address holds a control character; remove it");
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw Refused.field(name, "the address holds bytes that are not UTF-8; " + ENCODING);
        }
    }

    private static int octet(String name, String text, int from) {
        if (from + 2 <= text.length()) {
            int high = Character.digit(text.charAt(from), 16);
            int low = Character.digit(text.charAt(from + 1), 16);
            if (high >= 0 && low >= 0) {
                return high * 16 + low;
            }
        }
        throw Refused.of(
                ProblemType.MALFORMED_REQUEST, "a percent sign in the address lacks its two hexadecimal digits");
    }

    /** A name that the caller made up is repeated so far. */
    private static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
