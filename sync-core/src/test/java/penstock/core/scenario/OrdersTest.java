package penstock.core.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import penstock.core.book.Command;

public class OrdersTest {

    private final World world = MemoryLedger.shippingAvailable();

    @Test
    void anOrderIsReservedOnceHoweverOftenItComes() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10                                -> CREATED  on hand 10 reserved 0 available 10
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x4            -> CREATED  SKU-1 WH1: available 6 reserved 4 | A7/1: ordered 4 reserved 4 short 0 | A7: phase CONFIRMED release yes
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x4            -> EXISTS   SKU-1 WH1: available 6 reserved 4
                order    amazon/A7 rev 1 PENDING 1:SKU-1x9              -> STALE    SKU-1 WH1: available 6 reserved 4 | A7: phase CONFIRMED revision 2
                order    shopify/A8 rev 1 CONFIRMED 1:SKU-1x1           -> CREATED  SKU-1 WH1: available 5 reserved 5
                """);
    }

    @Test
    void aNewerSnapshotChangesItUpAndDownAndUpAgain() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A7 rev 1 CONFIRMED 1:SKU-1x4            -> CREATED  A7/1: ordered 4 reserved 4
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x6            -> CHANGED  A7/1: ordered 6 reserved 6 cancelled 0
                order    amazon/A7 rev 3 CONFIRMED 1:SKU-1x2            -> CHANGED  A7/1: ordered 6 reserved 2 cancelled 4 | SKU-1 WH1: available 8 reserved 2
                order    amazon/A7 rev 4 CONFIRMED 1:SKU-1x5            -> CHANGED  A7/1: ordered 9 reserved 5 cancelled 4 | SKU-1 WH1: available 5 reserved 5
                order    amazon/A7 rev 5 CONFIRMED 1:SKU-1x5 by 2H      -> CHANGED  A7/1: ordered 9 reserved 5 cancelled 4 | SKU-1 WH1: available 5 reserved 5
                order    amazon/A7 rev 6 CONFIRMED 1:SKU-1x5-2          -> CHANGED  A7/1: ordered 9 reserved 3 cancelled 6
                order    amazon/A7 rev 7 CONFIRMED 1:SKU-1x5-2 2:SKU-2x1 -> CHANGED A7/1: reserved 3 | A7/2: ordered 1 short 1
                order    amazon/A7 rev 8 CANCELLED 1:SKU-1x5-2 2:SKU-2x1 -> CHANGED A7/1: reserved 0 cancelled 9 | A7/2: cancelled 1 | SKU-1 WH1: available 10 reserved 0 | A7: release no
                """);
    }

    @Test
    void aLineThatIsMissingInANewerSnapshotIsCancelledUnlessTheSnapshotIsPartial() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                receive  M2 SKU-2 WH1 10
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x4 2:SKU-2x3 3:NEW-1x1   -> CREATED  A7/1: reserved 4 | A7/2: reserved 3 | A7/3: parked UNKNOWN_SKU
                order    amazon/A7 rev 3 CONFIRMED 1:SKU-1x4 partial    -> CHANGED  A7/1: reserved 4 | A7/2: reserved 3 cancelled 0
                order    amazon/A7 rev 3 CONFIRMED 1:SKU-1x4 2:SKU-2x3  -> CHANGED  A7/2: reserved 3 cancelled 0 | A7/3: cancelled 0
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x4            -> STALE    A7/2: reserved 3 cancelled 0
                order    amazon/A7 rev 4 CONFIRMED 1:SKU-1x4            -> CHANGED  A7/1: reserved 4 | A7/2: reserved 0 cancelled 3 | A7/3: cancelled 1 | SKU-2 WH1: available 10 reserved 0
                order    amazon/A7 rev 5 CONFIRMED 1:SKU-1x4 2:SKU-2x1  -> CHANGED  A7/2: ordered 4 reserved 1 cancelled 3
                """);
    }

    @Test
    void whatWasShippedOfAMissingLineStaysShipped() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                receive  M2 SKU-2 WH1 10
                order    amazon/A7 rev 1 CONFIRMED 1:SKU-1x4 2:SKU-2x3  -> CREATED  A7/2: reserved 3
                hand     A7                                             -> CHANGED  A7: fulfilments 1
                ship     A7@WH1 P1 2x1                                  -> CREATED  A7/2: shipped 1 reserved 2
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x4            -> CHANGED  A7/2: shipped 1 cancelled 2 reserved 0
                """);
    }

    @Test
    void aCancelThatOvertakesItsOrderWins() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A7 rev 5 CANCELLED 1:SKU-1x4            -> CREATED  A7: phase CANCELLED release no | A7/1: ordered 4 cancelled 4 reserved 0
                order    amazon/A7 rev 1 PENDING 1:SKU-1x4              -> STALE    SKU-1 WH1: available 10 reserved 0
                order    amazon/A7 rev 5 CANCELLED 1:SKU-1x4            -> EXISTS   SKU-1 WH1: available 10 reserved 0
                order    amazon/A7 rev 6 CONFIRMED 1:SKU-1x4            -> CHANGED  A7: phase CANCELLED release no | A7/1: cancelled 4 reserved 0 ordered 4
                order    amazon/A7 rev 7 CONFIRMED 1:SKU-1x5 2:SKU-1x1  -> CHANGED  A7: phase CANCELLED | SKU-1 WH1: available 10 reserved 0
                """);
    }

    @Test
    void pendingHoldsUnitsConfirmedReleasesThemCancelledGivesThemBack() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A7 rev 1 PENDING 1:SKU-1x4              -> CREATED  A7: phase PENDING release no | SKU-1 WH1: available 6 reserved 4
                hand     A7                                             -> EXISTS   A7: fulfilments 0
                order    amazon/A7 rev 2 CONFIRMED 1:SKU-1x4            -> CHANGED  A7: phase CONFIRMED release yes | SKU-1 WH1: available 6 reserved 4
                order    amazon/A7 rev 1 PENDING 1:SKU-1x4              -> STALE    A7: phase CONFIRMED
                order    amazon/A7 rev 3 CANCELLED 1:SKU-1x4            -> CHANGED  A7: phase CANCELLED release no | SKU-1 WH1: available 10 reserved 0
                """);
    }

    @Test
    void ofTwoSnapshotsAtOneRevisionTheFurtherOneWinsInEitherOrder() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 PENDING 1:SKU-1x4              -> CREATED  A1: phase PENDING
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3            -> CHANGED  A1: phase CONFIRMED | A1/1: reserved 3
                order    amazon/A1 rev 1 PENDING 1:SKU-1x4              -> CHANGED  A1: phase CONFIRMED | A1/1: ordered 4 reserved 3 cancelled 1
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3            -> CHANGED  A1: phase CONFIRMED | A1/1: ordered 4 reserved 3 cancelled 1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x3            -> CREATED  A2: phase CONFIRMED
                order    amazon/A2 rev 1 PENDING 1:SKU-1x4              -> CHANGED  A2: phase CONFIRMED | A2/1: reserved 4
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x3            -> CHANGED  A2: phase CONFIRMED | A2/1: ordered 4 reserved 3 cancelled 1
                order    amazon/A1 rev 1 CANCELLED 1:SKU-1x4            -> CHANGED  A1: phase CANCELLED
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x3            -> CHANGED  A1: phase CANCELLED | SKU-1 WH1: available 7 reserved 3
                """);
    }

    private static final String NOT_UNDERSTOOD = """
            receive  M1 SKU-1 WH1 10
            order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 partial message 7 unread 2     -> CREATED  A1: unread 2 message 7 | A1/1: reserved 2
            order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 partial message 7 unread 2     -> EXISTS   A1: unread 2 message 7
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x2 partial message 8 unread 1     -> CHANGED  A1: unread 1 message 8
            order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 message 9                      -> STALE    A1: unread 1 message 8
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x2 2:SKU-1x1 message 8            -> CHANGED  A1: unread 0 | A1/2: reserved 1
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x2 partial message 9 unread 1     -> CHANGED  A1: unread 0 | A1/2: reserved 1
            order    amazon/A1 rev 3 CONFIRMED 1:SKU-1x2 2:SKU-1x1 message 10 unread 1  -> CHANGED  A1: unread 1
            order    amazon/A1 rev 4 CONFIRMED 1:SKU-1x2 2:SKU-1x1 message 11           -> CHANGED  A1: unread 0
            order    amazon/A1 rev 5 CONFIRMED 1:SKU-1x2 2:SKU-1x1 message 12 unread 2  -> CHANGED  A1: unread 2
            order    amazon/A1 rev 5 CONFIRMED 1:SKU-1x2 2:SKU-1x1 message 12 unread 1  -> CHANGED  A1: unread 1
            """;

    private static final String RECIPIENTS = """
            receive  M1 SKU-1 WH1 10
            order    amazon/A1 rev 1 PENDING 1:SKU-1x1 message 1                -> CREATED  A1: to NOBODY message 1
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x1 message 2 to KOELN     -> CHANGED  A1: to KOELN message 2
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x1 message 3 to KOELN     -> EXISTS   A1: to KOELN message 2
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x1 message 4 to BONN      -> CHANGED  A1: to BONN message 4
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x1 message 5              -> EXISTS   A1: to BONN message 4
            order    amazon/A1 rev 3 CONFIRMED 1:SKU-1x1 message 6              -> CHANGED  A1: to BONN message 4 revision 3
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x1 message 7 to KOELN     -> STALE    A1: to BONN message 4
            order    amazon/A1 rev 4 CONFIRMED 1:SKU-1x1 message 8 to KOELN     -> CHANGED  A1: to KOELN message 8
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 message 20 to KOELN       -> CREATED  W1: to KOELN message 20
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 message 21 to KOELN       -> EXISTS   W1: message 20
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 message 22 to BONN        -> EXISTS_WITH_DIFFERENT_CONTENT  W1: to KOELN message 20
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 message 23                -> EXISTS_WITH_DIFFERENT_CONTENT  W1: to KOELN message 20
            order    web/W1 rev 2 CONFIRMED 1:SKU-1x2-1                         -> CHANGED  W1: to KOELN message 20
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 message 24 to KOELN       -> EXISTS   W1/1: reserved 1
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2 message 25 to BONN        -> EXISTS_WITH_DIFFERENT_CONTENT  W1/1: reserved 1
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x3 message 26 to KOELN       -> EXISTS_WITH_DIFFERENT_CONTENT  W1/1: reserved 1
            """;

    private static final String ACCEPTED = """
            receive  M1 SKU-1 WH1 10
            order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 partial message 7 unread 1   -> CREATED       A1: unread 1
            accept   A1 6                                                             -> NOT_POSSIBLE  A1: unread 1
            accept   A9 7                                                             -> NOT_FOUND
            accept   A1 7                                                             -> CHANGED       A1: unread 0 release yes
            accept   A1 7                                                             -> EXISTS        A1: unread 0
            order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2 partial message 7 unread 1   -> EXISTS        A1: unread 0
            order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x1 partial message 8 unread 1   -> CHANGED       A1: unread 0 message 8
            order    amazon/A1 rev 3 CONFIRMED 1:SKU-1x1 partial message 9 unread 2   -> CHANGED       A1: unread 2 message 9
            order    amazon/A1 rev 4 CONFIRMED 1:SKU-1x1 partial message 10 unread 1  -> CHANGED       A1: unread 1
            """;

    private static final String PAYMENT_TAKEN_BACK = """
            receive  M1 SKU-1 WH1 10
            receive  M2 SKU-2 FBA 10
            order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x4 2:SKU-2x1   -> CREATED       S1/1: reserved 4
            hand     S1                                               -> CHANGED       S1@WH1: state OPEN | S1@FBA: state SUBMITTING
            order    shopify/S1 rev 2 PENDING 1:SKU-1x4 2:SKU-2x1     -> CHANGED       S1: phase PENDING release no | S1@WH1: state CANCELLED open 0 | S1@FBA: state CANCELLED | S1/1: reserved 4
            ship     S1@WH1 P1                                        -> NOT_POSSIBLE  S1/1: reserved 4 shipped 0
            claim    S1@FBA                                           -> STALE
            order    shopify/S1 rev 3 CONFIRMED 1:SKU-1x4 2:SKU-2x1   -> CHANGED       S1: release yes
            hand     S1                                               -> CHANGED       S1: fulfilments 4 | S1@WH1: state OPEN open 4 | S1@FBA: state SUBMITTING
            pick     S1@WH1                                           -> CHANGED
            order    shopify/S1 rev 4 PENDING 1:SKU-1x4 2:SKU-2x1     -> CHANGED       S1@WH1: state PICKED open 4 | S1@FBA: state CANCELLED
            """;

    /** What is kept of readings, to be played on a database as well. */
    public static final List<String> READINGS = List.of(NOT_UNDERSTOOD, ACCEPTED, RECIPIENTS, PAYMENT_TAKEN_BACK);

    @Test
    void whatIsNotPaidAnyMoreIsTakenBackFromWhoHasNotBegunToShipIt() {
        Script.play(world, PAYMENT_TAKEN_BACK);
    }

    @Test
    void whatNobodyUnderstoodIsKeptUntilALaterReadingHasNone() {
        Script.play(world, NOT_UNDERSTOOD);
    }

    @Test
    void whatAPersonHasAcceptedIsNotShownAgainWhileItIsTheSame() {
        Script.play(world, ACCEPTED);
    }

    @Test
    void theLatestRecipientThatWasNamedCountsAndTheOwnSiteMayNotNameAnother() {
        Script.play(world, RECIPIENTS);
    }

    @Test
    void whatIsAskedAgainSaysWhatKindOfThingIsDifferent() {
        Script.decide(world, "receive M1 SKU-1 WH1 10");
        Script.decide(world, "ask web/W1 rev 1 CONFIRMED 1:SKU-1x2 by 2H message 1 to KOELN");
        assertThat(Stream.of(
                        "1:SKU-1x3 by 2H message 2 to KOELN",
                        "1:SKU-1x2 by 3H message 2 to KOELN",
                        "1:SKU-1x2 by 2H message 2 to BONN",
                        "2:SKU-1x2 message 2 to BONN"))
                .extracting(again -> world.decide(List.of(Words.understand(world, "ask web/W1 rev 1 CONFIRMED " + again)
                                .orElseThrow()))
                        .get(0)
                        .detail()
                        .replaceAll("this order id came before with |; cancel that order, or use another id", ""))
                .containsExactly(
                        "other lines",
                        "another latest dispatch",
                        "another recipient",
                        "other lines and another latest dispatch and another recipient");
    }

    @Test
    void anUnknownSkuIsParkedAndTheOtherLinesAreReserved() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                receive  M2 SKU-2 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:NEW-1x2 2:SKU-1x1  -> CREATED    A1/1: ordered 2 reserved 0 short 0 parked UNKNOWN_SKU | A1/2: reserved 1
                order    amazon/A2 rev 1 CONFIRMED 1:NEW-1x3-1          -> CREATED    A2/1: ordered 3 cancelled 1 parked UNKNOWN_SKU
                order    amazon/A3 rev 1 CONFIRMED 1:NEW-1x1            -> CREATED    A3/1: parked UNKNOWN_SKU
                order    amazon/A3 rev 2 CANCELLED 1:NEW-1x1            -> CHANGED    A3/1: cancelled 1
                map      amazon NEW-1                                   -> NOT_FOUND
                bind     amazon NEW-1 SKU-2 3                           -> DONE
                map      amazon NEW-1                                   -> CHANGED    A1/1: ordered 6 reserved 6 parked no | A2/1: ordered 9 reserved 4 short 2 cancelled 3 | A3/1: ordered 3 cancelled 3 | SKU-2 WH1: available 0 reserved 10
                map      amazon NEW-1                                   -> EXISTS     SKU-2 WH1: reserved 10
                order    amazon/A1 rev 2 CONFIRMED 1:NEW-1x1 2:SKU-1x1  -> CHANGED    A1/1: ordered 6 reserved 3 cancelled 3 | A2/1: reserved 6 short 0 | SKU-2 WH1: available 1 reserved 9
                order    shopify/S1 rev 1 CONFIRMED 1:NEW-1x1           -> CREATED    S1/1: parked UNKNOWN_SKU
                """);
    }

    @Test
    void anOrderIsTakenBackBeforeItsSkuIsKnown() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 10
                order    amazon/A1 rev 1 CONFIRMED 1:NEW-1x5            -> CREATED  A1/1: ordered 5 cancelled 0
                order    amazon/A1 rev 2 CONFIRMED 1:NEW-1x3            -> CHANGED  A1/1: ordered 5 cancelled 2
                order    amazon/A1 rev 3 CONFIRMED 1:NEW-1x6            -> CHANGED  A1/1: ordered 8 cancelled 2
                bind     amazon NEW-1 SKU-1 1                           -> DONE
                map      amazon NEW-1                                   -> CHANGED  A1/1: ordered 8 reserved 6 cancelled 2 | A1: release yes
                """);
    }

    @Test
    void whatACancelFreesServesTheOldestShortOrder() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x5            -> CREATED  A1/1: reserved 5
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x3            -> CREATED  A2/1: short 3 | A2: release no
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x3            -> CREATED  A3/1: short 3
                order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x5-4          -> CHANGED  A2/1: reserved 3 short 0 | A2: release yes | A3/1: reserved 1 short 2 | SKU-1 WH1: available 0 reserved 5
                """);
    }

    @Test
    void anOrderThatWaitsForItsAnswerIsReservedWholeOrRefused() {
        Script.play(world, """
                receive  M1 SKU-1 WH1 3
                receive  M2 SKU-1 WH2 2
                receive  M3 SKU-2 WH1 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x5 2:SKU-2x2     -> EXCEEDS_AVAILABLE  W1: phase NONE | SKU-1 WH1: available 3
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x3 2:SKU-1x3     -> EXCEEDS_AVAILABLE  W1: phase NONE | SKU-1 WH1: available 3
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x1 2:NEW-1x1     -> EXCEEDS_AVAILABLE  W1: phase NONE
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x5 2:SKU-2x1     -> CREATED            W1/1: reserved 5 | W1/2: reserved 1
                ask      web/W1 rev 1 CONFIRMED 1:SKU-1x5 2:SKU-2x1     -> EXISTS             W1/1: reserved 5
                ask      web/W1 rev 2 CONFIRMED 1:SKU-1x5 2:SKU-2x1     -> EXISTS             W1/1: reserved 5
                ask      web/W1 rev 2 CONFIRMED 1:SKU-1x4 2:SKU-2x1     -> EXISTS_WITH_DIFFERENT_CONTENT  W1/1: reserved 5
                ask      web/W1 rev 2 CANCELLED 1:SKU-1x5 2:SKU-2x1     -> CHANGED            W1/1: cancelled 5 reserved 0
                ask      web/W2 rev 9 CANCELLED 1:SKU-1x99              -> CREATED            W2/1: cancelled 99
                ask      web/W2 rev 1 CONFIRMED 1:SKU-1x99              -> EXISTS             W2/1: cancelled 99
                """);
    }

    @Test
    void ofAPartitionedSkuTheOwnSiteLeavesAloneWhatOthersMayStillSell() {
        Script.play(world, """
                receive  M1 SKU-P WH1 10
                expose   amazon SKU-P 4                                 -> DONE
                expose   shopify SKU-P 3                                -> DONE
                expose   web SKU-P 3                                    -> DONE
                ask      web/W1 rev 1 CONFIRMED 1:SKU-Px4               -> EXCEEDS_AVAILABLE  SKU-P WH1: available 10
                hold     web/H1 for 15m SKU-Px4                         -> EXCEEDS_AVAILABLE  SKU-P WH1: available 10
                hold     web/H2 for 15m SKU-Px1                         -> CREATED            SKU-P WH1: available 9
                ask      web/W1 rev 1 CONFIRMED 1:SKU-Px3               -> EXCEEDS_AVAILABLE  SKU-P WH1: available 9
                ask      web/W2 rev 1 CONFIRMED 1:SKU-Px3 hold H2       -> CREATED            SKU-P WH1: available 7
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-Px3            -> CREATED            SKU-P WH1: available 4
                ask      web/W3 rev 1 CONFIRMED 1:SKU-Px1               -> EXCEEDS_AVAILABLE  SKU-P WH1: available 4
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-Px2            -> CREATED            SKU-P WH1: available 2
                order    shopify/S1 rev 1 CONFIRMED 1:SKU-Px2           -> CREATED            SKU-P WH1: available 0 | S1/1: short 0
                receive  M2 SKU-P WH1 2                                 -> CREATED            available 2
                ask      web/W3 rev 1 CONFIRMED 1:SKU-Px1               -> CREATED            SKU-P WH1: available 1
                order    amazon/A2 rev 2 CANCELLED 1:SKU-Px2            -> CHANGED            SKU-P WH1: available 3
                """);
    }

    @Test
    void withinOneBatchTheOwnSiteSeesWhatOthersHaveJustSold() {
        Script.play(world, """
                receive  M1 SKU-P WH1 5
                expose   amazon SKU-P 4   -> DONE
                """);
        List<String> verdicts = decideTogether(
                "order amazon/A1 rev 1 CONFIRMED 1:SKU-Px3",
                "ask web/W1 rev 1 CONFIRMED 1:SKU-Px2",
                "ask web/W2 rev 1 CONFIRMED 1:SKU-Px1",
                "order amazon/A1 rev 2 CANCELLED 1:SKU-Px3",
                "ask web/W3 rev 1 CONFIRMED 1:SKU-Px1");
        assertThat(verdicts).containsExactly("CREATED", "EXCEEDS_AVAILABLE", "CREATED", "CHANGED", "EXCEEDS_AVAILABLE");
    }

    private List<String> decideTogether(String... sentences) {
        List<Command> commands = Stream.of(sentences)
                .flatMap(sentence -> Words.understand(world, sentence).stream())
                .toList();
        return world.decide(commands).stream()
                .map(reply -> reply.verdict().name())
                .toList();
    }
}
