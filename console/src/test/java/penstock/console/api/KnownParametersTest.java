package penstock.console.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.console.problem.Refused;

class KnownParametersTest {

    private static final List<String> KNOWN = List.of("after", "limit");

    @ParameterizedTest
    @ValueSource(strings = {"", "limit=1", "after=&limit=1", "&after=a=b&", "after=%C3%BC+x%20y", "limit"})
    void whatIsKnownPasses(String query) {
        assertThatCode(() -> KnownParameters.require(query, KNOWN)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "limits=1        | limits | known are after, limit",
                "LIMIT=1         | LIMIT  | known are after, limit",
                "=1              | ''     | known are after, limit",
                "limit=1&limit=2 | limit  | stands twice",
                "limit=1&%6cimit=2 | limit  | stands twice",
                "after=%00       | after  | control character",
                "after=a%0Ab     | after  | control character",
                "after=%ff       | after  | not UTF-8",
                "after=%ed%a0%80 | after  | not UTF-8",
                "after=%c3       | after  | not UTF-8",
                "after=%         | ''     | hexadecimal",
                "after=%g1       | ''     | hexadecimal",
                "after=ü         | after  | not ASCII"
            })
    void whatIsNotIsRefusedByName(String query, String field, String why) {
        assertThatThrownBy(() -> KnownParameters.require(query, KNOWN))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.detail()).contains(why);
                    assertThat(refused.problem(java.util.Optional.empty())
                                    .field()
                                    .orElse(""))
                            .isEqualTo(field);
                });
    }
}
