package penstock.test.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.production.EquipmentRegister;
import penstock.core.production.EquipmentRegister.Equipment;
import penstock.core.production.EquipmentServices;
import penstock.core.production.EquipmentServices.Service;
import penstock.core.scenario.Script;
import penstock.core.store.Database;
import penstock.test.TestDatabase;
import penstock.test.scenario.DatabaseLedger;

/** What is told to be lacking is what a service would be refused for. */
class ServicesDueTest {

    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    private final Database database = TestDatabase.database();
    private final DatabaseLedger ledger = new DatabaseLedger(false);
    private final EquipmentRegister register = new EquipmentRegister(database);
    private final EquipmentServices services = new EquipmentServices(database, ledger.currentEngine());

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aPartIsLackingWhereNobodyMayTakeItThoughItLiesThere() {
        Script.play(ledger, """
                receive  M1 SKU-P WH1 5
                receive  M2 SKU-1 WH1 2
                receive  M3 SKU-1 WH2 9
                expose   amazon SKU-P 3
                """);
        assertThat(lacking(Map.of("SKU-P", 2, "SKU-1", 2))).isEmpty();
        assertThat(lacking(Map.of("SKU-P", 3, "SKU-1", 3))).containsExactly("SKU-1", "SKU-P");
        assertThat(serve("S1", Map.of("SKU-P", 3))).isEqualTo(Verdict.EXCEEDS_AVAILABLE);
        assertThat(serve("S1", Map.of("SKU-P", 2))).isEqualTo(Verdict.CREATED);
        assertThat(lacking(Map.of("SKU-P", 1))).containsExactly("SKU-P");
    }

    private List<String> lacking(Map<String, Integer> parts) {
        register.put(
                ledger.seller(),
                new Equipment("SAW", "Saw", "WH1", "", Optional.of(1), Optional.empty(), 0, TODAY.minusDays(9), parts));
        return services.due(ledger.seller(), TODAY, TODAY.plusDays(9), 0, 0, 10)
                .get(0)
                .lacking();
    }

    private Verdict serve(String number, Map<String, Integer> used) {
        Service service = new Service(number, TODAY, Optional.empty(), Optional.of(used), "");
        return services.service(ledger.seller(), Actor.OPERATOR, "SAW", service)
                .map(Reply::verdict)
                .orElseThrow();
    }
}
