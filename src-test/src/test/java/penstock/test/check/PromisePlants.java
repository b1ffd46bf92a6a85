package penstock.test.check;

import static penstock.core.check.Invariant.ORDERED_UNITS_ADD_UP;

import java.util.stream.Stream;

/** What can go wrong with what is still to come, and with what people say of orders, in SQL. */
final class PromisePlants {

    private PromisePlants() {}

    static Stream<Plant> all() {
        return Stream.of(
                Plant.of(ORDERED_UNITS_ADD_UP, "backordered without a promise", "its open promises are 0", """
                        update order_line set backordered = short, short = 0 where seller_id = :seller and short > 0
                        """),
                Plant.of(ORDERED_UNITS_ADD_UP, "a promise that was forgotten", "its open promises are 0", """
                        update backorder set voided = quantity, state = 'VOIDED' where seller_id = :seller
                        """),
                Plant.of(ORDERED_UNITS_ADD_UP, "more promised than was to come", "of 0 on their way and 3 beyond", """
                                update backorder set ahead = 4 where seller_id = :seller
                                """)
                        .refusedBy("backorder"),
                Plant.of(ORDERED_UNITS_ADD_UP, "a promise served and open", "is OPEN with 1 units, 1 served", """
                                update backorder set served = quantity where seller_id = :seller
                                """)
                        .refusedBy("backorder"),
                Plant.of(ORDERED_UNITS_ADD_UP, "held back by nobody", "its raised flags are none", """
                        update sales_order set held = true where seller_id = :seller and channel_order_id = 'O4'
                        """),
                Plant.of(ORDERED_UNITS_ADD_UP, "a flag that nobody heeds", "its raised flags are PRIORITY", """
                        update sales_order set priority = false where seller_id = :seller
                        """),
                Plant.of(ORDERED_UNITS_ADD_UP, "handed over although held back", "although that was held back", """
                        insert into order_flag
                        select seller_id, 4711, order_id, 'HOLD', 'fraud', 'KEY:1', created_at - interval '1 hour', 'KEY:1',
                               created_at + interval '1 hour'
                          from fulfilment_order where seller_id = :seller and state = 'SHIPPED' limit 1
                        """));
    }
}
