package penstock.core.scenario;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What has left by the channel's word, without a parcel of ours. Played on a real database as well. */
public class ShippedByOthersTest {

    public static final List<String> STORIES = List.of(
            // an order that was shipped before its channel was connected is not shipped again
            """
            receive  M1 SKU-1 WH1 10
            receive  M2 SKU-2 WH1 10
            order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x4+4 before           -> CREATED  S1/1: reserved 0 shipped 0 elsewhere 4 short 0 | S1: release no | SKU-1 WH1: available 10 reserved 0
            order    shopify/S2 rev 1 CONFIRMED 1:SKU-1x4+3 2:SKU-2x2 before -> CREATED  S2/1: reserved 1 elsewhere 3 | S2/2: reserved 2 elsewhere 0 | S2: release yes | SKU-1 WH1: available 9 reserved 1
            order    shopify/S2 rev 2 CONFIRMED 1:SKU-1x4+4 2:SKU-2x2 before -> CHANGED  S2/1: reserved 0 shipped 1 elsewhere 3 | SKU-1 WH1: available 9 reserved 0
            order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x4+4 before           -> CHANGED  S1/1: elsewhere 4 short 0
            order    shopify/S3 rev 1 CONFIRMED 1:NEW-1x3-1+1 before         -> CREATED  S3/1: ordered 3 cancelled 1 elsewhere 1 parked UNKNOWN_SKU
            bind     shopify NEW-1 SKU-2 3
            map      shopify NEW-1                                           -> CHANGED  S3/1: ordered 9 reserved 3 cancelled 3 elsewhere 3 parked no
            """,
            // what a person sent since takes it out of stock, and out of the warehouse's hands
            """
            receive  M1 SKU-1 WH1 10
            order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x4       -> CREATED  S1/1: reserved 4
            hand     S1                                         -> CHANGED  S1@WH1: state OPEN open 4
            order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x4+1     -> CHANGED  S1/1: reserved 3 shipped 1 | S1@WH1: state OPEN open 3 shipped 1 | SKU-1 WH1: available 6 reserved 3
            ship     S1@WH1 P1 1x1                              -> CREATED  S1/1: reserved 2 shipped 2
            order    shopify/S1 rev 3 CONFIRMED 1:SKU-1x4+2     -> CHANGED  S1/1: reserved 2 shipped 2
            order    shopify/S1 rev 4 CONFIRMED 1:SKU-1x4+4     -> CHANGED  S1/1: reserved 0 shipped 4 | S1@WH1: state SHIPPED open 0 shipped 4 | SKU-1 WH1: available 6 reserved 0
            ship     S1@WH1 P2                                  -> NOT_POSSIBLE  S1/1: shipped 4
            order    shopify/S1 rev 5 CONFIRMED 1:SKU-1x4       -> CHANGED  S1/1: reserved 0 shipped 4
            """,
            // what was sent before we read the order is taken out of stock at once
            """
            receive  M1 SKU-1 WH1 3
            order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2+2      -> CREATED  A1/1: reserved 0 shipped 2 elsewhere 0 | A1@WH1: state SHIPPED open 0 | SKU-1 WH1: available 1 reserved 0
            order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x3+2      -> CREATED  A2/1: shipped 1 elsewhere 1 short 1 | SKU-1 WH1: available 0 reserved 0
            """,
            // of an order that is not paid only what left is taken out
            """
            receive  M1 SKU-1 WH1 10
            order    shopify/S1 rev 1 PENDING 1:SKU-1x4         -> CREATED  S1/1: reserved 4
            order    shopify/S1 rev 2 PENDING 1:SKU-1x4+1       -> CHANGED  S1/1: reserved 3 shipped 1 | S1@WH1: state SHIPPED open 0 shipped 1 | SKU-1 WH1: available 6 reserved 3
            order    shopify/S1 rev 3 CANCELLED 1:SKU-1x4-2+2   -> CHANGED  S1/1: reserved 0 shipped 2 cancelled 2 | SKU-1 WH1: available 8 reserved 0
            """,
            // as much as a provider may be packing is the provider's to tell; what else is promised has left besides
            """
            receive  M1 SKU-1 FBA 10
            order    shopify/S1 rev 1 CONFIRMED 1:SKU-1x4       -> CREATED  S1/1: reserved 4
            hand     S1                                         -> CHANGED  S1@FBA: state SUBMITTING
            claim    S1@FBA
            settle   S1@FBA CREATE done
            order    shopify/S1 rev 2 CONFIRMED 1:SKU-1x4+4     -> CHANGED  S1/1: reserved 4 wanted 0 | S1@FBA: state SUBMITTED
            provider S1@FBA COMPLETE P1:1x4                     -> CHANGED  S1/1: reserved 0 shipped 4 elsewhere 0 | SKU-1 FBA: available 6 reserved 0
            order    shopify/S1 rev 3 CONFIRMED 1:SKU-1x4+4     -> CHANGED  S1/1: shipped 4 elsewhere 0
            receive  M2 SKU-2 FBA 2
            receive  M3 SKU-2 WH1 2
            order    shopify/S2 rev 1 CONFIRMED 1:SKU-2x4       -> CREATED  S2/1: reserved 4
            hand     S2
            claim    S2@FBA
            settle   S2@FBA CREATE done
            order    shopify/S2 rev 2 CONFIRMED 1:SKU-2x4+2     -> CHANGED  S2/1: reserved 4 | S2@WH1: state OPEN open 2
            order    shopify/S2 rev 3 CONFIRMED 1:SKU-2x4+3     -> CHANGED  S2/1: reserved 3 shipped 1 | S2@WH1: state OPEN open 1 shipped 1
            """,
            // of a kit every component left
            """
            receive  M1 SKU-1 WH1 10
            receive  M2 SKU-2 WH1 10
            kit      shopify SET SKU-1x2 SKU-2x1
            order    shopify/S1 rev 1 CONFIRMED 1:SETx2         -> CREATED  S1/1: reserved 4 | S1/1.2: reserved 2
            hand     S1
            order    shopify/S1 rev 2 CONFIRMED 1:SETx2+1       -> CHANGED  S1/1: reserved 2 shipped 2 | S1/1.2: reserved 1 shipped 1
            """);

    @Test
    void itIsNotSentAgain() {
        STORIES.forEach(story -> Script.play(MemoryLedger.shippingAvailable(), story));
    }
}
