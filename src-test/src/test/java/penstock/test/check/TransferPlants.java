package penstock.test.check;

import static penstock.core.check.Invariant.ONE_EFFECT_PER_CAUSE;
import static penstock.core.check.Invariant.TRANSFERS_ARE_IN_TRANSIT;

import java.util.stream.Stream;

/** What can go wrong with what is sent from one place to another, in SQL. */
final class TransferPlants {

    private TransferPlants() {}

    static Stream<Plant> all() {
        return Stream.of(
                Plant.of(
                        TRANSFERS_ARE_IN_TRANSIT,
                        "come and still under way",
                        "says that 1 units are under way, 2 lie in transit for it",
                        """
                        update transfer_part set received = received + 1
                         where seller_id = :seller and received + returned + lost < sent
                        """),
                Plant.of(TRANSFERS_ARE_IN_TRANSIT, "a unit that never came", "units have come, its receipts say", """
                        update transfer_part set received = received + 1
                         where seller_id = :seller and received + returned + lost < sent
                        """),
                Plant.of(TRANSFERS_ARE_IN_TRANSIT, "never sent", "came back and 1 were lost; its postings say", """
                        update transfer_part set sent = sent + 1 where seller_id = :seller and lost > 0
                        """),
                Plant.of(TRANSFERS_ARE_IN_TRANSIT, "nobody's in transit", "lie in transit, transfers say 2", """
                        update balance b set available = available + 1
                          from location l
                         where b.seller_id = :seller and l.seller_id = b.seller_id and l.location_id = b.location_id
                           and l.kind = 'IN_TRANSIT'
                        """),
                Plant.of(TRANSFERS_ARE_IN_TRANSIT, "not incoming", "2 lie in transit for it and 0 are incoming", """
                        update posting set from_condition = 'transfer', to_condition = 'available'
                         where seller_id = :seller and cause = 'TRANSFER' and 'incoming' in (from_condition, to_condition)
                        """),
                Plant.of(TRANSFERS_ARE_IN_TRANSIT, "lost and not said", "its discrepancies say 2", """
                        update transfer_discrepancy set units = units + 1 where seller_id = :seller and kind = 'LOST'
                        """),
                Plant.of(TRANSFERS_ARE_IN_TRANSIT, "said to be over", "is RECEIVED, but 2 units", """
                        update transfer set state = 'RECEIVED' where seller_id = :seller and number = 'T2'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a transfer of nothing", "is caused by TRANSFER 4711", """
                        update posting set cause_id = 4711 where seller_id = :seller and cause = 'TRANSFER'
                        """),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a transfer written twice", "is stored 2 times", """
                                update transfer set number = 'T1' where seller_id = :seller
                                """)
                        .refusedBy("transfer"),
                Plant.of(ONE_EFFECT_PER_CAUSE, "a part of a transfer taken in twice", "is stored 2 times", """
                                update transfer_receipt set caller_id = 'G1' where seller_id = :seller
                                """)
                        .refusedBy("transfer_receipt"));
    }
}
