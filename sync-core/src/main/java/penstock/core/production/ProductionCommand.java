package penstock.core.production;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.ProductionEvent;
import penstock.core.book.ProductionOrder;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.order.ContentHash;

/**
 * Does one thing about a production order, once.
 *
 * @param number of the order
 * @param callerId the same in every repeat
 * @param codes of the SKUs it may speak of, for people
 */
public record ProductionCommand(String number, String callerId, ProductionAct act, Map<Long, String> codes)
        implements Command {

    public ProductionCommand {
        codes = Map.copyOf(codes);
    }

    @Override
    public void announce(Needs needs) {
        codes.keySet().forEach(needs::sku);
    }

    @Override
    public Reply decide(Book book) {
        Optional<ProductionOrder> found = book.productions().find(number);
        if (found.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no production order " + number);
        }
        ProductionOrder order = found.get();
        byte[] hash = ContentHash.of(act.toString());
        Optional<byte[]> before = book.productions().findEvent(order, callerId);
        if (before.isPresent()) {
            boolean same = Arrays.equals(before.get(), hash);
            return Reply.of(
                    same ? Verdict.EXISTS : Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    order.productionId(),
                    same ? "" : "under " + callerId + " something else was done about the order; use another id");
        }
        Bench bench = new Bench(book, order, codes);
        Optional<Reply> refused = act.refuse(bench);
        if (refused.isPresent()) {
            return refused.get();
        }
        ProductionAct.Done done = act.carryOut(bench);
        book.productions()
                .add(new ProductionEvent(
                        book.nextId(),
                        order.productionId(),
                        callerId,
                        hash,
                        done.kind(),
                        done.stageNo(),
                        done.good(),
                        done.scrapped(),
                        done.seconds(),
                        done.reason(),
                        bench.lines()));
        return Reply.of(Verdict.CHANGED, order.productionId());
    }
}
