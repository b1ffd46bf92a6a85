package penstock.core.scenario;

import org.junit.jupiter.api.Test;

class FactsTest {

    private final World world = MemoryLedger.shippingAvailable();

    @Test
    void aCountBelowWhatIsPromisedBreaksPromisesByRank() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2     -> CREATED  A1/1: reserved 2
                hand     A1                                      -> CHANGED  A1@WH1: state OPEN open 2
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2     -> CREATED  A2/1: reserved 2
                wait     1m                                      -> DONE
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x2     -> CREATED  A3/1: reserved 2
                order    amazon/A4 rev 1 PENDING 1:SKU-1x2       -> CREATED  A4/1: reserved 2
                hold     web/H1 for 15m SKU-1x1                  -> CREATED  SKU-1 WH1: available 1 reserved 9
                count    M2 SKU-1 WH1 9                          -> CREATED  available 0 reserved 9
                count    M3 SKU-1 WH1 8                          -> CREATED  reserved 8 | hold:H1/1: short 1 | hold:H1/1 WH1: state BROKEN
                count    M4 SKU-1 WH1 7                          -> CREATED  reserved 7 | A4/1: reserved 1 short 1
                count    M5 SKU-1 WH1 5                          -> CREATED  reserved 5 | A4/1: short 2 | A3/1: reserved 1 short 1
                count    M6 SKU-1 WH1 2                          -> CREATED  reserved 2 | A3/1: short 2 | A2/1: short 2 | A1/1: reserved 2
                count    M7 SKU-1 WH1 1                          -> CREATED  reserved 1 | A1/1: reserved 1 short 1 | A1@WH1: state OPEN open 1 cancelled 1
                count    M8 SKU-1 WH1 0                          -> CREATED  reserved 0 | A1/1: short 2 | A1@WH1: state CANCELLED open 0
                receive  M9 SKU-1 WH1 5                          -> CREATED  available 0 reserved 5 | A1/1: reserved 2 | A2/1: reserved 2 | A3/1: reserved 1 short 1 | A4/1: short 2
                """);
    }

    @Test
    void whatBreaksIsSourcedElsewhere() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 4
                receive  M2 SKU-1 WH2 3
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4     -> CREATED  A1/1 WH1: open 4
                hand     A1                                      -> CHANGED  A1@WH1: state OPEN open 4 | A1: release no
                count    M3 SKU-1 WH1 0                          -> CREATED  A1/1 WH1: open 0 state BROKEN | A1/1 WH2: open 3 | A1/1: reserved 3 short 1 | A1@WH1: state CANCELLED | A1: release yes
                hand     A1                                      -> CHANGED  A1@WH2: state OPEN open 3
                """);
    }

    @Test
    void anArrivalServesTheOldestShortOrderFirst() {
        Script.play(world, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3     -> CREATED  A1/1: short 3 | A1: release no
                wait     1m                                      -> DONE
                order    amazon/A2 rev 1 PENDING 1:SKU-1x3       -> CREATED  A2/1: short 3
                wait     1m                                      -> DONE
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x3     -> CREATED  A3/1: short 3
                receive  M1 SKU-1 WH2 4                          -> CREATED  available 0 | A1/1: reserved 3 | A1: release yes | A2/1: reserved 1 short 2 | A2: release no | A3/1: short 3 | A3: release no
                adjust   M2 SKU-1 WH1 3                          -> CREATED  A2/1: reserved 3 | A3/1: reserved 1 short 2 | A3: release yes
                order    amazon/A4 rev 1 CONFIRMED 1:SKU-1x1     -> CREATED  A4/1: short 1
                order    amazon/A3 rev 2 CANCELLED 1:SKU-1x3     -> CHANGED  A4/1: reserved 1 | SKU-1 WH1: available 0
                """);
    }

    @Test
    void aMirroredFigureIncludesOurOrdersUnlessItSaysOtherwise() {
        Script.play(world, """
                figures  SUP mirrored SKU-1=5                    -> CHANGED  SKU-1 SUP: available 5
                figures  SUP mirrored SKU-1=5                    -> EXISTS   SKU-1 SUP: available 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2     -> CREATED  SKU-1 SUP: available 3 reserved 2
                figures  SUP mirrored SKU-1=5                    -> EXISTS   SKU-1 SUP: available 3 reserved 2
                figures  SUP mirrored SKU-1=3                    -> CHANGED  SKU-1 SUP: available 1 reserved 2
                figures  SUP mirrored SKU-1=1                    -> CHANGED  SKU-1 SUP: available 0 reserved 1 | A1/1: reserved 1 short 1
                figures  SUP mirrored SKU-1=0 SKU-2=4            -> CHANGED  SKU-1 SUP: available 0 reserved 0 | A1/1: short 2 | SKU-2 SUP: available 4
                figures  SUP mirrored SKU-1=3                    -> CHANGED  SKU-1 SUP: available 1 reserved 2 | A1/1: reserved 2
                """);
    }

    @Test
    void aSupplierWhoTakesAllOurOrdersOffSaysWhatIsLeft() {
        Script.play(world, """
                figures  SUP left SKU-1=5                        -> CHANGED  SKU-1 SUP: available 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2     -> CREATED  SKU-1 SUP: available 3 reserved 2
                figures  SUP left SKU-1=3                        -> EXISTS   SKU-1 SUP: available 3 reserved 2
                figures  SUP left SKU-1=4                        -> CHANGED  SKU-1 SUP: available 4 reserved 2
                figures  SUP left SKU-1=0                        -> CHANGED  SKU-1 SUP: available 0 reserved 2 | A1/1: reserved 2
                """);
    }

    @Test
    void aKeeperWhoKnowsOurOrdersHasTakenOffWhatWasSubmittedAndNoMore() {
        Script.play(world, """
                figures  FBA knowing SKU-1=10                    -> CHANGED  SKU-1 FBA: available 10
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x4    -> CREATED  SKU-1 FBA: available 6 reserved 4
                figures  FBA knowing SKU-1=10                    -> EXISTS   SKU-1 FBA: available 6 reserved 4
                figures  FBA knowing SKU-1=9                     -> CHANGED  SKU-1 FBA: available 5 reserved 4
                figures  FBA knowing SKU-1=10                    -> CHANGED  SKU-1 FBA: available 6 reserved 4
                hand     S1                                      -> CHANGED  S1@FBA: state SUBMITTING
                figures  FBA knowing SKU-1=10                    -> EXISTS   SKU-1 FBA: available 6 reserved 4
                claim    S1@FBA                                  -> CHANGED  S1@FBA: state UNKNOWN
                figures  FBA knowing SKU-1=10                    -> EXISTS   SKU-1 FBA: available 6 reserved 4
                figures  FBA knowing SKU-1=6                     -> EXISTS   SKU-1 FBA: available 6 reserved 4
                settle   S1@FBA CREATE done                      -> CHANGED  S1@FBA: state SUBMITTED
                figures  FBA knowing SKU-1=6                     -> EXISTS   SKU-1 FBA: available 6 reserved 4
                figures  FBA knowing SKU-1=7                     -> CHANGED  SKU-1 FBA: available 7 reserved 4
                figures  FBA knowing SKU-1=0                     -> CHANGED  SKU-1 FBA: available 0 reserved 4 | S1/1: reserved 4
                figures  FBA knowing SKU-1=0                     -> EXISTS   SKU-1 FBA: available 0 reserved 4
                """);
    }

    @Test
    void whatAProviderMayAlreadyBePackingIsNotBrokenByItsFigures() {
        Script.play(world, """
                figures  FBA mirrored SKU-1=4                    -> CHANGED  SKU-1 FBA: available 4
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x3    -> CREATED  SKU-1 FBA: available 1 reserved 3
                hand     S1                                      -> CHANGED  S1@FBA: state SUBMITTING
                claim    S1@FBA                                  -> CHANGED  S1@FBA: state UNKNOWN
                figures  FBA mirrored SKU-1=0                    -> CHANGED  SKU-1 FBA: available 0 reserved 3 | S1/1: reserved 3 | S1@FBA: state UNKNOWN
                figures  FBA mirrored SKU-1=0                    -> EXISTS   SKU-1 FBA: available 0 reserved 3
                settle   S1@FBA CREATE done                      -> CHANGED  S1@FBA: state SUBMITTED
                figures  FBA mirrored SKU-1=0                    -> EXISTS   SKU-1 FBA: available 0 reserved 3
                provider S1@FBA COMPLETE P1:1x3                  -> CHANGED  SKU-1 FBA: available 0 reserved 0 | S1/1: shipped 3 | S1: parcels 1
                """);
    }
}
