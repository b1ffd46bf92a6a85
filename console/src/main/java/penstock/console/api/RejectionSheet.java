package penstock.console.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.message.Rejection;

/**
 * Rejected rows as a sheet for people (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in
 * front, since the values came from outside.
 */
final class RejectionSheet {

    private static final String FORMULA_STARTS = "=+-@";

    private RejectionSheet() {}

    static byte[] of(List<Rejection> rejections) {
        StringBuilder sheet = new StringBuilder(row("where", "value", "reason", "advice"));
        rejections.forEach(rejection -> sheet.append(
                row(rejection.where(), rejection.value(), rejection.reason().name(), rejection.advice())));
        return sheet.toString().getBytes(StandardCharsets.UTF_8);
    }

    static String row(String... cells) {
        return Stream.of(cells).map(RejectionSheet::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    private static String cell(String text) {
        String shown = text.stripLeading();
        boolean formula = !shown.isEmpty() && FORMULA_STARTS.indexOf(shown.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
