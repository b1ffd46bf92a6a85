package penstock.core.shipping;

import java.util.List;
import java.util.Optional;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Command;
import penstock.core.book.FulfilmentOrder;
import penstock.core.book.FulfilmentOrder.FulfilmentLine;
import penstock.core.book.FulfilmentOrder.State;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.book.StockMoveRow;
import penstock.core.ledger.Facts;
import penstock.core.order.ContentHash;
import penstock.core.shelf.Allocation.Demand;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Direction;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;

/**
 * Somebody brings units back from the packing bench to the bin that they were picked from. The line is to pick them again, from
 * wherever they are assigned now; what may not be sold any more is withheld. A stock move like any other.
 *
 * @param callerId the same in every repeat, among all stock moves
 * @param serialNos of a SKU that is tracked by serial, the pieces
 */
public record PutBackPick(String callerId, long fulfilmentId, int lineNo, Spot to, int units, List<String> serialNos)
        implements Command {

    private static final String KIND = "PUT_BACK";

    public PutBackPick {
        serialNos = List.copyOf(serialNos);
    }

    @Override
    public void announce(Needs needs) {
        // loaded on demand
    }

    @Override
    public Reply decide(Book book) {
        byte[] content = ContentHash.of(
                KIND + "\t" + fulfilmentId + "\t" + lineNo + "\t" + to + "\t" + units + "\t" + serialNos);
        Optional<StockMoveRow> before = book.findStockMove(callerId);
        if (before.isPresent()) {
            return before.get().sentAgain(content);
        }
        Optional<FulfilmentOrder> fulfilment = book.findFulfilment(fulfilmentId);
        Optional<FulfilmentLine> line = fulfilment.flatMap(one -> one.findLine(lineNo));
        if (fulfilment.isEmpty() || line.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such line of a fulfilment order");
        }
        return decide(book, fulfilment.get(), line.get(), content);
    }

    private Reply decide(Book book, FulfilmentOrder fulfilment, FulfilmentLine line, byte[] content) {
        if (fulfilment.state() != State.OPEN && fulfilment.state() != State.PICKED) {
            return Reply.of(
                    Verdict.NOT_POSSIBLE, 0, "the fulfilment order is " + fulfilment.state() + "; unpack it first");
        }
        Shelves shelves = book.shelves();
        Demand demand = Allocating.demand(fulfilment, line);
        Spot spot = new Spot(shelves.packingBin(fulfilment.locationId()), to.lotId());
        DetailKey bench = new DetailKey(line.skuId(), fulfilment.locationId(), spot, PhysicalState.SOUND);
        int picked = shelves.allocations().picked(demand, bench);
        if (units < 1 || units > picked) {
            return Reply.of(
                    Verdict.EXCEEDS_AVAILABLE,
                    0,
                    picked + " units of the line are picked and on the bench, not " + units);
        }
        Optional<String> elsewhere = serialNos.stream()
                .filter(serialNo -> shelves.findSerial(line.skuId(), serialNo)
                        .filter(piece -> isPickedHere(piece, bench))
                        .isEmpty())
                .findFirst();
        if (elsewhere.isPresent()) {
            return Reply.of(
                    Verdict.UNKNOWN_SERIAL, 0, "piece " + elsewhere.get() + " is not picked for it and on the bench");
        }
        StockMoveRow move = new StockMoveRow(book.nextId(), callerId, content, KIND);
        book.add(move);
        shelves.allocations().putBack(demand, shelves.detail(bench), units);
        shelves.direct(
                new Direction(line.skuId(), fulfilment.locationId(), Optional.of(spot), Optional.of(to), serialNos));
        book.rearrange(bench, to, units, new Cause(Cause.Kind.STOCK_MOVE, move.moveId()));
        shelves.undirect();
        if (fulfilment.state() == State.PICKED) {
            fulfilment.enter(State.OPEN, null);
        }
        Facts.withhold(book, new StockKey(line.skuId(), fulfilment.locationId()));
        return Reply.of(Verdict.CREATED, move.moveId());
    }

    private boolean isPickedHere(Serial piece, DetailKey bench) {
        return piece.state() == Serial.State.IN_STOCK
                && piece.fulfilmentId() == fulfilmentId
                && piece.place().equals(bench);
    }
}
