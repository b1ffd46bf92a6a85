package penstock.core.scenario;

import org.junit.jupiter.api.Test;

class SourcingTest {

    private final World world = MemoryLedger.shippingAvailable();

    @Test
    void theBestRankedLocationThatServesTheWholeOrderServesIt() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 9
                receive  M2 SKU-1 WH2 9
                receive  M3 SKU-2 WH2 9
                receive  M4 SKU-1 FBA 9
                receive  M5 SKU-2 FBA 9
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2             -> CREATED  A1/1 WH1: open 2
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2 2:SKU-2x2   -> CREATED  A2/1 WH2: open 2 | A2/2 WH2: open 2
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x5 2:SKU-1x5   -> CREATED  A3/1 WH1: open 5 | A3/2 WH2: open 5
                """);
    }

    @Test
    void elseEachLineIsServedWholeElseItIsSplitElseItStaysShort() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 3
                receive  M2 SKU-1 WH2 5
                receive  M3 SKU-2 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4 2:SKU-2x1   -> CREATED  A1/1 WH2: open 4 | A1/1 WH1: open 0 | A1/2 WH1: open 1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x4             -> CREATED  A2/1 WH1: open 3 | A2/1 WH2: open 1
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x1 2:SKU-2x1   -> CREATED  A3/1: short 1 | A3/2: short 1
                receive  M4 SKU-1 SUP 1                                  -> CREATED  A3/1 SUP: open 1 | A3/2: short 1
                """);
    }

    @Test
    void ifSeveralMustServeItTheyAreTheFewestAndWhereItIsServedFromAlreadyComesFirst() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 2
                receive  M2 SKU-1 WH2 3
                receive  M3 SKU-1 FBA 7
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x9             -> CREATED  A1/1 WH1: open 2 | A1/1 WH2: open 0 | A1/1 FBA: open 7
                receive  M4 SKU-2 WH2 5
                receive  M5 SKU-2 SUP 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1 2:SKU-2x1      -> CREATED  W1/1 WH2: open 1 | W1/2 WH2: open 1
                receive  M6 SKU-1 WH1 5
                edit     web/W1 E1 1:SKU-1x3                             -> CHANGED  W1/1 WH2: open 3 | W1/1 WH1: open 0
                edit     web/W1 E2 1:SKU-1x4                             -> CHANGED  W1/1 WH2: open 3 | W1/1 WH1: open 1
                """);
    }

    @Test
    void aKitIsServedWholeFromTheFewest() {
        Script.play(world, """
                kit      amazon SET SKU-1x1 SKU-2x1 SKU-3x1
                receive  M1 SKU-1 WH1 1
                receive  M2 SKU-2 WH2 1
                receive  M3 SKU-3 FBA 1
                receive  M4 SKU-1 FBA 1
                receive  M5 SKU-2 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SETx1   -> CREATED  A1/1.1 WH1: open 1 | A1/1.2 WH1: open 1 | A1/1.3 FBA: open 1 | A1/1.1 FBA: open 0
                order    amazon/A2 rev 1 CONFIRMED 1:SETx1   -> CREATED  A2/1.1: short 1 | A2/1.2: short 1 | A2/1.3: short 1
                """);
    }
}
