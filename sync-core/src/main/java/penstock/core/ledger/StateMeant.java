package penstock.core.ledger;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.book.Book;
import penstock.core.book.Condition;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;

/**
 * In which state the units are that a report means, where what happened to them does not say so: the state that it names, that of
 * the pieces that it names, or that of all that lies there. Of several it guesses none.
 *
 * @param found how many units are there in each state that may be meant, none of those in which are none
 * @param otherwise a state that may be meant, for when nothing is there
 */
record StateMeant(Map<PhysicalState, Integer> found, PhysicalState otherwise) {

    static StateMeant of(Book book, MoveStock move) {
        Map<PhysicalState, Integer> found = new EnumMap<>(PhysicalState.class);
        Optional<PhysicalState> said = move.placed().state();
        for (PhysicalState state : PhysicalState.values()) {
            int units = said.isEmpty() ? units(book, move, state) : said.get() == state ? move.quantity() : 0;
            if (units > 0) {
                found.put(state, units);
            }
        }
        PhysicalState first = Stream.of(PhysicalState.values())
                .filter(move.kind()::isOf)
                .findFirst()
                .orElse(PhysicalState.SOUND);
        return new StateMeant(found, first);
    }

    private static int units(Book book, MoveStock move, PhysicalState state) {
        Shelves shelves = book.shelves();
        if (!move.kind().isOf(state)) {
            return 0;
        } else if (move.placed().isByRule()) {
            return book.balance(move.key()).units(Condition.of(state));
        }
        DetailKey there = move.detail(state);
        if (move.kind() == MoveStock.Kind.NAME) {
            return shelves.unnamed(there);
        } else if (move.placed().serialNos().isEmpty()) {
            return shelves.detail(there).units();
        }
        return (int) move.placed().serialNos().stream()
                .flatMap(serialNo -> shelves.findSerial(move.key().skuId(), serialNo).stream())
                .filter(serial -> serial.state() == Serial.State.IN_STOCK
                        && serial.place().equals(there))
                .count();
    }

    /** What speaks against a report that leaves it open. */
    Optional<Reply> unclear() {
        return found.size() < 2
                ? Optional.empty()
                : Optional.of(Reply.of(
                        Verdict.STATE_REQUIRED,
                        0,
                        "units in several states are there, "
                                + found.entrySet().stream()
                                        .map(each -> each.getValue() + " " + each.getKey())
                                        .collect(Collectors.joining(", "))
                                + "; say which are meant by their state"));
    }

    /** The state; if nothing is there, one of which nothing is there. */
    PhysicalState state() {
        return found.isEmpty() ? otherwise : found.keySet().iterator().next();
    }
}
