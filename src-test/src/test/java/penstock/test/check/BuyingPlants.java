package penstock.test.check;

import static penstock.core.check.Invariant.NOTHING_IS_STUCK;
import static penstock.core.check.Invariant.ONE_EFFECT_PER_CAUSE;
import static penstock.core.check.Invariant.OPEN_ORDERS_ARE_INCOMING;

import java.util.stream.Stream;

/** What can go wrong with what is ordered and received, in SQL. */
final class BuyingPlants {

    private BuyingPlants() {}

    static Stream<Plant> all() {
        return Stream.of(
                Plant.of(
                        OPEN_ORDERS_ARE_INCOMING,
                        "given up and still incoming",
                        "units are expected from suppliers",
                        """
                        update purchase_line set cancelled = cancelled + 1
                         where seller_id = :seller and received + cancelled < ordered
                        """),
                Plant.of(OPEN_ORDERS_ARE_INCOMING, "never ordered", "0 units are expected from suppliers", """
                        update purchase_order set state = 'DRAFT' where seller_id = :seller and number = 'P1'
                        """),
                Plant.of(OPEN_ORDERS_ARE_INCOMING, "a unit that never came", "its receipts say", """
                        update purchase_line set received = received + 1
                         where seller_id = :seller and received + cancelled < ordered
                        """),
                Plant.of(OPEN_ORDERS_ARE_INCOMING, "sent back and kept", "its receipts say", """
                        update discrepancy set resolution = 'ACCEPT' where seller_id = :seller and kind = 'OVER'
                        """),
                Plant.of(OPEN_ORDERS_ARE_INCOMING, "an order that is said to be over", "is RECEIVED, but of line", """
                        update purchase_order set state = 'RECEIVED' where seller_id = :seller and number = 'P1'
                        """),
                Plant.of(
                        OPEN_ORDERS_ARE_INCOMING,
                        "an order that is said to be untouched",
                        "is ORDERED, but of line",
                        """
                        update purchase_order set state = 'ORDERED' where seller_id = :seller and number = 'P1'
                        """),
                Plant.of(OPEN_ORDERS_ARE_INCOMING, "a receipt changed", "units came in, its postings say", """
                        update receipt_line set sound = sound + 1 where seller_id = :seller
                        """),
                Plant.of(
                        OPEN_ORDERS_ARE_INCOMING,
                        "waited for, but sent back",
                        "3 units of it wait in quality control, its postings say 0",
                        """
                        update discrepancy set state = 'OPEN', resolution = null
                         where seller_id = :seller and kind = 'OVER'
                        """),
                Plant.of(
                        OPEN_ORDERS_ARE_INCOMING,
                        "inspected and still there",
                        "0 units of it wait in quality control, its postings say 4",
                        """
                        update inspection
                           set state = 'PASSED', inspected = units, to_available = units
                         where seller_id = :seller and state = 'OPEN'
                        """),
                Plant.of(
                                NOTHING_IS_STUCK,
                                "a cost that nobody posts",
                                "has a cost that is due and is not tried again",
                                """
                                update receipt set cost = 'DUE', cost_next_at = null where seller_id = :seller
                                """)
                        .refusedBy("receipt"),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a receipt of nothing", "is caused by RECEIPT 4711", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'RECEIPT'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "an order of nothing", "is caused by PURCHASE 4711", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'PURCHASE'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a delivery taken in twice", "is stored 3 times", """
                                update receipt set caller_id = 'G1' where seller_id = :seller
                                """)
                        .refusedBy("receipt"));
    }
}
