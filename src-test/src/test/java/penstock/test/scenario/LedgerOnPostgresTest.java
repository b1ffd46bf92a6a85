package penstock.test.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.scenario.Chance;
import penstock.core.scenario.EditsTest;
import penstock.core.scenario.Invariants;
import penstock.core.scenario.KitsTest;
import penstock.core.scenario.MemoryLedger;
import penstock.core.scenario.OrdersTest;
import penstock.core.scenario.Script;
import penstock.core.scenario.ShippedByOthersTest;
import penstock.core.scenario.Tables;
import penstock.core.scenario.World;

/** What is decided in memory is what PostgreSQL keeps: every table, every column, also under an engine that starts anew. */
class LedgerOnPostgresTest {

    @Test
    void anOrderIsTakenInChangedHandedOverPickedPackedAndShipped() {
        play("""
                receive  M1 SKU-1 WH1 10                                 -> CREATED       on hand 10 reserved 0 available 10
                receive  M1 SKU-1 WH1 10                                 -> EXISTS        available 10
                receive  M1 SKU-1 WH1 11                                 -> EXISTS_WITH_DIFFERENT_CONTENT  available 10
                order    amazon/A7 rev 1 PENDING 1:SKU-1x4 2:NEW-1x1     -> CREATED       SKU-1 WH1: available 6 reserved 4 | A7/1: ordered 4 reserved 4 short 0 | A7/2: parked UNKNOWN_SKU
                order    amazon/A7 rev 1 PENDING 1:SKU-1x4 2:NEW-1x1     -> EXISTS        SKU-1 WH1: available 6 reserved 4
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x3 2:NEW-1x1 by 9H   -> CHANGED  A7/1: reserved 3 cancelled 1 | A7: phase CONFIRMED release yes
                order    amazon/A7 rev 1 PENDING 1:SKU-1x4 2:NEW-1x1     -> STALE         A7/1: reserved 3
                bind     amazon NEW-1 SKU-2 3                            -> DONE
                map      amazon NEW-1                                    -> CHANGED       A7/2: ordered 3 short 3 parked no
                receive  M2 SKU-2 WH2 5                                  -> CREATED       available 2 reserved 3
                hand     A7                                              -> CHANGED       A7: fulfilments 2 release no
                pick     A7@WH1                                          -> CHANGED       A7@WH1: state PICKED
                pack     A7@WH1                                          -> CHANGED       A7@WH1: state PACKED
                ship     A7@WH1 P1 1x2                                   -> CREATED       A7@WH1: open 1 shipped 2 | A7/1: shipped 2 reserved 1
                ship     A7@WH1 P1 1x2                                   -> EXISTS        A7: parcels 1
                ship     A7@WH1 P1 1x1                                   -> EXISTS_WITH_DIFFERENT_CONTENT  A7: parcels 1
                count    M3 SKU-1 WH1 0                                  -> CREATED       A7/1: short 1 | A7@WH1: state SHIPPED
                order    amazon/A7 rev 3 CANCELLED 1:SKU-1x3 2:NEW-1x1   -> CHANGED       A7/1: shipped 2 cancelled 2 | A7/2: cancelled 3 | A7@WH2: state CANCELLED
                """);
    }

    @Test
    void readingsAreKept() {
        OrdersTest.READINGS.forEach(LedgerOnPostgresTest::play);
    }

    @Test
    void anOwnSitesOrderBecomesWhatItsBuyerWants() {
        EditsTest.STORIES.forEach(LedgerOnPostgresTest::play);
    }

    @Test
    void kitsAreSoldWholeFromTheirComponents() {
        KitsTest.STORIES.forEach(LedgerOnPostgresTest::play);
    }

    @Test
    void whatOthersShippedIsNotShippedAgain() {
        ShippedByOthersTest.STORIES.forEach(LedgerOnPostgresTest::play);
    }

    @Test
    void aHoldIsPlacedTakenOverReleasedAndExpires() {
        play("""
                receive  M1 SKU-1 WH1 5                              -> CREATED            available 5
                hold     web/H1 for 15m SKU-1x2                      -> CREATED            SKU-1 WH1: available 3
                hold     web/H1 for 15m SKU-1x2                      -> EXISTS             SKU-1 WH1: available 3
                hold     web/H2 for 15m SKU-1x2                      -> CREATED            SKU-1 WH1: available 1
                hold     web/H3 for 15m SKU-1x1                      -> CREATED            SKU-1 WH1: available 0
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1            -> EXCEEDS_AVAILABLE  W1: phase NONE
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 hold H1    -> CREATED            hold:H1: phase TAKEN | W1/1: reserved 2
                expire   web/H2                                      -> NOT_POSSIBLE       hold:H2: phase HELD
                wait     15m                                         -> DONE
                expire   web/H2                                      -> CHANGED            hold:H2: phase EXPIRED | SKU-1 WH1: available 2
                release  web/H3                                      -> CHANGED            hold:H3: phase RELEASED | SKU-1 WH1: available 3
                hold     web/H2 for 15m SKU-1x2                      -> HOLD_EXPIRED       SKU-1 WH1: available 3
                receive  M2 SKU-P WH1 5                              -> CREATED            available 5
                expose   amazon SKU-P 4                              -> DONE
                ask      web/W2 rev 1 CONFIRMED 1:SKU-Px2            -> EXCEEDS_AVAILABLE  SKU-P WH1: available 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-Px3         -> CREATED            SKU-P WH1: available 2
                ask      web/W2 rev 1 CONFIRMED 1:SKU-Px1            -> CREATED            SKU-P WH1: available 1
                """);
    }

    @Test
    void aProvidersOrderIsClaimedSubmittedCancelledAndSubmittedElsewhere() {
        play("""
                figures  FBA knowing SKU-1=5                         -> CHANGED       SKU-1 FBA: available 5
                receive  M1 SKU-1 SUP 9                              -> CREATED       available 9
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x4        -> CREATED       S1/1 FBA: open 4
                hand     S1                                          -> CHANGED       S1@FBA: state SUBMITTING due yes
                claim    S1@FBA                                      -> CHANGED       S1@FBA: state UNKNOWN due yes
                order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x4-1      -> CHANGED       S1/1: wanted 1 reserved 4
                settle   S1@FBA CREATE unknown                       -> CHANGED       S1@FBA: state UNKNOWN
                settle   S1@FBA READ_BACK done                       -> CHANGED       S1@FBA: state CANCELLING
                settle   S1@FBA CANCEL INVALID                       -> CHANGED       S1@FBA: state SUBMITTED | S1/1: wanted 1
                figures  FBA knowing SKU-1=0                         -> CHANGED       SKU-1 FBA: available 0 reserved 4
                provider S1@FBA ACCEPTED P1:1x1                      -> CHANGED       S1@FBA: open 3 shipped 1 | S1: parcels 1
                provider S1@FBA COMPLETE P1:1x1 P2:1x1               -> CHANGED       S1@FBA: state SHIPPED due no | S1/1: shipped 2 cancelled 1 reserved 1 | S1/1 SUP: open 1 | S1: release yes
                provider S1@FBA COMPLETE P1:1x1 P2:1x1               -> EXISTS        S1: parcels 2
                hand     S1                                          -> CHANGED       S1@SUP: state OPEN open 1
                """);
    }

    /** Played twice: by one engine, and with an engine started anew before each line. */
    private static void play(String script) {
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            Script.play(ledger, script);
        }
        try (DatabaseLedger ledger = new DatabaseLedger(false)) {
            StringBuilder told = new StringBuilder();
            for (String line : script.lines().toList()) {
                ledger.restart();
                Script.play(ledger, line);
                told.append(line).append('\n');
            }
            assertThat(told.toString()).isEqualTo(script);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 15})
    void storiesByChanceEndTheSameInMemoryAndOnPostgres(long given) {
        long seed = Long.getLong("penstock.seed", given);
        World memory = seed % 3 == 0 ? MemoryLedger.waitingForAll() : MemoryLedger.shippingAvailable();
        try (DatabaseLedger stored = new DatabaseLedger(seed % 3 == 0)) {
            Chance chance = new Chance(seed);
            List<String> story = new ArrayList<>();
            for (int i = 1; i <= 120; i++) {
                String sentence = chance.sentence(memory);
                story.add(sentence);
                if (i % 10 == 0) {
                    stored.restart();
                }
                assertThat(verdict(stored, sentence))
                        .as("seed %d%n%s", seed, String.join("\n", story))
                        .isEqualTo(verdict(memory, sentence));
                Tables tables = stored.tables();
                assertThat(Invariants.broken(tables)).as("seed %d", seed).isEmpty();
                assertThat(SameTables.difference(stored, tables, memory))
                        .as("seed %d%n%s", seed, String.join("\n", story))
                        .isEmpty();
            }
        }
    }

    private static String verdict(World world, String sentence) {
        try {
            return Script.decide(world, sentence);
        } catch (RuntimeException e) {
            return e.getClass().getSimpleName();
        }
    }
}
