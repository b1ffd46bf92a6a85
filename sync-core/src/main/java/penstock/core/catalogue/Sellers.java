package penstock.core.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** The sellers that this installation serves. Any thread. */
public final class Sellers {

    /** The lease under which a node works a seller. */
    public static final String LEASE = "seller";

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Sellers(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** When an order with lines that cannot be shipped is shipped. */
    public enum PartialShipping {
        /** What is there goes out at once. */
        SHIP_AVAILABLE,
        /** The order waits until all its lines can go. */
        WAIT_FOR_ALL
    }

    /**
     * A seller.
     *
     * @param currency ISO 4217
     */
    public record Seller(
            long sellerId, String name, String currency, PartialShipping partialShipping, Instant createdAt) {}

    /** Creates a seller. */
    public Seller create(String name, String currency, PartialShipping partialShipping) {
        Seller seller = new Seller(ids.next(), name, currency, partialShipping, clock.instant());
        return database.transact(seller.sellerId(), transaction -> {
            transaction.update("""
                    insert into seller (seller_id, name, currency, partial_shipping, created_at)
                    values (?, ?, ?, ?, ?)
                    """, seller.sellerId(), name, currency, partialShipping.name(), seller.createdAt());
            transaction.update("insert into publish_cursor (seller_id, position) values (?, 0)", seller.sellerId());
            transaction.update("insert into release_cursor (seller_id, position) values (?, 0)", seller.sellerId());
            transaction.update("insert into lease (kind, seller_id) values (?, ?)", LEASE, seller.sellerId());
            return seller;
        });
    }

    public Optional<Seller> find(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select * from seller where seller_id = ?",
                        row -> new Seller(
                                row.getLong("seller_id"),
                                row.getText("name"),
                                row.getText("currency"),
                                PartialShipping.valueOf(row.getText("partial_shipping")),
                                row.getInstant("created_at")),
                        sellerId));
    }

    /**
     * Has orders with lines that cannot be shipped be treated otherwise from now on; false if there is no such seller. Orders that
     * waited to be whole are handed over if they need not be any more; what had been handed over goes on.
     */
    public boolean change(long sellerId, PartialShipping partialShipping) {
        return database.transact(sellerId, transaction -> {
            int found = transaction.update("""
                    update seller set partial_shipping = ?, catalogue_version = catalogue_version + 1 where seller_id = ?
                    """, partialShipping.name(), sellerId);
            if (found == 1 && partialShipping == PartialShipping.SHIP_AVAILABLE) {
                releaseWaiting(transaction);
            }
            return found == 1;
        });
    }

    private void releaseWaiting(Transaction transaction) {
        transaction.update("""
                insert into order_release (seller_id, order_id, next_attempt_at)
                select o.seller_id, o.order_id, ?::timestamptz
                  from (select distinct r.order_id
                          from reservation r
                         where r.seller_id = ? and r.state = 'PENDING' and r.fulfilment_id is null) as r
                  join sales_order o on o.seller_id = ? and o.order_id = r.order_id
                 where o.phase = 'CONFIRMED' and not o.held
                on conflict (seller_id, order_id) do nothing
                """, clock.instant(), transaction.sellerId(), transaction.sellerId());
    }

    /** All sellers, the oldest first; one transaction each, for row-level security shows one seller at a time. */
    public List<Seller> list() {
        List<Long> sellerIds = database.transactWithoutSeller(transaction -> transaction.list(
                "select seller_id from lease where kind = ? order by seller_id",
                row -> row.getLong("seller_id"),
                LEASE));
        return sellerIds.stream().flatMap(sellerId -> find(sellerId).stream()).toList();
    }
}
