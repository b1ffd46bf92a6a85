package penstock.test.check;

import static penstock.core.check.Invariant.ONE_EFFECT_PER_CAUSE;
import static penstock.core.check.Invariant.RETURNED_UNITS_WERE_SHIPPED;

import java.util.stream.Stream;

/** What can go wrong with what customers send back, in SQL. */
final class ReturnPlants {

    private ReturnPlants() {}

    static Stream<Plant> all() {
        return Stream.of(
                Plant.of(RETURNED_UNITS_WERE_SHIPPED, "more authorised than shipped", "came back or are to", """
                        update sales_return_line set units = units + 1 where seller_id = :seller
                        """),
                Plant.of(
                        RETURNED_UNITS_WERE_SHIPPED,
                        "sent back from a line that was never shipped",
                        ", 0 were shipped",
                        """
                        update sales_return_line set order_line_no = 7 where seller_id = :seller
                        """),
                Plant.of(RETURNED_UNITS_WERE_SHIPPED, "a unit that never came", "its items say", """
                        update sales_return_line set received = received - 1 where seller_id = :seller and received > 0
                        """),
                Plant.of(
                        RETURNED_UNITS_WERE_SHIPPED,
                        "an item changed",
                        "came from the customer, its postings say",
                        """
                        update return_item set units = units + 1 where seller_id = :seller
                        """),
                Plant.of(RETURNED_UNITS_WERE_SHIPPED, "thrown away and still there", "is DISPOSE, but 0 of its", """
                        update return_item set disposition = 'DISPOSE' where seller_id = :seller
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a return of nothing", "is caused by RETURN 4711", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'RETURN'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a return stored twice", "is stored 2 times", """
                                update sales_return set caller_id = 'B1' where seller_id = :seller
                                """)
                        .refusedBy("sales_return"));
    }
}
