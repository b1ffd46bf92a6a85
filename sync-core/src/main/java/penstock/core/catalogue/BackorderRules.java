package penstock.core.catalogue;

import java.time.LocalDate;
import penstock.core.book.BackorderRule;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Database;

/** How much of each SKU may be promised that is not there. Any thread. */
public final class BackorderRules {

    private final Database database;

    public BackorderRules(Database database) {
        this.database = database;
    }

    /**
     * Sets a SKU's rule in place of the one before. What was promised by that stays promised.
     *
     * @throws InvalidField if the SKU is a kit, whose components have rules of their own
     */
    public void put(long sellerId, Sku sku, BackorderRule rule) {
        if (sku.isKit()) {
            throw new InvalidField(
                    "kind",
                    rule.kind().name(),
                    Reason.KIT_NOT_POSSIBLE,
                    "a kit has no stock of its own; set the rules of its components");
        }
        database.transact(sellerId, transaction -> {
            CatalogueVersion.raise(transaction);
            return transaction.update(
                    """
                    insert into backorder_rule (seller_id, sku_id, kind, beyond, lead_days, release_on)
                    values (?, ?, ?, ?, ?, ?::date)
                    on conflict (seller_id, sku_id)
                    do update set kind = excluded.kind, beyond = excluded.beyond, lead_days = excluded.lead_days,
                                  release_on = excluded.release_on
                    """,
                    sellerId,
                    sku.skuId(),
                    rule.kind().name(),
                    rule.beyond(),
                    rule.leadDays(),
                    rule.releaseOn().map(LocalDate::toString).orElse(null));
        });
    }
}
