package penstock.core.scenario;

import org.junit.jupiter.api.Test;

class ShippingTest {

    private final World world = MemoryLedger.shippingAvailable();

    @Test
    void anOrderIsHandedOverByLocationPickedPackedAndShipped() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                receive  M2 SKU-2 WH2 5
                receive  M3 SKU-3 FBA 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 2:SKU-2x1 3:SKU-3x1 4:SKU-1x1   -> CREATED  A1: release yes
                hand     A1                 -> CHANGED       A1: release no fulfilments 3 | A1@WH1: state OPEN lines 2 open 3 due no | A1@WH2: state OPEN open 1 | A1@FBA: state SUBMITTING open 1 due yes
                hand     A1                 -> EXISTS        A1: fulfilments 3
                pick     A1@WH1             -> CHANGED       A1@WH1: state PICKED
                pick     A1@WH1             -> EXISTS        A1@WH1: state PICKED
                pack     A1@WH1             -> CHANGED       A1@WH1: state PACKED
                pick     A1@WH1             -> NOT_POSSIBLE  A1@WH1: state PACKED
                ship     A1@WH1 P1          -> CREATED       A1@WH1: state SHIPPED shipped 3 open 0 | A1/1: shipped 2 reserved 0 | A1/4: shipped 1 | SKU-1 WH1: on hand 2 reserved 0
                ship     A1@WH1 P1          -> EXISTS        A1: parcels 1
                ship     A1@WH1 P2          -> NOT_POSSIBLE  A1: parcels 1
                pack     A1@WH1             -> NOT_POSSIBLE  A1@WH1: state SHIPPED
                pack     A1@WH2             -> CHANGED       A1@WH2: state PACKED
                ship     A1@WH2 P1          -> CREATED       A1: parcels 2
                pick     A1@FBA             -> NOT_POSSIBLE  A1@FBA: state SUBMITTING
                ship     A1@FBA P1          -> NOT_POSSIBLE  A1: parcels 2
                ship     A9@WH1 P1          -> NOT_FOUND
                """);
    }

    @Test
    void parcelsMayHoldPartsAndEachIsRecordedOnce() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                receive  M2 SKU-2 WH1 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3 2:SKU-2x2   -> CREATED  A1: release yes
                hand     A1                      -> CHANGED                        A1@WH1: open 5
                ship     A1@WH1 P1 1x2           -> CREATED                        A1@WH1: state OPEN open 3 shipped 2 | A1/1: shipped 2 reserved 1
                ship     A1@WH1 P1 1x2           -> EXISTS                         A1@WH1: open 3
                ship     A1@WH1 P1 1x1           -> EXISTS_WITH_DIFFERENT_CONTENT  A1@WH1: open 3
                ship     A1@WH1 P2 1x2           -> NOT_POSSIBLE                   A1@WH1: open 3
                ship     A1@WH1 P2 3x1           -> NOT_POSSIBLE                   A1@WH1: open 3
                ship     A1@WH1 P2 1x0           -> NOT_POSSIBLE                   A1@WH1: open 3
                ship     A1@WH1 P2 1x1,2x1       -> CREATED                        A1@WH1: open 1 shipped 4
                ship     A1@WH1 P3               -> CREATED                        A1@WH1: state SHIPPED open 0 | A1: parcels 3 | SKU-1 WH1: on hand 2 reserved 0 | SKU-2 WH1: on hand 3
                """);
    }

    @Test
    void whoShipsWhatIsThereDoesNotWaitForTheRest() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 2:NEW-1x1   -> CREATED  A1/1: short 1 | A1: release yes
                hand     A1                      -> CHANGED  A1@WH1: open 1 | A1: release no
                receive  M2 SKU-1 WH1 1          -> CREATED  A1/1: short 0 reserved 2 | A1: release yes
                hand     A1                      -> CHANGED  A1@WH1#1: open 1 | A1@WH1#2: open 1
                """);
    }

    @Test
    void whoWaitsForTheWholeOrderWaitsForShortAndParkedLines() {
        Script.play(MemoryLedger.waitingForAll(), """
                receive  M1 SKU-1 WH1 1
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 2:NEW-1x1   -> CREATED  A1/1: short 1
                hand     A1                      -> EXISTS   A1: fulfilments 0 release no
                receive  M2 SKU-1 WH1 1          -> CREATED  A1/1: short 0 | A1: release yes
                hand     A1                      -> EXISTS   A1: fulfilments 0 release no
                bind     amazon NEW-1 SKU-2 1    -> DONE
                map      amazon NEW-1            -> CHANGED  A1/2: short 1
                receive  M3 SKU-2 WH2 1          -> CREATED  A1/2: short 0 | A1: release yes
                hand     A1                      -> CHANGED  A1: fulfilments 2
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1 2:NEW-2x1     -> CREATED  A2/1: short 1
                receive  M4 SKU-1 WH1 1          -> CREATED  A2/1: short 0
                hand     A2                      -> EXISTS   A2: fulfilments 0
                order    amazon/A2 rev 2 CONFIRMED 1:SKU-1x1 2:NEW-2x1-1   -> CHANGED  A2: release yes
                hand     A2                      -> CHANGED  A2: fulfilments 1
                """);
    }

    @Test
    void aCancelReachesTheWarehouseUntilTheParcelHasLeft() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 9
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x4     -> CREATED       A1: release yes
                hand     A1                                      -> CHANGED       A1@WH1: open 4
                pack     A1@WH1                                  -> CHANGED       A1@WH1: state PACKED
                ship     A1@WH1 P1 1x1                           -> CREATED       A1@WH1: open 3
                order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x4-1   -> CHANGED       A1@WH1: state PACKED open 2 cancelled 1 | SKU-1 WH1: available 6 reserved 2
                order    amazon/A1 rev 3 CANCELLED 1:SKU-1x4-1   -> CHANGED       A1@WH1: state SHIPPED open 0 shipped 1 cancelled 3 | A1/1: shipped 1 cancelled 3 | SKU-1 WH1: available 8 reserved 0
                ship     A1@WH1 P2                               -> NOT_POSSIBLE  A1: parcels 1
                """);
    }

    @Test
    void whatNobodyUnderstoodHoldsAnOrderBackThatWaitsToBeWhole() {
        String story = """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 partial message 7 unread 1   -> CREATED  A1: release yes
                hand     A1                                                               -> %s  A1: fulfilments %d
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 2:SKU-1x1 message 7          -> CHANGED  A1: unread 0 release yes
                hand     A1                                                               -> CHANGED  A1: fulfilments %d
                """;
        Script.play(MemoryLedger.waitingForAll(), story.formatted("EXISTS", 0, 1));
        Script.play(MemoryLedger.shippingAvailable(), story.formatted("CHANGED", 1, 2));
    }
}
