package penstock.channels.feed;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedQuantityTest {

    private static final FeedMapping MAPPING = FeedMapping.of("sku", "qty");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                    5             | none | 5
                    0             | none | 0
                    007           | none | 7
                    1000000       | none | 1000000
                    1000001       | none | OUT_OF_RANGE
                    999999999999999999 | none | OUT_OF_RANGE
                    9999999999999999999 | none | NOT_A_NUMBER
                    -1            | none | OUT_OF_RANGE
                    -0            | none | 0
                    10+           | none | 10 or more
                    10 +          | none | 10 or more
                    5.0           | none | 5
                    5,00          | none | 5
                    5.5           | none | NOT_A_NUMBER
                    5,50          | none | NOT_A_NUMBER
                    1.000         | none | NOT_A_NUMBER
                    1,000         | none | NOT_A_NUMBER
                    1.000         | .    | 1
                    1,000         | .    | NOT_A_NUMBER
                    1,000         | ,    | 1
                    5,0           | ,    | 5
                    5.0           | ,    | NOT_A_NUMBER
                    1e3           | none | NOT_A_NUMBER
                    1 000         | none | NOT_A_NUMBER
                    0x10          | none | NOT_A_NUMBER
                    In Stock      | none | 5 or more
                    sold out      | none | 0
                    maybe         | none | NOT_A_NUMBER
                    ''            | none | MISSING_FIELD
                    """)
    void quantities_are_whole_units_or_words_that_the_feed_knows(String text, Character mark, String meaning) {
        FeedMapping words = MAPPING.word(" in stock", 5).word("Sold Out", 0);
        FeedQuantity quantity = FeedQuantity.parse(text, mark == null ? words : words.decimalMark(mark));

        assertThat(
                        quantity instanceof FeedQuantity.Units units
                                ? units.units() + (units.atLeast() ? " or more" : "")
                                : ((FeedQuantity.Problem) quantity).reason().name())
                .isEqualTo(meaning);
    }
}
