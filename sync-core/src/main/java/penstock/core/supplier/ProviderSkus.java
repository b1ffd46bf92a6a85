package penstock.core.supplier;

import java.util.LinkedHashMap;
import java.util.Map;
import penstock.core.store.Database;

/** What a provider or supplier calls our SKUs. Any thread. */
public final class ProviderSkus {

    /** SKUs of one account that are asked for, at most. */
    public static final int MAX = 50_000;

    private final Database database;

    public ProviderSkus(Database database) {
        this.database = database;
    }

    /** Our SKU ids by the other side's key. */
    public Map<String, Long> list(long sellerId, long accountId) {
        Map<String, Long> found = new LinkedHashMap<>();
        database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select channel_sku, sku_id from listing
                         where seller_id = ? and account_id = ? and state = 'ACTIVE'
                         order by channel_sku
                         limit ?
                        """,
                        row -> found.put(row.getText("channel_sku"), row.getLong("sku_id")),
                        sellerId,
                        accountId,
                        MAX));
        return found;
    }
}
