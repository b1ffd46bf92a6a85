package penstock.core.catalogue;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.Transaction.Row;

/** A seller's SKUs. Any thread. */
public final class Skus {

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Skus(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /** How a SKU's units are offered on several channels. */
    public enum Sharing {
        /** Every channel shows all of them; two may sell the same last unit within the publish window. */
        POOL,
        /** Each channel has a share of its own; no unit is offered twice. */
        PARTITIONED
    }

    /**
     * A SKU.
     *
     * @param code the seller's key
     * @param safetyStock units never offered, neither on listings nor to the own site
     */
    public record Sku(
            long skuId,
            String code,
            String title,
            Optional<String> gtin,
            Sharing sharing,
            int safetyStock,
            Instant createdAt) {}

    /**
     * Creates a SKU.
     *
     * @throws Conflict if the code is taken
     */
    public Sku create(
            long sellerId, String code, String title, Optional<String> gtin, Sharing sharing, int safetyStock) {
        Sku sku = new Sku(ids.next(), code, title, gtin, sharing, safetyStock, clock.instant());
        try {
            return database.transact(sellerId, transaction -> {
                transaction.update(
                        """
                        insert into sku (seller_id, sku_id, code, title, gtin, sharing, safety_stock, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """,
                        sellerId,
                        sku.skuId(),
                        code,
                        title,
                        gtin.orElse(null),
                        sharing.name(),
                        safetyStock,
                        sku.createdAt());
                CatalogueVersion.raise(transaction);
                return sku;
            });
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) {
                throw new Conflict("SKU " + code + " exists already");
            }
            throw e;
        }
    }

    /** Changes how a SKU is offered; its listings are looked at again at once. */
    public Optional<Sku> change(long sellerId, String code, Sharing sharing, int safetyStock) {
        return database.transact(sellerId, transaction -> {
            int changed = transaction.update(
                    "update sku set sharing = ?, safety_stock = ? where seller_id = ? and code = ?",
                    sharing.name(),
                    safetyStock,
                    sellerId,
                    code);
            if (changed == 0) {
                return Optional.<Sku>empty();
            }
            CatalogueVersion.raise(transaction);
            transaction.update("""
                    update publication p
                       set stale_since = coalesce(p.stale_since, ?),
                           next_attempt_at = least(coalesce(p.next_attempt_at, 'infinity'), ?)
                      from sku s
                     where p.seller_id = ? and s.seller_id = ? and s.code = ? and p.sku_id = s.sku_id
                    """, clock.instant(), clock.instant(), sellerId, sellerId, code);
            return transaction.find("select * from sku where seller_id = ? and code = ?", Skus::sku, sellerId, code);
        });
    }

    public Optional<Sku> find(long sellerId, String code) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        "select * from sku where seller_id = ? and code = ?", Skus::sku, sellerId, code));
    }

    /** A page of SKUs by code, those after {@code afterCode}. */
    public List<Sku> list(long sellerId, String afterCode, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from sku where seller_id = ? and code > ? order by code limit ?",
                        Skus::sku,
                        sellerId,
                        afterCode,
                        limit));
    }

    private static Sku sku(Row row) throws java.sql.SQLException {
        return new Sku(
                row.getLong("sku_id"),
                row.getText("code"),
                row.getText("title"),
                row.findText("gtin"),
                Sharing.valueOf(row.getText("sharing")),
                row.getInt("safety_stock"),
                row.getInstant("created_at"));
    }
}
