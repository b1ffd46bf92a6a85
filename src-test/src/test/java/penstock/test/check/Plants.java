package penstock.test.check;

import static penstock.core.check.Invariant.NOTHING_IS_STUCK;
import static penstock.core.check.Invariant.NO_BALANCE_IS_BELOW_ZERO;
import static penstock.core.check.Invariant.ONE_EFFECT_PER_CAUSE;
import static penstock.core.check.Invariant.ONE_PROVIDER_ORDER;
import static penstock.core.check.Invariant.OPEN_RESERVATIONS_ARE_RESERVED;
import static penstock.core.check.Invariant.ORDERED_UNITS_ADD_UP;
import static penstock.core.check.Invariant.POSTINGS_ARE_THE_BALANCE;
import static penstock.core.check.Invariant.QUIET_CHANNELS_SHOW_WHAT_WAS_SENT;
import static penstock.core.check.Invariant.SELLERS_ARE_APART;
import static penstock.core.check.Invariant.SENT_POSITIONS_NEVER_GO_BACK;
import static penstock.core.check.Invariant.SHIPPED_UNITS_ADD_UP;

import java.util.stream.Stream;

/** What can go wrong, in SQL: at least one way for each branch of each query. */
final class Plants {

    private Plants() {}

    static Stream<Plant> all() {
        return Stream.of(
                        ledger(),
                        reservations(),
                        lines(),
                        PromisePlants.all(),
                        causes(),
                        stuck(),
                        shares(),
                        SharePlants.all(),
                        shipping(),
                        CostPlants.all(),
                        BuyingPlants.all(),
                        ReturnPlants.all(),
                        ShelfPlants.all(),
                        ProductionPlants.all(),
                        tenancy())
                .flatMap(plants -> plants);
    }

    private static Stream<Plant> ledger() {
        return Stream.of(
                Plant.of(POSTINGS_ARE_THE_BALANCE, "available changed by hand", "its postings say", """
                        update balance set available = available + 1 where seller_id = :seller
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "damaged changed by hand", "damaged is 3, its postings say 2", """
                        update balance set damaged = damaged + 1 where seller_id = :seller and damaged > 0
                        """),
                Plant.of(
                        POSTINGS_ARE_THE_BALANCE, "incoming changed by hand", "incoming is 7, its postings say 0", """
                        update balance set incoming = 7 where seller_id = :seller
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "a posting changed", "its postings say", """
                        update posting set quantity = quantity + 1 where seller_id = :seller and position = 1
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "a balance deleted", "there is no such balance", """
                        delete from balance where seller_id = :seller
                        """),
                Plant.of(NO_BALANCE_IS_BELOW_ZERO, "more sold than there was", "available is -1", """
                                update balance set available = -1 where seller_id = :seller
                                """)
                        .refusedBy("balance"),
                Plant.of(NO_BALANCE_IS_BELOW_ZERO, "more given back than was reserved", "reserved is -1", """
                                update balance set reserved = -1 where seller_id = :seller
                                """)
                        .refusedBy("balance"));
    }

    private static Stream<Plant> reservations() {
        return Stream.of(
                Plant.of(
                        OPEN_RESERVATIONS_ARE_RESERVED, "reserved without a reservation", "open reservations are", """
                        update balance set available = available - 1, reserved = reserved + 1
                         where seller_id = :seller and available > 0
                        """),
                Plant.of(
                        OPEN_RESERVATIONS_ARE_RESERVED,
                        "a reservation that was forgotten",
                        "open reservations are",
                        """
                        update reservation set voided = quantity - posted, state = 'VOIDED'
                         where seller_id = :seller and state = 'PENDING'
                        """),
                Plant.of(OPEN_RESERVATIONS_ARE_RESERVED, "a reservation elsewhere", "0 units are reserved", """
                        update reservation set location_id = 99 where seller_id = :seller and state = 'PENDING'
                        """),
                Plant.of(OPEN_RESERVATIONS_ARE_RESERVED, "a reservation of nobody", "which does not exist", """
                        update reservation set line_no = 77 where seller_id = :seller
                        """),
                Plant.of(OPEN_RESERVATIONS_ARE_RESERVED, "a reservation of another SKU", "to a line of SKU", """
                        update order_line l set sku_id = 5 where seller_id = :seller and sku_id is not null
                        """),
                Plant.of(OPEN_RESERVATIONS_ARE_RESERVED, "a reservation that ended too early", "is POSTED with", """
                                update reservation set state = 'POSTED' where seller_id = :seller and state = 'PENDING'
                                """)
                        .refusedBy("reservation"),
                Plant.of(OPEN_RESERVATIONS_ARE_RESERVED, "more posted than promised", "posted, 0 voided", """
                                update reservation set posted = quantity + 1
                                 where seller_id = :seller and voided = 0 and state = 'PENDING'
                                """)
                        .refusedBy("reservation"));
    }

    private static Stream<Plant> lines() {
        return Stream.of(
                Plant.of(ORDERED_UNITS_ADD_UP, "a unit nowhere", "does not add up", """
                                update order_line set ordered = ordered + 1 where seller_id = :seller and sku_id is not null
                                """)
                        .refusedBy("order_line"),
                Plant.of(ORDERED_UNITS_ADD_UP, "no SKU and not parked", "is not parked", """
                                update order_line set parked_reason = null where seller_id = :seller and sku_id is null
                                """)
                        .refusedBy("order_line"),
                Plant.of(ORDERED_UNITS_ADD_UP, "no SKU but short", "units of it are counted", """
                                update order_line set short = 1 where seller_id = :seller and sku_id is null
                                """)
                        .refusedBy("order_line"),
                Plant.of(ORDERED_UNITS_ADD_UP, "parked although mapped", "although it has SKU", """
                                update order_line set parked_reason = 'UNKNOWN_SKU'
                                 where seller_id = :seller and sku_id is not null
                                """)
                        .refusedBy("order_line"),
                Plant.of(ORDERED_UNITS_ADD_UP, "reserved without a reservation", "its open reservations are 0", """
                        update order_line set reserved = short, short = 0 where seller_id = :seller and short > 0
                        """),
                Plant.of(
                        ORDERED_UNITS_ADD_UP,
                        "a part that was not understood and not kept",
                        "2 parts of it were not",
                        """
                        update sales_order set not_understood = 2 where seller_id = :seller and channel_order_id = 'O1'
                        """),
                Plant.of(ORDERED_UNITS_ADD_UP, "a line without an order", "belongs to no order", """
                        update order_line set order_id = 4711 where seller_id = :seller and sku_id is null
                        """),
                Plant.of(ORDERED_UNITS_ADD_UP, "an order without a line", "has no line", """
                        delete from order_line where seller_id = :seller and sku_id is null
                        """));
    }

    private static Stream<Plant> causes() {
        return Stream.of(
                Plant.of(ONE_EFFECT_PER_CAUSE, "an order twice", "is stored 2 times", """
                                insert into sales_order
                                select seller_id, 4711, account_id, channel_order_id, revision, content_hash, phase, placed_at,
                                       ship_by, expires_at, inbox_id, recipient_mark, not_understood,
                                       rejection_mark, erased_at, created_at
                                  from sales_order where seller_id = :seller and channel_order_id = 'O1'
                                """)
                        .refusedBy("sales_order"),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a stock move twice", "is stored 2 times", """
                                insert into stock_move select seller_id, 4711, caller_id, content_hash, kind, created_at
                                  from stock_move where seller_id = :seller and caller_id = 'm1'
                                """)
                        .refusedBy("stock_move"),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a parcel twice", "is stored 2 times", """
                                update shipment set caller_id = 'P1' where seller_id = :seller and caller_id = 'P2'
                                """)
                        .refusedBy("shipment"),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a message twice", "is stored 2 times", """
                                update inbox set event_id = 'e1' where seller_id = :seller
                                """)
                        .refusedBy("inbox"),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a stock move that had its effect twice", "moved stock 2 times", """
                        insert into posting
                        select seller_id, 4711, sku_id, from_location, from_condition, to_location, to_condition, quantity,
                               cause, cause_id, posted_at
                          from posting where seller_id = :seller and position = 1
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a parcel that was posted twice", "units in it, its postings say", """
                        insert into posting
                        select seller_id, 4711 + position, sku_id, from_location, from_condition, to_location, to_condition,
                               quantity, cause, cause_id, posted_at
                          from posting where seller_id = :seller and cause = 'SHIPMENT'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a parcel that was not posted", "its postings say 0", """
                        delete from posting where seller_id = :seller and cause = 'SHIPMENT'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "caused by no order", "caused by ORDER 4711, which does not exist", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'ORDER'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "caused by no lot", "caused by LOT 4711, which", """
                        update posting set cause = 'LOT', cause_id = 4711
                         where seller_id = :seller and cause = 'SHIPMENT'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "caused by no stock move", "caused by STOCK_MOVE 4711, which", """
                        update posting set cause_id = 4711 where seller_id = :seller and position = 1
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "caused by no shipment", "caused by SHIPMENT 4711, which", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'SHIPMENT'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "caused by nobody knows what", "caused by MAGIC", """
                        update posting set cause = 'MAGIC' where seller_id = :seller and position = 1
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a gap in the ledger", "its head is", """
                        delete from posting where seller_id = :seller and position = 2
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a ledger without its beginning", "numbered 2 to", """
                        delete from posting where seller_id = :seller and position = 1
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a head that ran ahead", "its head is", """
                        update seller set head = head + 1 where seller_id = :seller
                        """));
    }

    private static Stream<Plant> stuck() {
        return Stream.concat(stuckMessages(), stuckOrders());
    }

    private static Stream<Plant> stuckMessages() {
        return Stream.of(
                Plant.of(NOTHING_IS_STUCK, "a message nobody looks at", "waits without a next attempt", """
                                update inbox set state = 'WAITING' where seller_id = :seller and state = 'APPLIED'
                                """)
                        .refusedBy("inbox"),
                Plant.of(NOTHING_IS_STUCK, "a message parked for nothing", "is parked without a reason", """
                        update inbox set parked_reason = '' where seller_id = :seller and state = 'PARKED'
                        """),
                Plant.of(
                        NOTHING_IS_STUCK,
                        "a part of a message that nobody sees",
                        "is applied, and nobody is shown",
                        """
                        insert into rejection (seller_id, subject, subject_id, rejection_no, place, value, reason, advice)
                        select seller_id, 'MESSAGE', inbox_id, 1, 'line 2', '', 'MALFORMED', 'Look at it.'
                          from inbox where seller_id = :seller and state = 'APPLIED'
                        """),
                Plant.of(
                        NOTHING_IS_STUCK,
                        "a feed nobody applies",
                        "is READING without a next attempt",
                        feed("READING")),
                Plant.of(
                        NOTHING_IS_STUCK, "a feed without its bytes", "waits, but its bytes are gone", feed("WAITING")),
                Plant.of(
                        NOTHING_IS_STUCK,
                        "a feed rejected for nothing",
                        "is rejected without a reason",
                        feed("REJECTED")),
                Plant.of(NOTHING_IS_STUCK, "a number that is never sent", "is QUEUED without a next attempt", """
                        update publication set state = 'QUEUED' where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a number in flight for ever", "is SENT without a next attempt", """
                        update publication set state = 'SENT', lease_until = timestamptz :now - interval '2 minutes'
                         where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a stale number", "is OBSERVED and stale without", """
                        update publication set stale_since = :now where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a number rejected for nothing", "is rejected without a reason", """
                        update publication set state = 'REJECTED' where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a provider order that is never sent", "is SUBMITTING without", """
                        update fulfilment_order set next_attempt_at = null where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a provider order without a provider", "but no provider ships it", """
                        update fulfilment_order set provider_account_id = null where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a provider's order in our warehouse", "but a provider ships it", """
                        update fulfilment_order set state = 'OPEN'
                         where seller_id = :seller and provider_account_id is not null
                        """),
                Plant.of(NOTHING_IS_STUCK, "a provider that refuses for nothing", "is refused without a reason", """
                        update fulfilment_order set state = 'REFUSED' where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "an end that left units behind", "are neither shipped nor cancelled", """
                        update fulfilment_order set state = 'CANCELLED' where seller_id = :seller and state = 'SUBMITTED'
                        """),
                Plant.of(NOTHING_IS_STUCK, "a parcel nobody confirms", "is QUEUED without a next attempt", """
                        update shipment set next_attempt_at = null where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a confirmation refused for nothing", "is refused without a reason", """
                        update shipment set confirmation = 'REFUSED', next_attempt_at = null where seller_id = :seller
                        """));
    }

    private static Stream<Plant> stuckOrders() {
        return Stream.of(
                Plant.of(NOTHING_IS_STUCK, "a hold for ever", "never expires", """
                        update sales_order set expires_at = null where seller_id = :seller and phase = 'HELD'
                        """),
                Plant.of(NOTHING_IS_STUCK, "an order nobody releases", "has reservations that nobody ships", """
                        update release_cursor set position = 1000 where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a whole order nobody releases", "has reservations that nobody ships", """
                        with waits as (
                            update seller set partial_shipping = 'WAIT_FOR_ALL' where seller_id = :seller)
                        update release_cursor set position = 1000 where seller_id = :seller
                        """),
                Plant.of(NOTHING_IS_STUCK, "a release parked for nothing", "is parked without a reason", """
                        insert into order_release (seller_id, order_id, parked_reason)
                        select seller_id, order_id, '' from sales_order where seller_id = :seller and channel_order_id = 'O6'
                        """),
                Plant.of(NOTHING_IS_STUCK, "a cancelled order that keeps units", "units that nobody ships", """
                        update sales_order set phase = 'CANCELLED' where seller_id = :seller and channel_order_id = 'O6'
                        """),
                Plant.of(NOTHING_IS_STUCK, "a cancelled order that waits for units", "waits for 2 units", """
                        update sales_order set phase = 'CANCELLED' where seller_id = :seller and channel_order_id = 'O5'
                        """));
    }

    private static Stream<Plant> shares() {
        return Stream.of(
                Plant.of(
                        SENT_POSITIONS_NEVER_GO_BACK, "an older number after a newer", "the attempt before it at", """
                        insert into publication_attempt
                        select seller_id, listing_id, fence + 1, 1, 5, null, :now
                          from publication where seller_id = :seller and sent_position > 1
                        """),
                Plant.of(
                        SENT_POSITIONS_NEVER_GO_BACK,
                        "a number from the future",
                        "was computed at position 1000000",
                        """
                        update publication_attempt set position = 1000000 where seller_id = :seller
                        """),
                Plant.of(SENT_POSITIONS_NEVER_GO_BACK, "an attempt that nobody counted", "has counted to 0", """
                        update publication set fence = 0 where seller_id = :seller
                        """),
                Plant.of(SENT_POSITIONS_NEVER_GO_BACK, "a cursor from the future", "stands at position", """
                        update publish_cursor set position = position + 1000 where seller_id = :seller
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "never settled", "is ACCEPTED", """
                        update publication set state = 'ACCEPTED', next_attempt_at = :now where seller_id = :seller
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "still stale", "is stale since", """
                        update publication set stale_since = :now, next_attempt_at = :now where seller_id = :seller
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "not known", "nobody knows", """
                        update publication set shown = null where seller_id = :seller
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "seen to show more", "was seen to show 5000", """
                        update publication set observed = 5000 where seller_id = :seller
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "never seen to show it", "was seen to show nothing", """
                        update publication set observed = null where seller_id = :seller
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "shows less than was sent", "was seen to show", """
                        update publication set shown = sent_quantity + 1, shown_from = sent_position
                         where seller_id = :seller and sent_quantity is not null
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "the ledger not followed", "stands at position 0", """
                        update publish_cursor set position = 0 where seller_id = :seller
                        """),
                Plant.of(QUIET_CHANNELS_SHOW_WHAT_WAS_SENT, "a message not applied", "waits to be applied", """
                        update inbox set state = 'WAITING', next_attempt_at = :now, parked_reason = null
                         where seller_id = :seller
                        """));
    }

    private static Stream<Plant> shipping() {
        return Stream.of(
                Plant.of(ONE_PROVIDER_ORDER, "another id at the provider", "its row says PS-", """
                        update fulfilment_order set provider_order_id = 'PS-ELSE-1'
                         where seller_id = :seller and state = 'SUBMITTED'
                        """),
                Plant.of(ONE_PROVIDER_ORDER, "no id at the provider", "its provider knows it as nothing", """
                        update fulfilment_order set provider_order_id = null where seller_id = :seller
                        """),
                Plant.of(ONE_PROVIDER_ORDER, "another attempt than its id says", "its row says PS-", """
                        update fulfilment_order set attempt = attempt + 1
                         where seller_id = :seller and provider_order_id is not null
                        """),
                Plant.of(ONE_PROVIDER_ORDER, "one provider order for two", "is live for 2 fulfilment orders", """
                                update fulfilment_order set provider_order_id = 'PS-ELSE-1'
                                 where seller_id = :seller and provider_order_id is not null
                                """)
                        .refusedBy("fulfilment_order"),
                Plant.of(ONE_PROVIDER_ORDER, "known to a provider that does not ship it", "the seller ships it", """
                        update fulfilment_order set provider_order_id = 'PS-' || fulfilment_id
                         where seller_id = :seller and provider_account_id is null
                        """),
                Plant.of(ONE_PROVIDER_ORDER, "two that ship the same units", "by 2 fulfilment orders", """
                        insert into fulfilment_line
                        select l.seller_id, f.fulfilment_id, 99, l.order_line_no, l.reservation_id, l.sku_id, l.quantity, 0, 0
                          from fulfilment_line l
                          join fulfilment_order f on f.seller_id = l.seller_id and f.state = 'SUBMITTED'
                          join fulfilment_order o on o.seller_id = l.seller_id and o.fulfilment_id = l.fulfilment_id
                         where l.seller_id = :seller and o.state = 'SUBMITTING'
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "shipped although cancelled", "units were shipped", """
                                update order_line set cancelled = ordered where seller_id = :seller and shipped > 0
                                """)
                        .refusedBy("order_line"),
                Plant.of(SHIPPED_UNITS_ADD_UP, "shipped without a parcel", "its parcels hold 0", """
                        update order_line set shipped = reserved, reserved = 0
                         where seller_id = :seller and reserved > 0 and shipped = 0
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "posted without a parcel", "parcels hold 0 of them", """
                        update reservation set posted = quantity, state = 'POSTED'
                         where seller_id = :seller and posted = 0 and voided = 0
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "more in the parcel than was posted", "its parcels hold", """
                        update shipment_line set quantity = quantity + 1 where seller_id = :seller
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "promised, but not to be shipped", "to ship", """
                        update fulfilment_line set cancelled = quantity - shipped where seller_id = :seller
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "more asked back than is promised", "are to be cancelled by who", """
                        update order_line set cancel_wanted = reserved + 1 where seller_id = :seller
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "never confirmed", "neither confirmed nor about to be", """
                        update shipment set next_attempt_at = null where seller_id = :seller
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "refused for nothing", "is REFUSED: neither", """
                        update shipment set confirmation = 'REFUSED', next_attempt_at = null where seller_id = :seller
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "an empty parcel", "is empty", """
                        delete from shipment_line where seller_id = :seller
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "a parcel number left out", "parcels are numbered 1 to 7", """
                        update shipment set package_no = 7 where seller_id = :seller and package_no = 2
                        """),
                Plant.of(SHIPPED_UNITS_ADD_UP, "a parcel number twice", "parcels are numbered 1 to 1", """
                                update shipment set package_no = 1 where seller_id = :seller
                                """)
                        .refusedBy("shipment"));
    }

    private static Stream<Plant> tenancy() {
        return Stream.of(
                Plant.of(SELLERS_ARE_APART, "row-level security off", "row-level security is off", """
                        alter table rejection disable row level security
                        """),
                Plant.of(SELLERS_ARE_APART, "not forced on the owner", "not forced", """
                        alter table rejection no force row level security
                        """),
                Plant.of(SELLERS_ARE_APART, "a policy that shows all", "shows more than the seller's own rows", """
                        create policy leak on rejection for select to penstock_app using (true)
                        """),
                Plant.of(SELLERS_ARE_APART, "a policy that takes all", "shows more than the seller's own rows", """
                        create policy leak on rejection for insert with check (true)
                        """),
                Plant.of(SELLERS_ARE_APART, "no policy", "has no policy for the seller's own rows", """
                        drop policy seller_only on rejection
                        """),
                Plant.of(SELLERS_ARE_APART, "a new table that was forgotten", "row-level security is off", """
                        create table forgotten (seller_id bigint, thing text)
                        """));
    }

    private static String feed(String state) {
        return """
                insert into feed_run (seller_id, feed_id, account_id, location_id, mode, sha256, file_name, state, received_at)
                values (:seller, 1, 1, 1, 'FULL', '\\x00', 'stock.csv', '%s', :now)
                """.formatted(state);
    }
}
