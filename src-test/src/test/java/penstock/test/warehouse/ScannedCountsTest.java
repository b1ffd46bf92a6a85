package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Book;
import penstock.core.book.TooManyOrders;
import penstock.core.warehouse.Counts;
import penstock.core.warehouse.Tolerance;

/** A count by scanner that cannot be booked. */
class ScannedCountsTest {

    private final Storehouse house = new Storehouse();
    private final ScanPlay play = new ScanPlay(house);

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aLossThatTooManyOrdersWereToHaveLeavesTheSessionOpen() {
        house.play("""
                receive MUG 4 A1/-
                order O1 MUG 4
                """);
        promiseToMany();
        scans("open COUNT WH COUNT %d -> CREATED next BIN".formatted(count()));
        scans("scan WH-A1 -> TAKEN next SKU BIN");
        assertThatThrownBy(() -> play.play("close complete")).isInstanceOf(TooManyOrders.class);
        scans("""
                scan MUG x 4               -> TAKEN next SKU BIN
                undo                       -> UNDONE next SKU BIN
                """);
    }

    private void scans(String script) {
        assertThat(play.play(script)).isEqualTo(Storehouse.tidy(script));
    }

    private long count() {
        return house.counts
                .begin(
                        house.sellerId,
                        new Counts.Plan(
                                "c",
                                house.place("WH"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                true,
                                new Tolerance(9, 0)))
                .countId();
    }

    /** As if many more orders had been promised what that one was. */
    private void promiseToMany() {
        house.database.transact(
                house.sellerId, transaction -> transaction.update("""
                insert into reservation (seller_id, reservation_id, order_id, line_no, sku_id, location_id, quantity, state)
                select r.seller_id, r.reservation_id + n, r.order_id + n, 1, r.sku_id, r.location_id, 1, 'PENDING'
                  from reservation r cross join generate_series(1, ?) as n
                 where r.seller_id = ?
                """, Book.MAX_ORDERS_RESERVING, house.sellerId));
    }
}
