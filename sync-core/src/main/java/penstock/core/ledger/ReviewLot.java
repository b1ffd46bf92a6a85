package penstock.core.ledger;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.shelf.Lot;

/**
 * A lot was blocked or opened again, or its time may have come: its units are withheld everywhere, or available again. What was
 * promised of them is promised from elsewhere, as far as there is other, and what was assigned is assigned anew.
 */
public record ReviewLot(long skuId, long lotId) implements Command {

    @Override
    public void announce(Needs needs) {
        needs.sku(skuId);
    }

    @Override
    public Reply decide(Book book) {
        Optional<Lot> lot = book.shelves().findLot(lotId).filter(found -> found.skuId() == skuId);
        if (lot.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "the SKU has no such lot");
        }
        places(book).forEach(place -> Withholding.review(book, place, lot.get()));
        return Reply.of(Verdict.CHANGED, lotId);
    }

    private List<StockKey> places(Book book) {
        return book.balances().getOrDefault(skuId, List.of()).stream()
                .map(Balance::key)
                .sorted(Comparator.comparing(StockKey::locationId))
                .toList();
    }
}
