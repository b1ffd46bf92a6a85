package penstock.core.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Command;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockMoveRow;
import penstock.core.order.ContentHash;
import penstock.core.shelf.Bin;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Handling;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;
import penstock.core.shelf.StockDetail;

/**
 * Stacks were brought from bin to bin together: all of them, or none. Each is what it was when this was proposed, else it is
 * stale; what changes places needs no room in between.
 *
 * @param callerId the same in every repeat
 */
public record Reslot(String callerId, long locationId, List<Shift> shifts) implements Command {

    private static final String KIND = "MOVE";

    /** All units of a SKU that lie in a bin, of whatever lot. */
    public record Shift(long skuId, long fromBin, long toBin, int units) {}

    public Reslot {
        shifts = List.copyOf(shifts);
    }

    @Override
    public void announce(Needs needs) {
        shifts.forEach(shift -> needs.sku(shift.skuId()));
    }

    @Override
    public Reply decide(Book book) {
        byte[] content = ContentHash.of("RESLOT\t" + locationId + "\t" + shifts);
        Optional<StockMoveRow> before = book.findStockMove(callerId);
        if (before.isPresent()) {
            return before.get().sentAgain(content);
        }
        return new Bringing(book).refusal().orElseGet(() -> new Bringing(book).carryOut(content));
    }

    private final class Bringing {

        private final Book book;
        private final Shelves shelves;

        Bringing(Book book) {
            this.book = book;
            this.shelves = book.shelves();
        }

        Optional<Reply> refusal() {
            for (Shift shift : shifts) {
                Optional<Reply> speaksAgainst = stale(shift).or(() -> unfit(shift));
                if (speaksAgainst.isPresent()) {
                    return speaksAgainst;
                }
            }
            return full();
        }

        private Optional<Reply> stale(Shift shift) {
            List<StockDetail> there = there(shift);
            int units = there.stream().mapToInt(StockDetail::units).sum();
            boolean free = shelves.keepsBins(locationId)
                    && shelves.handling(shift.skuId()).by() != Handling.By.SERIAL
                    && there.stream()
                            .allMatch(detail -> detail.key().state() == PhysicalState.SOUND && detail.allocated() == 0);
            return free && units == shift.units()
                    ? Optional.empty()
                    : refuse(
                            Verdict.STALE,
                            "the stack is not what was proposed any more: " + units + " units lie in bin "
                                    + name(shift.fromBin())
                                    + (free ? "" : ", and not all of them may be moved")
                                    + "; ask for a new proposal");
        }

        private Optional<Reply> unfit(Shift shift) {
            Optional<Bin> bin = shelves.findBin(shift.toBin()).filter(found -> found.locationId() == locationId);
            if (bin.isEmpty()) {
                return refuse(Verdict.UNKNOWN_BIN, "the location has no such bin");
            }
            return bin.get().open()
                    ? Optional.empty()
                    : refuse(Verdict.BIN_CLOSED, "bin " + bin.get().code() + " is closed; take another");
        }

        /** Whether everything fits once all of it lies where it is to lie. */
        private Optional<Reply> full() {
            Map<Long, double[]> added = new HashMap<>();
            for (Shift shift : shifts) {
                Handling handling = shelves.handling(shift.skuId());
                add(added, shift.toBin(), handling, shift.units());
                add(added, shift.fromBin(), handling, -shift.units());
            }
            return shifts.stream()
                    .map(Shift::toBin)
                    .distinct()
                    .flatMap(bin -> shelves.findBin(bin).stream())
                    .flatMap(bin -> {
                        double[] more = added.getOrDefault(bin.binId(), new double[2]);
                        return shelves.excess(bin, more[0], more[1]).stream();
                    })
                    .findFirst()
                    .flatMap(excess -> refuse(Verdict.BIN_FULL, excess));
        }

        private static void add(Map<Long, double[]> added, long bin, Handling handling, int units) {
            double[] sum = added.computeIfAbsent(bin, id -> new double[2]);
            sum[0] += units * handling.cm3();
            sum[1] += units * handling.weightG();
        }

        private List<StockDetail> there(Shift shift) {
            return shelves.details(shift.skuId(), locationId).stream()
                    .filter(detail -> detail.units() > 0 && detail.key().spot().binId() == shift.fromBin())
                    .toList();
        }

        private String name(long binId) {
            return shelves.findBin(binId).map(Bin::code).orElse("" + binId);
        }

        private Optional<Reply> refuse(Verdict verdict, String detail) {
            return Optional.of(Reply.of(verdict, 0, detail));
        }

        /** What is to be moved is settled before anything moves, for a stack may come to where one of its SKU lies. */
        Reply carryOut(byte[] content) {
            record Load(StockDetail from, int units, Spot to) {}
            List<Load> loads = new ArrayList<>();
            for (Shift shift : shifts) {
                there(shift)
                        .forEach(detail -> loads.add(new Load(
                                detail,
                                detail.units(),
                                new Spot(shift.toBin(), detail.key().spot().lotId()))));
            }
            List<StockMoveRow> moves = new ArrayList<>();
            for (Load load : loads) {
                String id = moves.isEmpty() ? callerId : callerId + "/" + (moves.size() + 1);
                StockMoveRow move = new StockMoveRow(book.nextId(), id, content, KIND);
                moves.add(move);
                book.add(move);
                shelves.direct(
                        new Direction(
                                load.from().key().skuId(),
                                locationId,
                                Optional.of(load.from().key().spot()),
                                Optional.of(load.to()),
                                List.of()),
                        () -> book.rearrange(
                                load.from().key(),
                                load.to(),
                                load.units(),
                                new Cause(Cause.Kind.STOCK_MOVE, move.moveId())));
            }
            return Reply.of(Verdict.CREATED, moves.get(0).moveId());
        }
    }
}
