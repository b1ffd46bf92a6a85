package penstock.core.scanning;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import penstock.core.book.Book;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.scanning.SessionRows.Stored;
import penstock.core.shelf.PhysicalState;
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

    /** Units of a SKU's lot in one bin and one state that move together. */
    private record Stack(long skuId, long binId, long lotId, Optional<PhysicalState> state) {
        static Stack of(Step step) {
            return new Stack(step.skuId(), step.binId(), step.lotId(), step.state());
        }
    }

    @Override
    public Judged take(Course course, Units units) {
        if (!units.serialNo().isEmpty()) {
            return piece(units);
        }
        Map<PhysicalState, Integer> there = lying(units);
        if (units.state().isEmpty() && there.size() > 1) {
            return Judged.refused(
                    Found.STATE_EXPECTED,
                    "units of " + units.sku().code() + " in several states lie there, " + text(there)
                            + "; say which these are, or put them into another bin state by state");
        }
        PhysicalState state =
                units.state().or(() -> there.keySet().stream().findFirst()).orElse(PhysicalState.SOUND);
        Units moved = units.in(state);
        int held = course.held().stream()
                .filter(step -> Stack.of(step).equals(Stack.of(moved.step())))
                .mapToInt(Step::units)
                .sum();
        return held + units.units() <= there.getOrDefault(state, 0)
                ? Judged.taken(moved.step())
                : Judged.refused(
                        Found.NOT_HERE,
                        "only " + (there.isEmpty() ? "0" : text(there)) + " units of "
                                + units.sku().code() + " lie there, and these would be " + (held + units.units()) + " "
                                + state);
    }

    private Map<PhysicalState, Integer> lying(Units units) {
        Map<PhysicalState, Integer> lying = new EnumMap<>(PhysicalState.class);
        transaction.list(
                """
                select * from stock_detail
                 where seller_id = ? and sku_id = ? and location_id = ? and bin_id = ? and lot_id = ? and units > 0
                """,
                row -> lying.put(PhysicalState.valueOf(row.getText("state")), row.getInt("units")),
                transaction.sellerId(),
                units.sku().skuId(),
                stored.locationId(),
                units.binId(),
                units.lotId());
        return lying;
    }

    private static String text(Map<PhysicalState, Integer> lying) {
        return lying.entrySet().stream()
                .map(each -> each.getValue() + " " + each.getKey())
                .collect(Collectors.joining(", "));
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
        if (here && units.state().filter(state -> state != where.state()).isPresent()) {
            return Judged.refused(Found.NOT_HERE, "piece " + units.serialNo() + " is " + where.state());
        }
        return here
                ? Judged.taken(units.ofLot(where.lotId()).in(where.state()).step())
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
        Map<Stack, List<Step>> stacks = new LinkedHashMap<>();
        held.forEach(step ->
                stacks.computeIfAbsent(Stack.of(step), any -> new ArrayList<>()).add(step));
        int moves = 0;
        for (Map.Entry<Stack, List<Step>> one : stacks.entrySet()) {
            moves++;
            Reply reply = command(ids.id(moves), one.getKey(), one.getValue(), bin, back)
                    .decide(book);
            if (!reply.verdict().holds()) {
                throw new NotBooked(reply);
            }
        }
        return moves;
    }

    private MoveStock command(String id, Stack stack, List<Step> steps, long bin, boolean back) {
        Placed placed = new Placed(
                OptionalLong.of(back ? bin : stack.binId()),
                OptionalLong.of(stack.lotId()),
                OptionalLong.of(back ? stack.binId() : bin),
                OptionalLong.empty(),
                steps.stream()
                        .map(Step::serialNo)
                        .filter(serialNo -> !serialNo.isEmpty())
                        .toList(),
                stack.state());
        return new MoveStock(
                id,
                MoveStock.Kind.MOVE,
                new StockKey(stack.skuId(), stored.locationId()),
                steps.stream().mapToInt(Step::units).sum(),
                placed,
                "");
    }
}
