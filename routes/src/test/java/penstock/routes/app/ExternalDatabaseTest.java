package penstock.routes.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.routes.database.GatewayDatabase;

class ExternalDatabaseTest {

    @Test
    void thePoolHasAsManyConnectionsAsAreAskedFor() {
        assertThat(ExternalDatabase.connections(Map.of())).isEqualTo(GatewayDatabase.POOL_SIZE);
        assertThat(ExternalDatabase.connections(Map.of("PENSTOCK_DB_POOL", " 16 ")))
                .isEqualTo(16);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3", "501", "-8", "many", "99999999999"})
    void aNumberOfConnectionsThatCannotBeIsRefused(String wish) {
        assertThatThrownBy(() -> ExternalDatabase.connections(Map.of("PENSTOCK_DB_POOL", wish)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("PENSTOCK_DB_POOL is " + wish + "; it must be a number of connections, 4 to 500");
    }
}
