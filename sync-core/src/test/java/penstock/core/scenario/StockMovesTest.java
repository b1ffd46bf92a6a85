package penstock.core.scenario;

import org.junit.jupiter.api.Test;

class StockMovesTest {

    private final World world = MemoryLedger.shippingAvailable();

    @Test
    void stockComesGoesIsCountedAndBreaks() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10   -> CREATED  on hand 10 reserved 0 available 10
                adjust   M2 SKU-1 WH1 -3   -> CREATED  on hand 7 available 7
                adjust   M3 SKU-1 WH1 2    -> CREATED  on hand 9 available 9
                count    M4 SKU-1 WH1 6    -> CREATED  on hand 6 available 6
                count    M5 SKU-1 WH1 8    -> CREATED  on hand 8 available 8
                count    M6 SKU-1 WH1 8    -> CREATED  on hand 8 available 8
                damage   M7 SKU-1 WH1 3    -> CREATED  on hand 8 available 5 damaged 3
                repair   M8 SKU-1 WH1 2    -> CREATED  on hand 8 available 7 damaged 1
                count    M9 SKU-1 WH1 5    -> CREATED  on hand 6 available 5 damaged 1
                """);
    }

    @Test
    void aRepeatChangesNothingAndOtherContentIsRefused() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10   -> CREATED                        available 10
                receive  M1 SKU-1 WH1 10   -> EXISTS                         available 10
                receive  M1 SKU-1 WH1 11   -> EXISTS_WITH_DIFFERENT_CONTENT  available 10
                receive  M1 SKU-1 WH2 10   -> EXISTS_WITH_DIFFERENT_CONTENT  available 0
                adjust   M1 SKU-1 WH1 10   -> EXISTS_WITH_DIFFERENT_CONTENT  available 10
                damage   M2 SKU-1 WH1 4    -> CREATED                        available 6 damaged 4
                damage   M2 SKU-1 WH1 4    -> EXISTS                         available 6 damaged 4
                repair   M3 SKU-1 WH1 4    -> CREATED                        available 10 damaged 0
                repair   M3 SKU-1 WH1 4    -> EXISTS                         available 10 damaged 0
                count    M4 SKU-1 WH1 3    -> CREATED                        available 3
                receive  M5 SKU-1 WH1 1    -> CREATED                        available 4
                count    M4 SKU-1 WH1 3    -> EXISTS                         available 4
                """);
    }

    @Test
    void moreThanIsThereCannotBeTaken() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5                          -> CREATED            available 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2     -> CREATED            SKU-1 WH1: available 3 reserved 2
                damage   M2 SKU-1 WH1 4                          -> EXCEEDS_AVAILABLE  available 3 damaged 0
                repair   M3 SKU-1 WH1 1                          -> EXCEEDS_AVAILABLE  available 3 damaged 0
                adjust   M4 SKU-1 WH1 -6                         -> EXCEEDS_AVAILABLE  available 3 reserved 2
                adjust   M4 SKU-1 WH1 -5                         -> CREATED            available 0 reserved 0 | A1/1: short 2
                """);
    }

    @Test
    void aQuantityThatCannotBeIsNotTakenAtAll() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 0    -> IllegalArgumentException  available 0
                receive  M1 SKU-1 WH1 -1   -> IllegalArgumentException  available 0
                count    M1 SKU-1 WH1 -1   -> IllegalArgumentException  available 0
                damage   M1 SKU-1 WH1 -1   -> IllegalArgumentException  available 0
                repair   M1 SKU-1 WH1 0    -> IllegalArgumentException  available 0
                hold     web/H1 for 15m SKU-1x0           -> IllegalArgumentException
                hold     web/H1 for 15m                   -> IllegalArgumentException
                figures  SUP mirrored SKU-1=-1            -> IllegalArgumentException
                order    web/hold:1 rev 1 CONFIRMED 1:SKU-1x1   -> IllegalArgumentException
                """);
    }

    @Test
    void aLocationKeepsABillionOfASkuAndSeveralTogetherMoreThanAnIntHolds() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 1000000001            -> EXCEEDS_ROOM  SKU-1 WH1: available 0
                receive  M1 SKU-1 WH1 1000000000            -> CREATED       SKU-1 WH1: available 1000000000
                receive  M2 SKU-1 WH1 1                     -> EXCEEDS_ROOM  SKU-1 WH1: available 1000000000
                adjust   M2 SKU-1 WH1 1                     -> EXCEEDS_ROOM  SKU-1 WH1: available 1000000000
                count    M2 SKU-1 WH1 1000000001            -> EXCEEDS_ROOM  SKU-1 WH1: available 1000000000
                receive  M3 SKU-1 WH2 1000000000            -> CREATED       SKU-1 WH2: available 1000000000
                figures  SUP mirrored SKU-1=1000000001      -> IllegalArgumentException   SKU-1 SUP: available 0
                figures  SUP mirrored SKU-1=1000000000      -> CHANGED       SKU-1 SUP: available 1000000000
                hold     web/H1 for 15m SKU-1x1             -> CREATED       SKU-1 WH1: available 999999999
                """);
    }
}
