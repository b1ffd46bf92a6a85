package penstock.core.scanning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    private static String read(String text) {
        return Label.read(text.replace('~', '\u001d'), TODAY)
                .map(label -> label.gtin()
                        + label.lot().map(lot -> " lot " + lot).orElse("")
                        + label.expiresOn().map(day -> " until " + day).orElse("")
                        + label.serial().map(serial -> " piece " + serial).orElse(""))
                .orElse("no label");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '>',
            value = {
                "(01)09501101530003(17)261130(10)AB-123 > 09501101530003 lot AB-123 until 2026-11-30",
                "(01)09501101530003(21)S1 > 09501101530003 piece S1",
                "0109501101530003 > 09501101530003",
                "010950110153000310AB-123~17261130 > 09501101530003 lot AB-123 until 2026-11-30",
                "]C1010950110153000317261130 > 09501101530003 until 2026-11-30",
                "]d20109501101530003~21S1~10L7 > 09501101530003 lot L7 piece S1",
                "~010950110153000310L7 > 09501101530003 lot L7",
                "9501101530003 > no label",
                "WH-A-01 > no label",
                "0109501101530004 > no label",
                "01 > no label"
            })
    void anElementStringIsReadAsItIsScannedAndAsItIsPrinted(String text, String meaning) {
        assertThat(read(text)).isEqualTo(meaning);
    }

    @Test
    void aDayWithoutNumberIsTheMonthsLastAndAYearIsLessThanFiftyAway() {
        assertThat(read("(01)09501101530003(17)280200")).endsWith("until 2028-02-29");
        assertThat(read("(01)09501101530003(17)760101")).endsWith("until 2076-01-01");
        assertThat(read("(01)09501101530003(17)770101")).endsWith("until 1977-01-01");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(01)09501101530004",
                "(01)0950110153000",
                "(10)L7",
                "(01)09501101530003(17)261332",
                "(01)09501101530003(10)123456789012345678901",
                "(01)09501101530003(3103)001250",
                "]C1"
            })
    void aLabelThatCannotBeReadSaysWhy(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOf(Label.Unreadable.class)
                .hasMessageContaining(";");
    }
}
