package penstock.core.scenario;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What an own site's buyer changes his mind about. Played on a real database as well. */
public class EditsTest {

    public static final List<String> STORIES = List.of(
            // more, fewer, another line: all of it or nothing; a repeat changes nothing, however late
            """
            receive  M1 SKU-1 WH1 5                                  -> CREATED            available 5
            receive  M2 SKU-2 WH1 2                                  -> CREATED            available 2
            edit     web/W1 E0 1:SKU-1x1                             -> NOT_FOUND          W1: phase NONE
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2                -> CREATED            W1/1: reserved 2
            edit     web/W1 E1 1:SKU-1x4 2:SKU-2x1                   -> CHANGED            W1/1: ordered 4 reserved 4 | W1/2: ordered 1 reserved 1 | W1: revision 2
            edit     web/W1 E1 1:SKU-1x4 2:SKU-2x1                   -> EXISTS             W1: revision 2
            edit     web/W1 E1 1:SKU-1x4                             -> EXISTS_WITH_DIFFERENT_CONTENT  W1: revision 2
            edit     web/W1 E2 1:SKU-1x6 2:SKU-2x0 3:SKU-2x1         -> EXCEEDS_AVAILABLE  W1/1: reserved 4 | W1/2: reserved 1 | SKU-1 WH1: available 1
            edit     web/W1 E2 1:SKU-1x1 2:SKU-2x0                   -> CHANGED            W1/1: reserved 1 cancelled 3 | W1/2: cancelled 1 | SKU-1 WH1: available 4
            edit     web/W1 E1 1:SKU-1x4 2:SKU-2x1                   -> EXISTS             W1/1: reserved 1
            edit     web/W1 E3 1:SKU-1x5                             -> CHANGED            W1/1: ordered 8 reserved 5 cancelled 3 | SKU-1 WH1: available 0
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2                -> EXISTS             W1/1: reserved 5
            edit     web/W1 E4 1:SKU-2x1                             -> NOT_POSSIBLE       W1: revision 4
            edit     web/W1 E4 4:NEW-1x1                             -> EXCEEDS_AVAILABLE  W1: revision 4
            edit     web/W1 E4 seen 3 1:SKU-1x1                      -> EDITED_SINCE       W1/1: reserved 5
            edit     web/W1 E4 seen 4 1:SKU-1x1                      -> CHANGED            W1/1: reserved 1
            """,
            // what one line gives up another may have; what nobody of the order wants serves who waits
            """
            receive  M1 SKU-1 WH1 5                                  -> CREATED            available 5
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x5                -> CREATED            W1/1: reserved 5
            order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2             -> CREATED            A1/1: short 2
            edit     web/W1 E1 1:SKU-1x2 2:SKU-1x4                   -> EXCEEDS_AVAILABLE  W1/1: reserved 5
            edit     web/W1 E1 1:SKU-1x2 2:SKU-1x2                   -> CHANGED            W1/1: reserved 2 | W1/2: reserved 2 | A1/1: reserved 1 short 1
            """,
            // a kit changes whole
            """
            kit      web SET SKU-1x2 SKU-2x1                         -> DONE
            receive  M1 SKU-1 WH1 5                                  -> CREATED            available 5
            receive  M2 SKU-2 WH1 9                                  -> CREATED            available 9
            ask      web/W1 rev 1 CONFIRMED 1:SETx1                  -> CREATED            W1/1: reserved 2 | W1/1.2: reserved 1
            edit     web/W1 E1 1:SETx3                               -> EXCEEDS_AVAILABLE  W1/1: reserved 2 | W1/1.2: reserved 1
            edit     web/W1 E1 1:SETx2                               -> CHANGED            W1/1: reserved 4 | W1/1.2: reserved 2
            edit     web/W1 E2 1:SETx0 2:SKU-1x5                     -> CHANGED            W1/1: cancelled 4 | W1/1.2: cancelled 2 | W1/2: reserved 5 | SKU-2 WH1: available 9
            """,
            // after it was handed over: what is more is handed over besides, what is fewer is taken off, what has left
            // stays
            """
            receive  M1 SKU-1 WH1 9                                  -> CREATED            available 9
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x3                -> CREATED            W1/1: reserved 3
            hand     W1                                              -> CHANGED            W1@WH1: state OPEN open 3
            edit     web/W1 E1 1:SKU-1x5                             -> CHANGED            W1/1: reserved 5
            hand     W1                                              -> CHANGED            W1: fulfilments 2 | W1@WH1#1: open 3 | W1@WH1#2: open 2
            ship     W1@WH1#1 P1                                     -> CREATED            W1/1: shipped 3 reserved 2
            edit     web/W1 E2 1:SKU-1x2                             -> ALREADY_SHIPPED    W1/1: shipped 3 reserved 2
            edit     web/W1 E2 1:SKU-1x3                             -> CHANGED            W1/1: shipped 3 reserved 0 cancelled 2 | W1@WH1#2: state CANCELLED
            edit     web/W1 E3 1:SKU-1x4                             -> CHANGED            W1/1: shipped 3 reserved 1
            """,
            // another recipient, until the first parcel is packed
            """
            receive  M1 SKU-1 WH1 9                                  -> CREATED            available 9
            ask      web/W1 rev 1 CONFIRMED message 1 to KOELN 1:SKU-1x2   -> CREATED      W1: to KOELN message 1
            edit     web/W1 E1 message 2 to BONN                     -> CHANGED            W1: to BONN message 2
            edit     web/W1 E1 message 3 to BONN                     -> EXISTS             W1: to BONN message 2
            edit     web/W1 E1 message 3 to KOELN                    -> EXISTS_WITH_DIFFERENT_CONTENT  W1: to BONN
            ask      web/W1 rev 1 CONFIRMED message 4 to KOELN 1:SKU-1x2   -> EXISTS       W1: to BONN message 2
            hand     W1                                              -> CHANGED            W1@WH1: state OPEN open 2
            edit     web/W1 E2 message 5 to KOELN 1:SKU-1x1          -> CHANGED            W1: to KOELN message 5 | W1@WH1: state OPEN open 1
            pack     W1@WH1                                          -> CHANGED            W1@WH1: state PACKED
            edit     web/W1 E3 message 6 to BONN 1:SKU-1x2           -> ALREADY_PACKED     W1: to KOELN message 5 | W1/1: reserved 1
            edit     web/W1 E3 message 6 to KOELN 1:SKU-1x2          -> CHANGED            W1: to KOELN message 6 | W1/1: reserved 2
            ship     W1@WH1 P1                                       -> CREATED            W1/1: shipped 1
            edit     web/W1 E4 message 7 to BONN                     -> ALREADY_PACKED     W1: to KOELN message 6
            """,
            // where an order was refused there is nothing for it
            """
            receive  M1 SKU-1 FBA 9                                  -> CREATED            available 9
            ask      web/W1 rev 1 CONFIRMED 1:SKU-1x2                -> CREATED            W1/1: reserved 2
            hand     W1                                              -> CHANGED            W1@FBA: state SUBMITTING
            claim    W1@FBA                                          -> CHANGED            W1@FBA: state UNKNOWN
            settle   W1@FBA CREATE CANNOT_FULFIL                     -> CHANGED            W1@FBA: state REFUSED | W1/1: short 2
            edit     web/W1 E1 1:SKU-1x3                             -> EXCEEDS_AVAILABLE  W1/1: short 2
            receive  M2 SKU-1 WH1 3                                  -> CREATED            W1/1: reserved 2
            edit     web/W1 E1 1:SKU-1x4                             -> EXCEEDS_AVAILABLE  W1/1: reserved 2 | SKU-1 FBA: available 9
            edit     web/W1 E1 1:SKU-1x3                             -> CHANGED            W1/1: reserved 3 short 0 | SKU-1 WH1: available 0
            """,
            // a provider is told once, and an order that is cancelled stays so
            """
            receive  M1 SKU-1 FBA 9                                  -> CREATED            available 9
            ask      web/W1 rev 1 CONFIRMED message 1 to KOELN 1:SKU-1x2   -> CREATED      W1: to KOELN
            hand     W1                                              -> CHANGED            W1@FBA: state SUBMITTING open 2
            edit     web/W1 E1 message 2 to BONN                     -> AT_PROVIDER        W1: to KOELN message 1
            claim    W1@FBA                                          -> CHANGED            W1@FBA: state UNKNOWN
            settle   W1@FBA CREATE done                              -> CHANGED            W1@FBA: state SUBMITTED
            edit     web/W1 E2 1:SKU-1x1                             -> CHANGED            W1/1: reserved 2 wanted 1 | W1@FBA: state CANCELLING
            edit     web/W1 E3 1:SKU-1x2                             -> CHANGED            W1/1: ordered 2 reserved 2 wanted 0
            order    web/W1 rev 9 CANCELLED 1:SKU-1x2                -> CHANGED            W1: phase CANCELLED
            edit     web/W1 E4 1:SKU-1x1                             -> NOT_POSSIBLE       W1: phase CANCELLED
            """);

    @Test
    void everyStoryHoldsInMemory() {
        STORIES.forEach(story -> Script.play(MemoryLedger.shippingAvailable(), story));
    }
}
