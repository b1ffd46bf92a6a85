package penstock.core.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.core.catalogue.Identifier.Type;

class IdentifierTest {

    /** Examples of GS1, of the International ISBN Agency and of ISO 2108. */
    @ParameterizedTest
    @CsvSource({
        "96385074,           00000096385074",
        "036000291452,       00036000291452",
        "4006381333931,      04006381333931",
        "10614141000415,     10614141000415",
        "978-0-306-40615-7,  09780306406157",
        "0-306-40615-2,      09780306406157",
        "0-8044-2957-X,      09780804429573",
        "080442957x,         09780804429573",
        "0000000000000,      00000000000000"
    })
    void aGtinIsLookedUpInFourteenDigitsHoweverItIsPrinted(String printed, String lookup) {
        assertThat(Identifier.of(Type.GTIN, printed, "").lookup()).isEqualTo(lookup);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "4006381333932  | WRONG_CHECK_DIGIT | ends with check digit 2, but 1 was expected",
                "4006381339331  | WRONG_CHECK_DIGIT | ends with check digit 1, but 9 was expected",
                "96385075       | WRONG_CHECK_DIGIT | ends with check digit 5, but 4 was expected",
                "0306406153     | WRONG_CHECK_DIGIT | ends with check digit 3, but 2 was expected",
                "0804429571     | WRONG_CHECK_DIGIT | ends with check digit 1, but X was expected",
                "36000291452    | WRONG_LENGTH      | has 11 digits; a GTIN has 8, 12, 13 or 14, an ISBN 10 or 13; a spreadsheet takes a leading zero away",
                "400638133393112| WRONG_LENGTH      | has 15 digits",
                "40063813339AB  | MALFORMED         | holds something else than digits",
                "''             | MALFORMED         | holds something else than digits"
            })
    void aGtinThatCannotBeIsRefusedByName(String text, String reason, String advice) {
        InvalidField fault = catchThrowableOfType(InvalidField.class, () -> Identifier.of(Type.GTIN, text, ""));
        assertThat(fault.reason().name()).isEqualTo(reason);
        assertThat(fault.advice()).startsWith(advice);
        assertThat(fault.value()).isEqualTo(text);
    }

    /** The weights catch every single wrong digit, and every exchange of neighbours that do not differ by five. */
    @Test
    void everySingleWrongDigitIsSeen() {
        String right = "4006381333931";
        for (int place = 0; place < right.length(); place++) {
            for (char digit = '0'; digit <= '9'; digit++) {
                String wrong = right.substring(0, place) + digit + right.substring(place + 1);
                assertThat(Identifier.gtinLookup(wrong).isPresent()).as(wrong).isEqualTo(wrong.equals(right));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"ASIN, b00test123", "FNSKU, X001", "ASIN, B00-TEST-1", "MPN, ''"})
    void otherIdentifiersHaveTheirShape(Type type, String text) {
        assertThat(catchThrowableOfType(InvalidField.class, () -> Identifier.of(type, text, "")))
                .isNotNull();
    }

    @Test
    void aManufacturersNumberIsTakenAsItIs() {
        assertThat(Identifier.of(Type.MPN, " AB-12/3 ", "CASE"))
                .isEqualTo(new Identifier(Type.MPN, "AB-12/3", "AB-12/3", "CASE"));
    }
}
