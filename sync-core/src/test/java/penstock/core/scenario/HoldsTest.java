package penstock.core.scenario;

import org.junit.jupiter.api.Test;

class HoldsTest {

    private final World world = MemoryLedger.shippingAvailable();

    @Test
    void aHoldTakesAllItsLinesOrNone() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                receive  M2 SKU-2 WH2 1
                hold     web/H1 for 15m SKU-1x2 SKU-2x2     -> EXCEEDS_AVAILABLE  hold:H1: phase NONE | SKU-1 WH1: available 5
                hold     web/H1 for 15m SKU-1x3 SKU-1x3     -> EXCEEDS_AVAILABLE  SKU-1 WH1: available 5
                hold     web/H1 for 15m SKU-1x2 NEW-1x1     -> EXCEEDS_AVAILABLE  SKU-1 WH1: available 5
                hold     web/H1 for 15m SKU-1x2 SKU-2x1     -> CREATED            hold:H1: phase HELD release no | SKU-1 WH1: available 3 reserved 2 | SKU-2 WH2: reserved 1
                hold     web/H1 for 15m SKU-1x2 SKU-2x1     -> EXISTS             SKU-1 WH1: available 3 reserved 2
                hold     web/H1 for 15m SKU-1x1             -> EXISTS_WITH_DIFFERENT_CONTENT  SKU-1 WH1: available 3 reserved 2
                """);
    }

    @Test
    void aHoldExpiresWhenItsTimeIsUpAndNotBefore() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                hold     web/H1 for 15m SKU-1x2     -> CREATED       hold:H1/1: reserved 2
                wait     14m                        -> DONE
                expire   web/H1                     -> NOT_POSSIBLE  hold:H1: phase HELD | hold:H1/1: reserved 2
                wait     1m                         -> DONE
                hold     web/H1 for 15m SKU-1x2     -> HOLD_EXPIRED  hold:H1: phase HELD
                expire   web/H1                     -> CHANGED       hold:H1: phase EXPIRED | hold:H1/1 WH1: state EXPIRED open 0 | SKU-1 WH1: available 5 reserved 0
                expire   web/H1                     -> EXISTS        SKU-1 WH1: available 5
                release  web/H1                     -> NOT_POSSIBLE  SKU-1 WH1: available 5
                hold     web/H1 for 15m SKU-1x2     -> HOLD_EXPIRED  SKU-1 WH1: available 5
                expire   web/H9                     -> NOT_FOUND
                """);
    }

    @Test
    void aHoldIsExtendedWhileItsBuyerIsThereAndEndsAllTheSame() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                hold     web/H1 for 15m SKU-1x2     -> CREATED       hold:H1: phase HELD
                wait     10m                        -> DONE
                extend   web/H1 15m                 -> CHANGED       hold:H1: phase HELD
                extend   web/H1 15m                 -> EXISTS        hold:H1: phase HELD
                extend   web/H1 1m                  -> EXISTS        hold:H1: phase HELD
                wait     14m                        -> DONE
                expire   web/H1                     -> NOT_POSSIBLE  hold:H1/1: reserved 2
                wait     1m                         -> DONE
                extend   web/H1 15m                 -> HOLD_EXPIRED  hold:H1/1: reserved 2
                expire   web/H1                     -> CHANGED       hold:H1: phase EXPIRED
                extend   web/H1 15m                 -> HOLD_EXPIRED  hold:H1: phase EXPIRED
                extend   web/H9 15m                 -> NOT_FOUND
                hold     web/H2 for 60m SKU-1x2     -> CREATED       hold:H2: phase HELD
                extend   web/H2 300m                -> CHANGED       hold:H2: phase HELD
                wait     239m                       -> DONE
                extend   web/H2 60m                 -> EXISTS        hold:H2: phase HELD
                wait     1m                         -> DONE
                expire   web/H2                     -> CHANGED       hold:H2: phase EXPIRED
                hold     web/H3 for 15m SKU-1x2     -> CREATED       hold:H3: phase HELD
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 hold H3   -> CREATED       W1/1: reserved 2
                extend   web/H3 15m                 -> NOT_POSSIBLE  hold:H3: phase TAKEN
                """);
    }

    @Test
    void aReleasedHoldGivesItsUnitsToWhoIsShort() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 2
                hold     web/H1 for 15m SKU-1x2                -> CREATED       SKU-1 WH1: available 0 reserved 2
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1   -> CREATED       A1/1: short 1
                release  web/H1                                -> CHANGED       hold:H1: phase RELEASED | hold:H1/1 WH1: state VOIDED | A1/1: reserved 1 short 0 | A1: release yes | SKU-1 WH1: available 1
                release  web/H1                                -> EXISTS        SKU-1 WH1: available 1
                hold     web/H1 for 15m SKU-1x2                -> NOT_POSSIBLE  SKU-1 WH1: available 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1 hold H1   -> NOT_POSSIBLE  W1: phase NONE
                """);
    }

    @Test
    void anOrderTakesItsHoldOver() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                hold     web/H1 for 15m SKU-1x4                     -> CREATED            SKU-1 WH1: available 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x4           -> EXCEEDS_AVAILABLE  SKU-1 WH1: available 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x4 hold H9   -> NOT_FOUND          SKU-1 WH1: available 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x6 hold H1   -> EXCEEDS_AVAILABLE  hold:H1: phase HELD
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x4 hold H1   -> CREATED            hold:H1: phase TAKEN | hold:H1/1: reserved 0 cancelled 4 | W1/1: reserved 4 | SKU-1 WH1: available 1 reserved 4
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x4 hold H1   -> EXISTS             SKU-1 WH1: available 1 reserved 4
                ask      web/W2 rev 1 CONFIRMED 1:SKU-1x1 hold H1   -> NOT_POSSIBLE       SKU-1 WH1: available 1 reserved 4
                hold     web/H1 for 15m SKU-1x4                     -> EXISTS             SKU-1 WH1: available 1 reserved 4
                release  web/H1                                     -> NOT_POSSIBLE       SKU-1 WH1: available 1 reserved 4
                wait     16m                                        -> DONE
                expire   web/H1                                     -> NOT_POSSIBLE       SKU-1 WH1: available 1 reserved 4
                """);
    }

    @Test
    void whatTheOrderLeavesOfItsHoldServesWhoIsShort() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 4
                hold     web/H1 for 15m SKU-1x4                     -> CREATED  SKU-1 WH1: available 0
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x9        -> CREATED  A1/1: short 9
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x3 hold H1   -> CREATED  W1/1: reserved 3 | A1/1: reserved 1 short 8
                """);
    }

    @Test
    void anExpiredHoldIsStillServedWhileThereIsStock() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                hold     web/H1 for 15m SKU-1x4                     -> CREATED       SKU-1 WH1: available 1
                hold     web/H2 for 15m SKU-1x1                     -> CREATED       SKU-1 WH1: available 0
                wait     20m                                        -> DONE
                ask      web/W2 rev 1 CONFIRMED 1:SKU-1x1 hold H2   -> CREATED       hold:H2: phase TAKEN | W2/1: reserved 1
                expire   web/H1                                     -> CHANGED       SKU-1 WH1: available 4
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1        -> CREATED       SKU-1 WH1: available 3
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x4 hold H1   -> HOLD_EXPIRED  W1: phase NONE | SKU-1 WH1: available 3
                ask      web/W3 rev 1 CONFIRMED 1:SKU-1x3 hold H1   -> CREATED       W3/1: reserved 3 | hold:H1: phase EXPIRED | SKU-1 WH1: available 0
                """);
    }

    @Test
    void safetyStockIsKeptBackFromTheOwnSiteAndServesMarketplaces() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 6
                receive  M2 SKU-1 WH2 4
                keep     SKU-1 3                                   -> DONE
                hold     web/H1 for 15m SKU-1x8                    -> EXCEEDS_AVAILABLE  SKU-1 WH1: available 6
                hold     web/H1 for 15m SKU-1x5                    -> CREATED            SKU-1 WH1: available 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x3          -> EXCEEDS_AVAILABLE  W1: phase NONE
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1 2:SKU-1x2   -> EXCEEDS_AVAILABLE  W1: phase NONE
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1 2:SKU-1x1   -> CREATED         SKU-1 WH1: available 1
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4       -> CREATED            A1/1: reserved 3 short 1
                ask      web/W2 rev 1 CONFIRMED 1:SKU-1x6 hold H1  -> EXCEEDS_AVAILABLE  hold:H1: phase HELD
                ask      web/W2 rev 1 CONFIRMED 1:SKU-1x5 hold H1  -> CREATED            W2/1: reserved 5 short 0
                """);
    }

    @Test
    void ofAPartitionedSkuSafetyStockAndSharesAreBothKeptBack() {
        Script.play(world, """
                receive  M1 SKU-P WH1 10
                keep     SKU-P 2                                   -> DONE
                expose   amazon SKU-P 5                            -> DONE
                hold     web/H1 for 15m SKU-Px4                    -> EXCEEDS_AVAILABLE  SKU-P WH1: available 10
                hold     web/H1 for 15m SKU-Px3                    -> CREATED            SKU-P WH1: available 7
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-Px5       -> CREATED            A1/1: reserved 5 short 0
                hold     web/H2 for 15m SKU-Px1                    -> EXCEEDS_AVAILABLE  SKU-P WH1: available 2
                keep     SKU-P 0                                   -> DONE
                hold     web/H2 for 15m SKU-Px2                    -> CREATED            SKU-P WH1: available 0
                """);
    }

    @Test
    void aMarketplaceOrderTakesAHoldOverWithoutBeingRefused() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                hold     shopify/H1 for 15m SKU-1x4                       -> CREATED  SKU-1 WH1: available 1
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x7 hold H1     -> CREATED  S1/1: reserved 5 short 2 | hold:H1: phase TAKEN
                order    shopify/S2 rev 1 CONFIRMED 1:SKU-1x1 hold H9     -> CREATED  S2/1: short 1
                """);
    }
}
