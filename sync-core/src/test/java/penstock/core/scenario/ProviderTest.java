package penstock.core.scenario;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an outsourced provider does with our fulfilment orders, and what the buyer does meanwhile. */
class ProviderTest {

    private final World world = MemoryLedger.shippingAvailable();

    @BeforeEach
    void anOrderWaitsToBeSubmitted() {
        Script.play(world, """
                receive  M1 SKU-1 FBA 5
                receive  M2 SKU-1 SUP 9
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x4   -> CREATED  S1/1 FBA: open 4
                hand     S1                                     -> CHANGED  S1@FBA: state SUBMITTING open 4 due yes
                """);
    }

    @Test
    void itIsClaimedSubmittedAndShippedAndEachParcelRecordedOnce() {
        Script.play(world, """
                claim    S1@FBA                                 -> CHANGED  S1@FBA: state UNKNOWN due yes
                claim    S1@FBA                                 -> STALE    S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE done                     -> CHANGED  S1@FBA: state SUBMITTED due yes
                provider S1@FBA ACCEPTED                        -> CHANGED  S1@FBA: state SUBMITTED open 4
                provider S1@FBA ACCEPTED P1:1x1                 -> CHANGED  S1@FBA: open 3 | S1: parcels 1
                provider S1@FBA ACCEPTED P1:1x1                 -> CHANGED  S1@FBA: open 3 | S1: parcels 1
                provider S1@FBA COMPLETE P1:1x1 P2:1x1,1x2      -> CHANGED  S1@FBA: state SHIPPED open 0 due no | S1/1: shipped 4 | S1: parcels 2 | SKU-1 FBA: on hand 1
                provider S1@FBA COMPLETE P1:1x1 P2:1x1,1x2      -> EXISTS   S1: parcels 2
                settle   S1@FBA CREATE done                     -> STALE    S1@FBA: state SHIPPED
                provider S9@FBA ACCEPTED                        -> NOT_FOUND
                """);
    }

    @Test
    void whatIsAcceptedForLaterIsSubmitted() {
        Script.play(world, """
                claim    S1@FBA                 -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE pending  -> CHANGED  S1@FBA: state SUBMITTED due yes
                """);
    }

    @Test
    void whatWasNotSentIsSentLater() {
        Script.play(world, """
                claim    S1@FBA                 -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE unsent   -> CHANGED  S1@FBA: state SUBMITTING due yes
                claim    S1@FBA                 -> CHANGED  S1@FBA: state UNKNOWN
                """);
    }

    @Test
    void whatIsUnknownIsReadBackBeforeAnythingIsSentAgain() {
        Script.play(world, """
                claim    S1@FBA                             -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE unknown              -> CHANGED  S1@FBA: state UNKNOWN due yes
                claim    S1@FBA                             -> STALE    S1@FBA: state UNKNOWN
                settle   S1@FBA READ_BACK unsent            -> CHANGED  S1@FBA: state UNKNOWN due yes
                settle   S1@FBA READ_BACK unknown           -> CHANGED  S1@FBA: state UNKNOWN due yes
                settle   S1@FBA READ_BACK UNAUTHORISED      -> CHANGED  S1@FBA: state UNKNOWN due yes
                settle   S1@FBA READ_BACK NOT_FOUND         -> CHANGED  S1@FBA: state SUBMITTING due yes
                claim    S1@FBA                             -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE ALREADY_DONE         -> CHANGED  S1@FBA: state UNKNOWN due yes
                settle   S1@FBA READ_BACK done              -> CHANGED  S1@FBA: state SUBMITTED due yes
                settle   S1@FBA READ_BACK NOT_FOUND         -> CHANGED  S1@FBA: state SUBMITTED due yes
                """);
    }

    @Test
    void anOutcomeThatComesAfterTheProviderHasSpokenChangesNothing() {
        Script.play(world, """
                claim    S1@FBA                             -> CHANGED  S1@FBA: state UNKNOWN
                provider S1@FBA ACCEPTED                    -> CHANGED  S1@FBA: state SUBMITTED
                settle   S1@FBA CREATE unsent               -> STALE    S1@FBA: state SUBMITTED
                settle   S1@FBA CREATE unknown              -> STALE    S1@FBA: state SUBMITTED
                settle   S1@FBA CREATE INVALID              -> STALE    S1@FBA: state SUBMITTED open 4
                settle   S1@FBA CREATE done                 -> STALE    S1@FBA: state SUBMITTED open 4
                """);
    }

    @Test
    void whatIsRefusedIsSourcedElsewhere() {
        Script.play(world, """
                claim    S1@FBA                             -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE CANNOT_FULFIL        -> CHANGED  S1@FBA: state REFUSED open 0 due no | S1/1 FBA: open 0 | S1/1 SUP: open 4 | S1: release yes | SKU-1 FBA: available 5 reserved 0
                hand     S1                                 -> CHANGED  S1@SUP: state OPEN open 4
                """);
    }

    @Test
    void whoRefusedIsNotGivenTheOrderAgainForADay() {
        Script.play(world, """
                figures  SUP mirrored SKU-1=0               -> CHANGED  SKU-1 SUP: available 0
                claim    S1@FBA                             -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE CANNOT_FULFIL        -> CHANGED  S1@FBA: state REFUSED | S1/1: short 4 | SKU-1 FBA: available 5 reserved 0
                receive  M3 SKU-1 FBA 1                     -> CREATED  S1/1: short 4 | SKU-1 FBA: available 6 reserved 0
                order    shopify/S2 rev 1 CONFIRMED 1:SKU-1x2   -> CREATED  S2/1 FBA: open 2 | S1/1: short 4
                receive  M4 SKU-1 SUP 1                     -> CREATED  S1/1: short 3 | S1/1 SUP: open 1
                wait     25h
                receive  M5 SKU-1 FBA 1                     -> CREATED  S1/1: short 0 | S1/1 FBA: open 3
                """);
    }

    @Test
    void whatAProviderGivesUpIsSourcedElsewhereAndWhatItShippedStaysShipped() {
        Script.play(world, """
                claim    S1@FBA                             -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE done                 -> CHANGED  S1@FBA: state SUBMITTED
                provider S1@FBA COMPLETE P1:1x3             -> CHANGED  S1@FBA: state SHIPPED shipped 3 cancelled 1 | S1/1: shipped 3 reserved 1 | S1/1 SUP: open 1 | S1: release yes
                """);
    }

    @Test
    void aParcelThatComesAfterTheEndIsNotPassedOver() {
        Script.play(world, """
                claim    S1@FBA                             -> CHANGED       S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE done                 -> CHANGED       S1@FBA: state SUBMITTED
                provider S1@FBA COMPLETE P1:1x3             -> CHANGED       S1@FBA: state SHIPPED
                provider S1@FBA COMPLETE P1:1x3 P2:1x1      -> NOT_POSSIBLE  S1: parcels 1 | S1/1: shipped 3
                provider S1@FBA COMPLETE P1:1x3             -> EXISTS        S1: parcels 1
                """);
    }

    @Test
    void moreThanWasAskedForIsTheProvidersMistake() {
        Script.play(world, """
                claim    S1@FBA                             -> CHANGED  S1@FBA: state UNKNOWN
                provider S1@FBA ACCEPTED P1:1x3,1x3,2x1     -> CHANGED  S1@FBA: shipped 4 open 0 | S1/1: shipped 4
                provider S1@FBA COMPLETE P1:1x3,1x3,2x1     -> CHANGED  S1@FBA: state SHIPPED | S1: parcels 1
                """);
    }

    @Test
    void aBuyerWhoCancelsBeforeItIsSentHasCancelled() {
        Script.play(world, """
                order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x4-1   -> CHANGED  S1@FBA: state SUBMITTING open 3 cancelled 1 | S1/1: cancelled 1 wanted 0
                order    shopify/S1 rev 3 CANCELLED 1:SKU-1x4     -> CHANGED  S1@FBA: state CANCELLED open 0 due no | S1/1: cancelled 4 reserved 0 | SKU-1 FBA: available 5
                claim    S1@FBA                                   -> STALE    S1@FBA: state CANCELLED
                """);
    }

    @Test
    void aBuyerWhoCancelsWhileItIsOnItsWayWaitsForWhatBecameOfIt() {
        Script.play(world, """
                claim    S1@FBA                                   -> CHANGED  S1@FBA: state UNKNOWN
                order    shopify/S1 rev 2 CANCELLED 1:SKU-1x4     -> CHANGED  S1@FBA: state UNKNOWN open 4 | S1/1: wanted 4 reserved 4 cancelled 0 | SKU-1 FBA: available 1 reserved 4
                order    shopify/S1 rev 2 CANCELLED 1:SKU-1x4     -> EXISTS   S1/1: wanted 4
                settle   S1@FBA CREATE unknown                    -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA READ_BACK done                    -> CHANGED  S1@FBA: state CANCELLING due yes | S1/1: wanted 4
                settle   S1@FBA CANCEL unsent                     -> CHANGED  S1@FBA: state CANCELLING due yes
                settle   S1@FBA CANCEL pending                    -> CHANGED  S1@FBA: state CANCELLING due yes
                settle   S1@FBA CANCEL ALREADY_DONE               -> CHANGED  S1@FBA: state CANCELLING due yes
                provider S1@FBA CANCELLED                         -> CHANGED  S1@FBA: state CANCELLED open 0 | S1/1: cancelled 4 wanted 0 | SKU-1 FBA: available 5 reserved 0 | S1: release no
                """);
    }

    @Test
    void aCancelledOrderThatNeverArrivedIsSimplyCancelled() {
        Script.play(world, """
                claim    S1@FBA                                   -> CHANGED  S1@FBA: state UNKNOWN
                order    shopify/S1 rev 2 CANCELLED 1:SKU-1x4     -> CHANGED  S1/1: wanted 4
                settle   S1@FBA READ_BACK NOT_FOUND               -> CHANGED  S1@FBA: state CANCELLED open 0 | S1/1: cancelled 4 wanted 0 | SKU-1 FBA: available 5
                """);
    }

    @Test
    void aCancelIsAskedForAlsoWhenTheProviderSpeaksBeforeTheOutcome() {
        Script.play(world, """
                claim    S1@FBA                                   -> CHANGED  S1@FBA: state UNKNOWN
                order    shopify/S1 rev 2 CANCELLED 1:SKU-1x4     -> CHANGED  S1/1: wanted 4
                provider S1@FBA ACCEPTED                          -> CHANGED  S1@FBA: state CANCELLING due yes
                settle   S1@FBA CANCEL NOT_FOUND                  -> CHANGED  S1@FBA: state UNKNOWN due yes
                settle   S1@FBA READ_BACK NOT_FOUND               -> CHANGED  S1@FBA: state CANCELLED | S1/1: cancelled 4
                """);
    }

    @Test
    void aCancelThatComesTooLateEndsShipped() {
        Script.play(world, """
                claim    S1@FBA                                   -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE done                       -> CHANGED  S1@FBA: state SUBMITTED
                order    shopify/S1 rev 2 CANCELLED 1:SKU-1x4     -> CHANGED  S1@FBA: state CANCELLING | S1/1: wanted 4
                settle   S1@FBA CANCEL INVALID                    -> CHANGED  S1@FBA: state SUBMITTED due yes | S1/1: wanted 4
                provider S1@FBA ACCEPTED P1:1x1                   -> CHANGED  S1@FBA: state SUBMITTED | S1/1: wanted 3 shipped 1
                provider S1@FBA COMPLETE P1:1x1 P2:1x3            -> CHANGED  S1@FBA: state SHIPPED | S1/1: shipped 4 wanted 0 cancelled 0 | S1: release no
                """);
    }

    @Test
    void aRefusedCancelIsRememberedWhenTheProviderGivesUpAfterAll() {
        Script.play(world, """
                claim    S1@FBA                                   -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE done                       -> CHANGED  S1@FBA: state SUBMITTED
                order    shopify/S1 rev 2 CANCELLED 1:SKU-1x4     -> CHANGED  S1@FBA: state CANCELLING
                settle   S1@FBA CANCEL INVALID                    -> CHANGED  S1@FBA: state SUBMITTED
                provider S1@FBA COMPLETE P1:1x1                   -> CHANGED  S1@FBA: state SHIPPED | S1/1: shipped 1 cancelled 3 reserved 0 | SKU-1 SUP: available 9 reserved 0
                """);
    }

    @Test
    void aPartThatIsCancelledAtTheProviderIsCancelledAndTheRestSubmittedAgain() {
        Script.play(world, """
                claim    S1@FBA                                   -> CHANGED  S1@FBA: state UNKNOWN
                settle   S1@FBA CREATE done                       -> CHANGED  S1@FBA: state SUBMITTED
                order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x4-1   -> CHANGED  S1@FBA: state CANCELLING | S1/1: wanted 1 reserved 4
                provider S1@FBA CANCELLED                         -> CHANGED  S1@FBA: state CANCELLED | S1/1: cancelled 1 wanted 0 reserved 3 | S1/1 FBA: open 3 | S1: release yes
                hand     S1                                       -> CHANGED  S1@FBA#2: state SUBMITTING open 3
                """);
    }

    @Test
    void aBuyerWhoTakesTheCancellationBackIsServed() {
        Script.play(world, """
                claim    S1@FBA                                   -> CHANGED  S1@FBA: state UNKNOWN
                order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x4-2   -> CHANGED  S1/1: wanted 2 reserved 4
                order    shopify/S1 rev 3 CONFIRMED 1:SKU-1x4     -> CHANGED  S1/1: wanted 0 reserved 4 ordered 4
                settle   S1@FBA CREATE done                       -> CHANGED  S1@FBA: state SUBMITTED
                """);
    }

    @Test
    void aFulfilmentOrderBrokenByACountBeforeItIsSentIsNotSent() {
        Script.play(world, """
                figures  FBA mirrored SKU-1=1                     -> CHANGED  S1@FBA: state SUBMITTING open 1 | S1/1 FBA: open 1 | S1/1 SUP: open 3 | S1: release yes
                figures  FBA mirrored SKU-1=0                     -> CHANGED  S1@FBA: state CANCELLED open 0 | S1/1 SUP: open 4
                """);
    }
}
