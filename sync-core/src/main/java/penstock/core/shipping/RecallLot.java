package penstock.core.shipping;

import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.SaleLocation;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.StockDetail;

/** A lot has been blocked: what is assigned of it is assigned from elsewhere, as far as there is other. */
public record RecallLot(long skuId, long lotId) implements Command {

    @Override
    public void announce(Needs needs) {
        // the detail is loaded on demand
    }

    @Override
    public Reply decide(Book book) {
        Shelves shelves = book.shelves();
        for (SaleLocation location : book.rules().locations()) {
            if (shelves.keep(skuId, location.locationId())) {
                for (StockDetail detail : shelves.details(skuId, location.locationId())) {
                    if (detail.key().spot().lotId() == lotId && detail.allocated() > 0) {
                        shelves.allocations().freeUp(detail, detail.units());
                    }
                }
            }
        }
        return Reply.of(Verdict.CHANGED, lotId);
    }
}
