package penstock.core.order;

import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.sourcing.Backordering;
import penstock.core.sourcing.Freed;

/** Serves and promises what a SKU's rule allows now, and notes the promises that will not be kept. */
public record ReviewBackorders(long skuId) implements Command {

    @Override
    public void announce(Needs needs) {
        needs.sku(skuId);
    }

    @Override
    public Reply decide(Book book) {
        Freed.serveShort(book, skuId);
        Backordering.review(book, skuId);
        return Reply.of(Verdict.CHANGED, skuId);
    }
}
