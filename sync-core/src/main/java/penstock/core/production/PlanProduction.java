package penstock.core.production;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.ProductionEvent;
import penstock.core.book.ProductionOrder;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.ProductionOrder.Material;
import penstock.core.book.ProductionOrder.Purpose;
import penstock.core.book.ProductionStage;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/**
 * Plans a production order: nothing moves yet.
 *
 * @param contentHash of what the caller said, which a repeat must have in common with it
 * @param stages in their order, at least one
 */
record PlanProduction(
        String number,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        Made made,
        List<ProductionStage.Plan> stages,
        List<Planned> materials)
        implements Command {

    PlanProduction {
        stages = List.copyOf(stages);
        materials = List.copyOf(materials);
    }

    /** What is made, where and how. */
    record Made(
            long skuId,
            long locationId,
            int bomVersion,
            int batch,
            int units,
            LocalDate dueOn,
            Issuing issuing,
            boolean inspected) {}

    /** A material, {@code perBatch} in ten-thousandths of a unit. */
    record Planned(long skuId, boolean consumable, long perBatch) {}

    @Override
    public void announce(Needs needs) {
        // nothing but the order is looked at
    }

    @Override
    public Reply decide(Book book) {
        Optional<Reply> before = repeated(book, number, contentHash);
        if (before.isPresent()) {
            return before.get();
        }
        ProductionOrder order = ProductionOrder.planned(
                new ProductionOrder.Head(
                        book.nextId(),
                        number,
                        contentHash,
                        Purpose.MAKE,
                        made.skuId(),
                        made.locationId(),
                        made.bomVersion(),
                        made.batch(),
                        made.units(),
                        made.dueOn(),
                        made.issuing(),
                        made.inspected()),
                stages.stream()
                        .map(stage -> new ProductionStage(stage, ProductionStage.Progress.NONE))
                        .toList(),
                materials.stream()
                        .map(one -> Material.planned(one.skuId(), one.consumable(), one.perBatch()))
                        .toList(),
                book.now());
        book.productions().add(order);
        book.productions().add(begun(book, order, ProductionEvent.Kind.PLAN, "", List.of()));
        return Reply.of(Verdict.CREATED, order.productionId());
    }

    /** The answer to a number that came before. */
    static Optional<Reply> repeated(Book book, String number, byte[] contentHash) {
        return book.productions().find(number).map(order -> {
            boolean same = Arrays.equals(order.head().contentHash(), contentHash);
            return Reply.of(
                    same ? Verdict.EXISTS : Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                    order.productionId(),
                    same ? "" : "production order " + number + " is there and says something else; use another number");
        });
    }

    /** What is known of an order by its own number. */
    static ProductionEvent begun(
            Book book,
            ProductionOrder order,
            ProductionEvent.Kind kind,
            String reason,
            List<ProductionEvent.Line> lines) {
        return new ProductionEvent(
                book.nextId(), order.productionId(), "", order.head().contentHash(), kind, 0, 0, 0, 0, reason, lines);
    }
}
