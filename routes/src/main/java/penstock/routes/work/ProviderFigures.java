package penstock.routes.work;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.book.Balance;
import penstock.core.book.Reply;
import penstock.core.book.TooManyOrders;
import penstock.core.engine.Engine;
import penstock.core.identity.Ids;
import penstock.core.message.ShownQuantity;
import penstock.core.supplier.MirrorFigures;
import penstock.core.supplier.MirrorFigures.Figure;
import penstock.routes.transport.AccountKey;

/** Makes a mirrored location what its provider says; what cannot be done of it is logged, and the rest is done. Any thread. */
public final class ProviderFigures {

    private static final Logger LOG = LoggerFactory.getLogger(ProviderFigures.class);

    private final Engine engine;
    private final Ids ids;

    public ProviderFigures(Engine engine, Ids ids) {
        this.engine = engine;
        this.ids = ids;
    }

    /**
     * Applies figures.
     *
     * @param bySku our SKU ids by the provider's key
     */
    public void apply(AccountKey account, long locationId, Map<String, Long> bySku, List<ShownQuantity> shown) {
        Map<Long, Long> units = new HashMap<>();
        shown.forEach(quantity -> {
            Long skuId = bySku.get(quantity.channelSku());
            if (skuId != null) {
                units.merge(skuId, Math.max(0L, quantity.quantity()), Long::sum);
            }
        });
        List<Figure> figures = new ArrayList<>();
        units.forEach((sku, sum) -> {
            if (sum > Balance.MAX_UNITS) {
                LOG.warn(
                        "account {} says that it has {} units of SKU {}, more than the {} that a location keeps; what was"
                                + " known of it stays until it says less",
                        account.accountId(),
                        sum,
                        sku,
                        Balance.MAX_UNITS);
            } else {
                figures.add(new Figure(sku, sum.intValue()));
            }
        });
        mirror(account, locationId, figures);
    }

    /** One SKU that is promised to too many orders keeps the others' figures from nothing. */
    private void mirror(AccountKey account, long locationId, List<Figure> figures) {
        if (figures.isEmpty()) {
            return;
        }
        try {
            Reply reply = engine.decide(
                    account.sellerId(),
                    new MirrorFigures(ids.next(), locationId, MirrorFigures.Meaning.LESS_SUBMITTED, figures));
            if (!reply.detail().isEmpty()) {
                LOG.warn("account {}: {}; they are left out", account.accountId(), reply.detail());
            }
        } catch (TooManyOrders e) {
            if (figures.size() == 1) {
                LOG.warn("account {}: {}; its figure stays until then", account.accountId(), e.getMessage());
                return;
            }
            int half = figures.size() / 2;
            mirror(account, locationId, figures.subList(0, half));
            mirror(account, locationId, figures.subList(half, figures.size()));
        }
    }
}
