package penstock.core.scanning;

import java.util.List;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.shelf.Spot;
import penstock.core.shipping.ConfirmPick;
import penstock.core.shipping.PutBackPick;
import penstock.core.store.Transaction;

/** Picks for a fulfilment order, scan by scan. */
record Picking(Transaction transaction, Book book, Stored stored, MoveIds ids) implements Work {

    @Override
    public boolean isInNoBin(Sku sku) {
        return book.shelves().details(sku.skuId(), stored.locationId()).stream()
                .anyMatch(detail -> detail.key().spot().binId() == Spot.NO_BIN && detail.units() > 0);
    }

    @Override
    public Judged take(Course course, Units units) {
        List<Wanted> lines = Wanted.list(transaction, stored).stream()
                .filter(line -> line.skuId() == units.sku().skuId())
                .toList();
        if (lines.isEmpty()) {
            return Judged.refused(
                    Found.WRONG_SKU, units.sku().code() + " is not of this fulfilment order; put it back");
        }
        int most = lines.stream().mapToInt(Wanted::units).max().orElse(0);
        Optional<Wanted> line =
                lines.stream().filter(one -> one.units() >= units.units()).findFirst();
        if (line.isEmpty()) {
            return Judged.refused(
                    Found.OVER_EXPECTED, most + " units of " + units.sku().code() + " are still to be picked");
        }
        Units found = units.ofLot(lotOf(units));
        Reply reply = new ConfirmPick(
                        ids.id(1),
                        fulfilmentId(),
                        line.get().lineNo(),
                        new Spot(found.binId(), found.lotId()),
                        found.units(),
                        serials(found.serialNo()))
                .decide(book);
        return reply.verdict().holds() ? Judged.taken(found.step()).booked(1) : refused(units, reply);
    }

    /** A piece knows its lot. */
    private long lotOf(Units units) {
        return units.serialNo().isEmpty()
                ? units.lotId()
                : Whereabouts.of(transaction, units.sku().skuId(), units.serialNo())
                        .map(Whereabouts::lotId)
                        .orElse(0L);
    }

    private Judged refused(Units units, Reply reply) {
        boolean notThere = reply.verdict() == Verdict.UNKNOWN_SERIAL || reply.verdict() == Verdict.EXCEEDS_AVAILABLE;
        Optional<Whereabouts> where = units.serialNo().isEmpty() || !notThere
                ? Optional.empty()
                : Whereabouts.of(transaction, units.sku().skuId(), units.serialNo());
        return where.map(one ->
                        Judged.refused(Found.SERIAL_ELSEWHERE, "piece " + units.serialNo() + " is " + one.text()))
                .orElseGet(() -> Judged.refused(reply));
    }

    private long fulfilmentId() {
        return Long.parseLong(stored.session().opening().against().orElseThrow().number());
    }

    private static List<String> serials(String serialNo) {
        return serialNo.isEmpty() ? List.of() : List.of(serialNo);
    }

    /** Brings what a scan picked back to its bin; of several lines of the SKU whichever has it. */
    Reply putBack(Step step) {
        Reply last = Reply.of(Verdict.NOT_FOUND, 0, "the fulfilment order has no such line any more");
        for (Wanted line : Wanted.list(transaction, stored)) {
            if (line.skuId() == step.skuId() && !last.verdict().holds()) {
                last = new PutBackPick(
                                ids.id(1),
                                fulfilmentId(),
                                line.lineNo(),
                                new Spot(step.binId(), step.lotId()),
                                step.units(),
                                serials(step.serialNo()))
                        .decide(book);
            }
        }
        return last;
    }
}
