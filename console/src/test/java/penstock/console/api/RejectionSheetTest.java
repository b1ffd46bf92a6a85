package penstock.console.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;

class RejectionSheetTest {

    @Test
    void cellsThatASpreadsheetWouldCalculateBeginWithAnApostrophe() {
        assertThat(row("=cmd|' /C calc'!A0"))
                .isEqualTo("\"row 1\",\"'=cmd|' /C calc'!A0\",\"MALFORMED\",\"fix \"\"it\"\"\"\r\n");
        for (String start : List.of("+", "-", "@", "=", " =", "  -")) {
            assertThat(row(start + "1")).contains("\"'" + start + "1\"");
        }
        assertThat(row("\t=1")).as("a control character is a space by now").contains("\"' =1\"");
        assertThat(row("1=2")).contains("\"1=2\"");
    }

    private static String row(String value) {
        String sheet = new String(
                RejectionSheet.of(List.of(new Rejection("row 1", value, RejectionReason.MALFORMED, "fix \"it\""))),
                StandardCharsets.UTF_8);
        return sheet.substring(sheet.indexOf("\r\n") + 2);
    }
}
