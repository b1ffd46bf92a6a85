package penstock.core.scenario;

import java.util.List;
import penstock.core.book.Backlog;
import penstock.core.book.BackorderLoader;
import penstock.core.book.OpenBackorder;

/** Of a seller who promises only what is there. */
enum NothingToCome implements BackorderLoader {
    LOADER;

    @Override
    public Backlog backlog(long skuId) {
        return Backlog.NONE;
    }

    @Override
    public List<Long> ordersOwed(long skuId, int limit) {
        return List.of();
    }

    @Override
    public List<OpenBackorder> open(long skuId, int limit) {
        return List.of();
    }
}
