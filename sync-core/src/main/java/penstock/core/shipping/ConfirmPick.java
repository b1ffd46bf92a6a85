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
import penstock.core.book.StockMoveRow;
import penstock.core.order.ContentHash;
import penstock.core.shelf.Allocation.Demand;
import penstock.core.shelf.Allocations;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Lot;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;
import penstock.core.shelf.StockDetail;

/**
 * Somebody took units of a line of a fulfilment order from a bin and brought them to the packing bench: where they were
 * assigned, or from elsewhere. A stock move like any other, so that a count of the bin does not miss them.
 *
 * @param callerId the same in every repeat, among all stock moves
 * @param serialNos of a SKU that is tracked by serial, the pieces
 */
public record ConfirmPick(String callerId, long fulfilmentId, int lineNo, Spot from, int units, List<String> serialNos)
        implements Command {

    private static final String KIND = "PICK";

    public ConfirmPick {
        serialNos = List.copyOf(serialNos);
    }

    @Override
    public void announce(Needs needs) {
        // loaded on demand
    }

    @Override
    public Reply decide(Book book) {
        byte[] content = ContentHash.of(
                KIND + "\t" + fulfilmentId + "\t" + lineNo + "\t" + from + "\t" + units + "\t" + serialNos);
        Optional<StockMoveRow> before = book.findStockMove(callerId);
        if (before.isPresent()) {
            return before.get().sentAgain(content);
        }
        Optional<FulfilmentOrder> fulfilment = book.findFulfilment(fulfilmentId);
        Optional<FulfilmentLine> line = fulfilment.flatMap(one -> one.findLine(lineNo));
        if (fulfilment.isEmpty() || line.isEmpty()) {
            return Reply.of(Verdict.NOT_FOUND, 0, "there is no such line of a fulfilment order");
        }
        Picking picking = new Picking(book, fulfilment.get(), line.get());
        return picking.refusal()
                .orElseGet(() -> picking.carryOut(new StockMoveRow(book.nextId(), callerId, content, KIND)));
    }

    /** What is picked, and where it lies. */
    private final class Picking {

        private final Book book;
        private final FulfilmentOrder fulfilment;
        private final FulfilmentLine line;
        private final Shelves shelves;
        private final Allocations allocations;
        private final Demand demand;
        private final DetailKey place;

        Picking(Book book, FulfilmentOrder fulfilment, FulfilmentLine line) {
            this.book = book;
            this.fulfilment = fulfilment;
            this.line = line;
            this.shelves = book.shelves();
            this.allocations = shelves.allocations();
            this.demand = Allocating.demand(fulfilment, line);
            this.place = new DetailKey(line.skuId(), fulfilment.locationId(), from, PhysicalState.SOUND);
        }

        Optional<Reply> refusal() {
            if (!shelves.keep(line.skuId(), fulfilment.locationId())) {
                return refuse(Verdict.DETAIL_NOT_KEPT, "the location keeps no bins or lots of the SKU; just pick it");
            } else if (fulfilment.providerAccountId() != 0 || fulfilment.state().isEnd()) {
                return refuse(Verdict.NOT_POSSIBLE, "the fulfilment order is not, or not any more, picked here");
            }
            int open = line.open() - allocations.picked(demand);
            if (units < 1 || units > open) {
                return refuse(Verdict.NOT_POSSIBLE, "line " + lineNo + " has " + open + " units to pick, not " + units);
            }
            Optional<Reply> unfit = shelves.findLot(from.lotId()).flatMap(this::unfit);
            return unfit.isPresent() ? unfit : there();
        }

        private Optional<Reply> unfit(Lot lot) {
            Optional<Reply> unfit = Allocating.unfit(book, lot, fulfilment.locationId());
            int days = shelves.handling(line.skuId()).daysOnSale();
            return unfit.isEmpty() && lot.lacksDays(Allocating.today(book, fulfilment.locationId()), days)
                    ? refuse(
                            Verdict.SHORT_LIVED_LOT,
                            "lot " + lot.code() + " expires in less than the " + days
                                    + " days that must be left; take another")
                    : unfit;
        }

        private Optional<Reply> there() {
            StockDetail detail = shelves.detail(place);
            int pickable = allocations.pickable(detail);
            if (pickable < units) {
                return refuse(Verdict.EXCEEDS_AVAILABLE, "only " + pickable + " units are there; count the bin");
            }
            if (shelves.handling(line.skuId()).by() != Handling.By.SERIAL) {
                return serialNos.isEmpty()
                        ? Optional.empty()
                        : refuse(Verdict.DETAIL_NOT_KEPT, "the SKU is not tracked by serial; leave the serials out");
            } else if (serialNos.isEmpty()) {
                return refuse(Verdict.SERIAL_REQUIRED, "the SKU is tracked by serial; name the pieces");
            } else if (serialNos.stream().distinct().count() != units) {
                return refuse(Verdict.UNIT_MISMATCH, units + " units need as many serials; name each piece once");
            }
            return serialNos.stream()
                    .filter(serialNo -> shelves.findSerial(line.skuId(), serialNo)
                            .filter(serial -> serial.isFreeAt(place))
                            .isEmpty())
                    .findFirst()
                    .flatMap(serialNo ->
                            refuse(Verdict.UNKNOWN_SERIAL, "piece " + serialNo + " is not there, or picked already"));
        }

        private Optional<Reply> refuse(Verdict verdict, String detail) {
            return Optional.of(Reply.of(verdict, 0, detail));
        }

        Reply carryOut(StockMoveRow move) {
            book.add(move);
            Spot bench = new Spot(shelves.packingBin(fulfilment.locationId()), from.lotId());
            allocations.takeOver(demand, shelves.detail(place), units, line.open());
            shelves.direct(new Direction(
                    line.skuId(), fulfilment.locationId(), Optional.of(from), Optional.of(bench), serialNos));
            book.rearrange(place, bench, units, new Cause(Cause.Kind.STOCK_MOVE, move.moveId()));
            shelves.undirect();
            DetailKey there = new DetailKey(line.skuId(), fulfilment.locationId(), bench, PhysicalState.SOUND);
            allocations.pick(demand, shelves.detail(there), units);
            serialNos.forEach(serialNo ->
                    shelves.findSerial(line.skuId(), serialNo).ifPresent(serial -> shelves.pick(serial, fulfilmentId)));
            if (fulfilment.state() == State.OPEN && isWhollyPicked()) {
                fulfilment.enter(State.PICKED, null);
            }
            return Reply.of(Verdict.CREATED, move.moveId());
        }

        private boolean isWhollyPicked() {
            return fulfilment.lines().stream()
                    .allMatch(one -> one.open() == allocations.picked(Allocating.demand(fulfilment, one)));
        }
    }
}
