package penstock.core.scanning;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import penstock.core.book.Book;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.store.Transaction;

/** Brings units from a bin, or from none, into another: by stock moves of kind {@code MOVE}, all of them or none. */
record Moving(Transaction transaction, Book book, Stored stored, MoveIds ids) implements Work {

    /** The ledger refuses a move, so none of them is made. */
    static final class NotBooked extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Reply reply;

        NotBooked(Reply reply) {
            super(reply.detail(), null, false, false);
            this.reply = reply;
        }

        Reply reply() {
            return reply;
        }
    }

    /** Units of a SKU's lot in one bin that move together. */
    private record Spot(long skuId, long binId, long lotId) {}

    @Override
    public Judged take(Course course, Units units) {
        if (!units.serialNo().isEmpty()) {
            return piece(units);
        }
        int there = transaction
                .find(
                        """
                        select coalesce(max(units), 0)::int as units from stock_detail
                         where seller_id = ? and sku_id = ? and location_id = ? and bin_id = ? and lot_id = ?
                        """,
                        row -> row.getInt("units"),
                        transaction.sellerId(),
                        units.sku().skuId(),
                        stored.locationId(),
                        units.binId(),
                        units.lotId())
                .orElse(0);
        int held = course.held().stream()
                .filter(step -> step.skuId() == units.sku().skuId() && step.lotId() == units.lotId())
                .mapToInt(Step::units)
                .sum();
        return held + units.units() <= there
                ? Judged.taken(units.step())
                : Judged.refused(
                        Found.NOT_HERE,
                        "only " + there + " units of " + units.sku().code() + " lie there, and these would be "
                                + (held + units.units()));
    }

    private Judged piece(Units units) {
        return Whereabouts.of(transaction, units.sku().skuId(), units.serialNo())
                .map(where -> piece(units, where))
                .orElseGet(() -> Judged.refused(
                        Found.NOT_HERE,
                        "piece " + units.serialNo() + " of " + units.sku().code() + " is not in stock"));
    }

    private Judged piece(Units units, Whereabouts where) {
        boolean here = where.locationId() == stored.locationId() && where.binId() == units.binId() && !where.picked();
        return here
                ? Judged.taken(units.ofLot(where.lotId()).step())
                : Judged.refused(Found.SERIAL_ELSEWHERE, "piece " + units.serialNo() + " is " + where.text());
    }

    @Override
    public Judged put(List<Step> held, Step bin) {
        return Judged.taken(bin).booked(move(held, bin.binId(), false));
    }

    /** Brings units back to where they were before they were put into that bin. */
    void putBack(List<Step> held, long bin) {
        move(held, bin, true);
    }

    private int move(List<Step> held, long bin, boolean back) {
        Map<Spot, List<Step>> bySpot = new LinkedHashMap<>();
        held.forEach(step -> bySpot.computeIfAbsent(
                        new Spot(step.skuId(), step.binId(), step.lotId()), spot -> new ArrayList<>())
                .add(step));
        int moves = 0;
        for (Map.Entry<Spot, List<Step>> one : bySpot.entrySet()) {
            moves++;
            Reply reply = command(ids.id(moves), one.getKey(), one.getValue(), bin, back)
                    .decide(book);
            if (!reply.verdict().holds()) {
                throw new NotBooked(reply);
            }
        }
        return moves;
    }

    private MoveStock command(String id, Spot spot, List<Step> steps, long bin, boolean back) {
        Placed placed = new Placed(
                OptionalLong.of(back ? bin : spot.binId()),
                OptionalLong.of(spot.lotId()),
                OptionalLong.of(back ? spot.binId() : bin),
                OptionalLong.empty(),
                steps.stream()
                        .map(Step::serialNo)
                        .filter(serialNo -> !serialNo.isEmpty())
                        .toList());
        return new MoveStock(
                id,
                MoveStock.Kind.MOVE,
                new StockKey(spot.skuId(), stored.locationId()),
                steps.stream().mapToInt(Step::units).sum(),
                placed,
                "");
    }
}
