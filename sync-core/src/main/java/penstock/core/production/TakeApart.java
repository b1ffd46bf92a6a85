package penstock.core.production;

import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Condition;
import penstock.core.book.Needs;
import penstock.core.book.ProductionEvent;
import penstock.core.book.ProductionEvent.Flow;
import penstock.core.book.ProductionOrder;
import penstock.core.book.ProductionOrder.Output;
import penstock.core.book.ProductionOrder.Purpose;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;

/**
 * Takes units apart into what they were made of: they leave stock, and what can be used again comes into it.
 *
 * @param contentHash of what the caller said, which a repeat must have in common with it
 * @param from the condition that they are in
 */
record TakeApart(
        String number,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        StockKey key,
        Condition from,
        int units,
        int bomVersion,
        int batch,
        List<Output> outputs,
        String reason,
        Map<Long, String> codes)
        implements Command {

    TakeApart {
        outputs = List.copyOf(outputs);
        codes = Map.copyOf(codes);
    }

    @Override
    public void announce(Needs needs) {
        codes.keySet().forEach(needs::sku);
    }

    @Override
    public Reply decide(Book book) {
        Optional<Reply> before = PlanProduction.repeated(book, number, contentHash);
        if (before.isPresent()) {
            return before.get();
        }
        ProductionOrder order = ProductionOrder.takenApart(
                new ProductionOrder.Head(
                        book.nextId(),
                        number,
                        contentHash,
                        Purpose.TAKE_APART,
                        key.skuId(),
                        key.locationId(),
                        bomVersion,
                        batch,
                        units,
                        book.now().atOffset(ZoneOffset.UTC).toLocalDate(),
                        ProductionOrder.Issuing.AT_START,
                        false),
                outputs,
                book.now());
        Bench bench = new Bench(book, order, codes);
        return refuse(book, bench).orElseGet(() -> carryOut(book, bench, order));
    }

    private Optional<Reply> refuse(Book book, Bench bench) {
        int there = from == Condition.AVAILABLE
                ? bench.free(key.skuId())
                : book.balance(key).units(from);
        if (units > there) {
            return Optional.of(Reply.of(
                    Verdict.EXCEEDS_AVAILABLE,
                    0,
                    "of SKU " + bench.code(key.skuId()) + " " + there + " are there to be taken apart"));
        }
        return outputs.stream()
                .flatMap(output -> bench.crowd(output.skuId(), output.units()).stream())
                .findFirst()
                .map(crowd -> Reply.of(Verdict.EXCEEDS_ROOM, 0, crowd));
    }

    private Reply carryOut(Book book, Bench bench, ProductionOrder order) {
        book.productions().add(order);
        book.move(key.skuId(), Account.at(key.locationId(), from), Account.PRODUCTION, units, order.cause());
        order.material(key.skuId()).issue(units);
        bench.note(Flow.ISSUED, key.skuId(), units);
        outputs.forEach(output -> bench.yield(output.skuId(), output.units()));
        book.productions()
                .add(PlanProduction.begun(book, order, ProductionEvent.Kind.TAKE_APART, reason, bench.lines()));
        return Reply.of(Verdict.CREATED, order.productionId());
    }
}
