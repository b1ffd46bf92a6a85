package penstock.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseFailureTest {

    /** A lock that another node holds too long, or a statement that took too long, is nobody's defect: it is tried again. */
    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "53300", "25006", "55P03", "57014"})
    void theDatabaseIsNotAvailable(String sqlState) {
        assertThat(DatabaseFailure.of(new SQLException("no", sqlState))).isInstanceOf(DatabaseUnavailable.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "23514", "40001", "42601"})
    void theStatementIsAtFault(String sqlState) {
        DatabaseFailure failure = DatabaseFailure.of(new SQLException("no", sqlState));
        assertThat(failure).isNotInstanceOf(DatabaseUnavailable.class);
        assertThat(failure.sqlState()).isEqualTo(sqlState);
    }

    @Test
    void aDriversOwnFailureHasNoState() {
        assertThat(DatabaseFailure.of(new SQLException("no")).sqlState()).isEmpty();
    }
}
