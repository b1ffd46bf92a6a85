package penstock.test.ordering;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply.Verdict;
import penstock.core.order.OrderEdits;
import penstock.core.order.OrderFlags;
import penstock.core.scenario.Script;
import penstock.core.shipping.Fulfilments;
import penstock.core.shipping.Mergeable;
import penstock.core.shipping.Releases;
import penstock.core.shipping.ShipTogether;

/** What people say of an order, and what then happens to it. */
class FlagsTest {

    private final PromisingSeller seller = new PromisingSeller(false);

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    void anOrderThatIsHeldBackIsHandedOverWhenTheFlagIsLowered() {
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2    -> CREATED    A1: release yes
                raise    A1 HOLD                                -> CHANGED    A1/1: reserved 2
                raise    A1 HOLD                                -> EXISTS     A1/1: reserved 2
                hand     A1                                     -> EXISTS     A1: fulfilments 0
                order    amazon/A1 rev 2 CONFIRMED 1:SKU-1x3    -> CHANGED    A1/1: reserved 3
                hand     A1                                     -> EXISTS     A1: fulfilments 0
                lower    A1 HOLD                                -> CHANGED    A1: release yes
                lower    A1 HOLD                                -> EXISTS     A1: release yes
                hand     A1                                     -> CHANGED    A1: fulfilments 1
                raise    A9 HOLD                                -> NOT_FOUND  A9: phase NONE
                order    amazon/A1 rev 3 CANCELLED 1:SKU-1x3    -> CHANGED    A1: phase CANCELLED
                raise    A1 HOLD                                -> NOT_POSSIBLE  A1: phase CANCELLED
                """);
        assertThat(new OrderFlags(seller.database).list(seller.ledger.seller(), order("A1"), 10))
                .singleElement()
                .satisfies(flag -> {
                    assertThat(flag.flag() + " " + flag.reason() + " " + flag.raisedBy())
                            .isEqualTo("HOLD because KEY:7");
                    assertThat(flag.loweredBy()).contains("KEY:7");
                    assertThat(flag.loweredAt()).isPresent();
                });
    }

    @Test
    void ofOrdersThatAreShortThoseWithPriorityAreServedFirst() {
        Script.play(seller.ledger, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A1/1: short 1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A2/1: short 1
                order    amazon/A3 rev 1 CONFIRMED 1:SKU-1x1    -> CREATED  A3/1: short 1
                raise    A3 PRIORITY                            -> CHANGED  A3/1: short 1
                receive  M1 SKU-1 WH1 1                         -> CREATED  A3/1: reserved 1 | A1/1: short 1
                receive  M2 SKU-1 WH1 1                         -> CREATED  A1/1: reserved 1 | A2/1: short 1
                """);
    }

    @Test
    void anOrderWithPriorityIsReleasedBeforeOthersOfItsPage() {
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 5
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x1
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x1
                raise    A2 PRIORITY
                """);
        assertThat(new Releases(seller.database, Clock.systemUTC())
                        .due(seller.ledger.seller(), 10)
                        .orderIds())
                .containsExactly(order("A2"), order("A1"));
    }

    @Test
    void ordersOfOneRecipientLeaveInOneParcelAndEachChannelIsTold() {
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 9
                order    amazon/A1 rev 1 CONFIRMED message 1 to Köln 1:SKU-1x1
                order    shopify/S1 rev 1 CONFIRMED message 2 to Köln 1:SKU-1x2
                order    amazon/A2 rev 1 CONFIRMED message 3 to Bonn 1:SKU-1x1
                order    amazon/A3 rev 1 CONFIRMED message 4 to Köln 1:SKU-1x1
                hand     A1
                hand     S1
                hand     A2
                hand     A3
                raise    A3 HOLD
                """);
        Mergeable mergeable = new Mergeable(seller.database);
        List<Mergeable.Group> groups = mergeable.list(seller.ledger.seller(), 0, 10);
        assertThat(groups).singleElement().satisfies(group -> {
            assertThat(group.locationCode()).isEqualTo("WH1");
            assertThat(group.fulfilmentIds()).containsExactly(fulfilment("A1"), fulfilment("S1"));
        });
        assertThat(mergeable.list(seller.ledger.seller(), fulfilment("A1"), 10)).isEmpty();
        assertThat(ship("P1", fulfilment("A1"), fulfilment("A2"))).isEqualTo(Verdict.NOT_POSSIBLE);
        assertThat(ship("P1", fulfilment("A1"), 4711)).isEqualTo(Verdict.NOT_FOUND);
        assertThat(parcels()).as("all of them, or none").isEmpty();
        assertThat(ship("P1", fulfilment("A1"), fulfilment("S1"))).isEqualTo(Verdict.CREATED);
        assertThat(ship("P1", fulfilment("S1"), fulfilment("A1"))).isEqualTo(Verdict.EXISTS);
        assertThat(parcels()).containsExactly("A1 P1 1ZP1 QUEUED", "S1 P1 1ZP1 QUEUED");
        assertThat(ship("P2", fulfilment("A1"), fulfilment("A3")))
                .as("A1 has been shipped")
                .isEqualTo(Verdict.NOT_POSSIBLE);
        assertThat(mergeable.list(seller.ledger.seller(), 0, 10)).isEmpty();
    }

    @Test
    void noParcelIsMergedForTwoRecipientsHoweverLateOneIsNamed() {
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 9
                order    amazon/A1 rev 1 CONFIRMED message 1 to KOELN 1:SKU-1x1
                order    shopify/S1 rev 1 CONFIRMED message 2 to KOELN 1:SKU-1x2
                hand     A1
                hand     S1
                pack     S1@WH1
                order    amazon/A1 rev 2 CONFIRMED message 3 to BONN 1:SKU-1x3
                """);
        Mergeable mergeable = new Mergeable(seller.database);
        assertThat(mergeable.list(seller.ledger.seller(), 0, 10)).isEmpty();
        assertThat(ship("P1", fulfilment("A1"), fulfilment("S1"))).isEqualTo(Verdict.NOT_POSSIBLE);
        Script.play(seller.ledger, """
                order    shopify/S1 rev 2 CONFIRMED message 4 to BONN 1:SKU-1x2
                """);
        assertThat(mergeable.list(seller.ledger.seller(), 0, 10))
                .as("S1 is packed for Köln already")
                .isEmpty();
        assertThat(ship("P1", fulfilment("A1"), fulfilment("S1"))).isEqualTo(Verdict.NOT_POSSIBLE);
        assertThat(new Fulfilments(seller.database, Clock.systemUTC())
                        .list(seller.ledger.seller(), "", order("S1"), 0, 10))
                .singleElement()
                .matches(Fulfilments.Fulfilment::recipientChanged);
        assertThat(edits("A1")).containsExactly("rev 2 elsewhere 1 SKU-1 1 -> 3");
        assertThat(edits("S1")).containsExactly("rev 2 elsewhere");
    }

    private List<String> edits(String channelOrderId) {
        return new OrderEdits(seller.database)
                .list(seller.ledger.seller(), order(channelOrderId), Long.MAX_VALUE, 10).stream()
                        .map(edit -> edit.lines().stream()
                                .map(line -> " " + line.channelLineId() + " " + line.channelSku() + " " + line.before()
                                        + " -> " + line.after())
                                .collect(Collectors.joining(
                                        ",",
                                        "rev " + edit.revision() + (edit.goesElsewhere() ? " elsewhere" : ""),
                                        "")))
                        .toList();
    }

    private Verdict ship(String parcel, long... fulfilments) {
        List<Long> ids = java.util.Arrays.stream(fulfilments).boxed().toList();
        return seller.ledger
                .decide(List.of(
                        new ShipTogether(ids, parcel, "UPS", "1Z" + parcel, Instant.parse("2026-03-02T10:00:00Z"))))
                .get(0)
                .verdict();
    }

    private List<String> parcels() {
        return seller.list("""
                select o.channel_order_id || ' ' || s.caller_id || ' ' || s.tracking_number || ' ' || s.confirmation as told
                  from shipment s
                  join sales_order o on o.seller_id = s.seller_id and o.order_id = s.order_id
                 where s.seller_id = :seller
                 order by o.order_id
                """, row -> row.getText("told"));
    }

    private long order(String channelOrderId) {
        return seller.list(
                        "select order_id from sales_order where seller_id = :seller and channel_order_id = '"
                                + channelOrderId + "'",
                        row -> row.getLong("order_id"))
                .get(0);
    }

    private long fulfilment(String channelOrderId) {
        return seller.list(
                        "select fulfilment_id from fulfilment_order where seller_id = :seller and order_id = "
                                + order(channelOrderId),
                        row -> row.getLong("fulfilment_id"))
                .get(0);
    }
}
