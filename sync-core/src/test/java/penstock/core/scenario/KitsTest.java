package penstock.core.scenario;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Kits are sold from their components. Played on a real database as well. */
public class KitsTest {

    /** A tea set of two cups and a pot; a pair of cups; both take cups. */
    private static final String KITS = """
            kit      amazon SET SKU-1x2 SKU-2x1                      -> DONE
            kit      web SET SKU-1x2 SKU-2x1                         -> DONE
            kit      web PAIR SKU-1x2                                -> DONE
            """;

    public static final List<String> STORIES = List.of(
            // a channel's line is a line for each component, and only whole kits are reserved
            KITS + """
            receive  M1 SKU-1 WH1 5                                  -> CREATED  available 5
            receive  M2 SKU-2 WH1 9                                  -> CREATED  available 9
            order    amazon/A1 rev 1 CONFIRMED 1:SETx3               -> CREATED  A1/1: ordered 6 reserved 4 short 2 | A1/1.2: ordered 3 reserved 2 short 1 | SKU-1 WH1: available 1 reserved 4 | SKU-2 WH1: available 7
            order    amazon/A1 rev 1 CONFIRMED 1:SETx3               -> EXISTS   SKU-1 WH1: available 1
            receive  M3 SKU-1 WH2 1                                  -> CREATED  A1/1: reserved 6 short 0 | A1/1.2: reserved 3 short 0 | SKU-1 WH2: available 0 | SKU-1 WH1: available 0
            order    amazon/A1 rev 2 CONFIRMED 1:SETx3-2             -> CHANGED  A1/1: reserved 2 cancelled 4 | A1/1.2: reserved 1 cancelled 2
            order    amazon/A1 rev 3 CONFIRMED 1:SETx2               -> CHANGED  A1/1: ordered 8 reserved 4 cancelled 4 | A1/1.2: ordered 4 reserved 2 cancelled 2
            order    amazon/A1 rev 4 CANCELLED 1:SETx2               -> CHANGED  A1/1: cancelled 8 | A1/1.2: cancelled 4 | SKU-2 WH1: available 9 reserved 0
            """,
            // components from two places, and one place if it has all
            KITS + """
            receive  M1 SKU-1 WH1 2                                  -> CREATED  available 2
            receive  M2 SKU-2 WH2 1                                  -> CREATED  available 1
            order    amazon/A1 rev 1 CONFIRMED 1:SETx1               -> CREATED  A1/1 WH1: open 2 | A1/1.2 WH2: open 1
            receive  M3 SKU-1 WH2 3                                  -> CREATED  available 3
            receive  M4 SKU-2 WH2 1                                  -> CREATED  available 1
            receive  M5 SKU-1 WH1 9                                  -> CREATED  available 9
            order    amazon/A2 rev 1 CONFIRMED 1:SETx1 2:SKU-3x1     -> CREATED  A2/1 WH2: open 2 | A2/1.2 WH2: open 1 | A2/2: short 1
            """,
            // kits and their components in one order, and kits that share one: whoever waits gets all or nothing
            KITS + """
            receive  M1 SKU-1 WH1 5                                  -> CREATED            available 5
            receive  M2 SKU-2 WH1 2                                  -> CREATED            available 2
            ask      web/W1 rev 1 CONFIRMED 1:SETx2 2:PAIRx1         -> EXCEEDS_AVAILABLE  W1: phase NONE | SKU-1 WH1: available 5
            ask      web/W2 rev 1 CONFIRMED 1:SETx1 2:PAIRx1 3:SKU-1x2 -> EXCEEDS_AVAILABLE SKU-1 WH1: available 5
            ask      web/W3 rev 1 CONFIRMED 1:SETx1 2:PAIRx1 3:SKU-1x1 -> CREATED          SKU-1 WH1: available 0 reserved 5 | SKU-2 WH1: available 1
            ask      web/W3 rev 1 CONFIRMED 1:SETx1 2:PAIRx1 3:SKU-1x1 -> EXISTS           SKU-1 WH1: available 0
            ask      web/W4 rev 1 CONFIRMED 1:SETx1                  -> EXCEEDS_AVAILABLE  W4: phase NONE
            """,
            // a hold of a kit is taken over as a whole
            KITS + """
            receive  M1 SKU-1 WH1 4                                  -> CREATED            available 4
            receive  M2 SKU-2 WH1 1                                  -> CREATED            available 1
            hold     web/H1 for 15m SETx1                            -> CREATED            SKU-1 WH1: available 2 | SKU-2 WH1: available 0
            hold     web/H2 for 15m SETx1                            -> EXCEEDS_AVAILABLE  SKU-1 WH1: available 2
            ask      web/W1 rev 1 CONFIRMED 1:SETx1 hold H1          -> CREATED            W1/1: reserved 2 | W1/1.2: reserved 1 | SKU-1 WH1: available 2
            """,
            // stock that vanishes: the component is short, the rest is kept; it is served again when it comes
            KITS + """
            receive  M1 SKU-1 WH1 4                                  -> CREATED  available 4
            receive  M2 SKU-2 WH1 2                                  -> CREATED  available 2
            order    amazon/A1 rev 1 CONFIRMED 1:SETx2               -> CREATED  A1/1: reserved 4 | A1/1.2: reserved 2
            count    M3 SKU-2 WH1 1                                  -> CREATED  A1/1: reserved 4 | A1/1.2: reserved 1 short 1
            order    amazon/A2 rev 1 CONFIRMED 1:SETx1               -> CREATED  A2/1: reserved 0 short 2 | A2/1.2: short 1
            receive  M4 SKU-2 WH1 2                                  -> CREATED  A1/1.2: reserved 2 short 0 | A2/1: short 2 | A2/1.2: short 1 | SKU-2 WH1: available 1
            receive  M5 SKU-1 WH1 2                                  -> CREATED  A2/1: reserved 2 | A2/1.2: reserved 1 | SKU-2 WH1: available 0
            """,
            // lines that were parked become kits, with what was cancelled meanwhile
            """
            receive  M1 SKU-1 WH1 9                                  -> CREATED  available 9
            receive  M2 SKU-2 WH1 9                                  -> CREATED  available 9
            order    amazon/A1 rev 1 CONFIRMED 1:NEWx3-1 2:SKU-3x1   -> CREATED  A1/1: ordered 3 cancelled 1 parked UNKNOWN_SKU
            kit      amazon NEW SKU-1x2 SKU-2x1                      -> DONE
            map      amazon NEW                                      -> CHANGED  A1/1: ordered 6 reserved 4 cancelled 2 parked no | A1/1.2: ordered 3 reserved 2 cancelled 1
            order    amazon/A1 rev 2 CONFIRMED 1:NEWx3-2 2:SKU-3x1   -> CHANGED  A1/1: reserved 2 cancelled 4 | A1/1.2: reserved 1 cancelled 2 | A1/2: short 1
            """,
            // what is discontinued is promised to nobody, but a held one was promised before, and orders are facts
            KITS + """
            receive  M1 SKU-1 WH1 8                                  -> CREATED            available 8
            receive  M2 SKU-2 WH1 4                                  -> CREATED            available 4
            hold     web/H1 for 15m SETx1                            -> CREATED            SKU-2 WH1: available 3
            discontinue SKU-2                                        -> DONE
            ask      web/W1 rev 1 CONFIRMED 1:SETx1                  -> EXCEEDS_AVAILABLE  W1: phase NONE
            ask      web/W2 rev 1 CONFIRMED 1:SKU-2x1                -> EXCEEDS_AVAILABLE  W2: phase NONE
            ask      web/W3 rev 1 CONFIRMED 1:PAIRx1                 -> CREATED            SKU-1 WH1: available 4
            ask      web/W4 rev 1 CONFIRMED 1:SETx1 hold H1          -> CREATED            W4/1.2: reserved 1
            order    amazon/A1 rev 1 CONFIRMED 1:SETx1               -> CREATED            A1/1: reserved 2 | A1/1.2: reserved 1
            """);

    @Test
    void kitsAreSoldWholeFromTheirComponents() {
        STORIES.forEach(story -> Script.play(MemoryLedger.shippingAvailable(), story));
    }
}
