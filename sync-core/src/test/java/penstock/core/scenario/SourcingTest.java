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
}
