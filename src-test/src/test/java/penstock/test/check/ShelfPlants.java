package penstock.test.check;

import static penstock.core.check.Invariant.POSTINGS_ARE_THE_BALANCE;

import java.util.stream.Stream;

/** What can go wrong with bins, lots and serials, in SQL. */
final class ShelfPlants {

    private ShelfPlants() {}

    static Stream<Plant> all() {
        return Stream.of(
                Plant.of(POSTINGS_ARE_THE_BALANCE, "a unit more in a bin", "its bins and lots have", """
                        update stock_detail set units = units + 1 where seller_id = :seller and bin_id <> 0
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "what lay in bins forgotten", "its bins and lots have 0", """
                        delete from stock_detail where seller_id = :seller
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "a bin's units where none are kept", "0 units are SOUND", """
                        update stock_detail set location_id = location_id + 1000000 where seller_id = :seller
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "allocated to nobody", "open allocations are", """
                        update stock_detail set allocated = allocated + 1
                         where seller_id = :seller and state = 'SOUND' and units > allocated
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "an allocation that was forgotten", "open allocations are 0", """
                        update allocation set released = quantity - shipped, picked = 0, state = 'ENDED'
                         where seller_id = :seller and state = 'OPEN'
                        """),
                Plant.of(POSTINGS_ARE_THE_BALANCE, "more allocated than there is", "units are allocated", """
                                update stock_detail set allocated = units + 1 where seller_id = :seller and allocated > 0
                                """)
                        .refusedBy("stock_detail"),
                Plant.of(
                        POSTINGS_ARE_THE_BALANCE, "pieces that nobody has", "pieces are there, but only 0 units", """
                        insert into serial (seller_id, sku_id, serial_no, state, location_id, bin_id, lot_id, physical)
                        select seller_id, sku_id, 'S1', 'IN_STOCK', location_id, 4711, 0, 'SOUND'
                          from stock_detail where seller_id = :seller and bin_id <> 0 limit 1
                        """));
    }
}
