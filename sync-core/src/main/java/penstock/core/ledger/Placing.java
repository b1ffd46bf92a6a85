package penstock.core.ledger;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import penstock.core.book.Allocating;
import penstock.core.book.Book;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.shelf.Bin;
import penstock.core.shelf.DetailKey;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Lot;
import penstock.core.shelf.PhysicalState;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;

/** Whether units can be where a report says, come from where it says, and go to where it says. Changes nothing. */
final class Placing {

    private final Shelves shelves;
    private final Book book;
    private final StockKey key;
    private final Placed placed;
    private final int units;

    private Placing(Book book, StockKey key, Placed placed, int units) {
        this.book = book;
        this.shelves = book.shelves();
        this.key = key;
        this.placed = placed;
        this.units = units;
    }

    /** What speaks against a report, if anything does. */
    static Optional<Reply> refusal(Book book, MoveStock move) {
        Shelves shelves = book.shelves();
        StockKey key = move.key();
        if (!shelves.keep(key.skuId(), key.locationId())) {
            boolean says = !move.placed().namesNothing() || move.kind() == MoveStock.Kind.NAME;
            return says ? notKept() : unclear(book, move);
        }
        Placing placing = new Placing(book, key, move.placed(), Math.abs(move.quantity()));
        return first(List.of(
                () -> placing.named(move.kind()),
                () -> move.kind() == MoveStock.Kind.MOVE ? placing.relabelled() : Optional.empty(),
                placing::bins,
                placing::lots,
                () -> unclear(book, move),
                () -> move.leaves(book)
                        .flatMap(state ->
                                move.kind() == MoveStock.Kind.NAME ? placing.unnamed(state) : placing.there(state)),
                () -> move.comes(book) || move.kind() == MoveStock.Kind.NAME ? placing.pieces() : Optional.empty(),
                () -> move.kind().isChecked() ? placing.fits() : Optional.empty()));
    }

    private static Optional<Reply> unclear(Book book, MoveStock move) {
        return move.kind().asksForState() ? StateMeant.of(book, move).unclear() : Optional.empty();
    }

    /** What speaks against units coming in that a document names, but for the state of their lot. */
    static Optional<Reply> refusal(Book book, StockKey key, Placed placed, int units) {
        if (!book.shelves().keep(key.skuId(), key.locationId())) {
            return placed.namesNothing() ? Optional.empty() : notKept();
        }
        Placing placing = new Placing(book, key, placed, units);
        return first(List.of(
                () -> placing.named(MoveStock.Kind.RECEIVE),
                placing::bins,
                placing::lots,
                placing::pieces,
                () -> placing.shelves.findBin(placed.spot().binId()).flatMap(placing::full)));
    }

    /** What speaks against a report on units not saying which they are. */
    static Optional<Reply> unnamed(Book book, StockKey key, Placed placed, int units) {
        if (!book.shelves().keep(key.skuId(), key.locationId())) {
            return placed.namesNothing() ? Optional.empty() : notKept();
        }
        Placing placing = new Placing(book, key, placed, units);
        return first(List.of(() -> placing.named(MoveStock.Kind.CLEAR), placing::bins, placing::lots));
    }

    /** Why units of a lot may not be received as sound, if they may not. */
    static Optional<Reply> unfit(Book book, StockKey key, Placed placed) {
        return book.shelves()
                .findLot(placed.spot().lotId())
                .flatMap(lot -> new Placing(book, key, placed, 0).unfit(lot));
    }

    private static Optional<Reply> notKept() {
        return refuse(
                Verdict.DETAIL_NOT_KEPT,
                "bins, lots and serials are kept where a location keeps bins, or of a SKU that is tracked by them; leave"
                        + " them out");
    }

    private static Optional<Reply> first(List<Supplier<Optional<Reply>>> checks) {
        return checks.stream().map(Supplier::get).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Reply> refuse(Verdict verdict, String detail) {
        return Optional.of(Reply.of(verdict, 0, detail));
    }

    /** Of what is tracked, a report says which; but what is counted as a whole in one place has one lot only. */
    private Optional<Reply> named(MoveStock.Kind kind) {
        Handling.By by = shelves.handling(key.skuId()).by();
        if (kind == MoveStock.Kind.NAME && by == Handling.By.NONE) {
            return notKept();
        } else if (by == Handling.By.LOT
                && placed.toLotId().isEmpty()
                && (placed.lotId().isEmpty() || kind == MoveStock.Kind.NAME)) {
            return refuse(Verdict.LOT_REQUIRED, "the SKU is tracked by lot; name the lot of the units");
        } else if (by != Handling.By.SERIAL) {
            return placed.serialNos().isEmpty()
                    ? Optional.empty()
                    : refuse(Verdict.DETAIL_NOT_KEPT, "the SKU is not tracked by serial; leave the serials out");
        } else if (kind == MoveStock.Kind.COUNT) {
            return refuse(
                    Verdict.SERIAL_REQUIRED,
                    "pieces are not counted but named; report those that are missing or were found as ADJUST");
        } else if (placed.serialNos().isEmpty()) {
            return refuse(Verdict.SERIAL_REQUIRED, "the SKU is tracked by serial; name the pieces");
        } else if (placed.serialNos().size() != units) {
            return refuse(
                    Verdict.UNIT_MISMATCH,
                    units + " units, but " + placed.serialNos().size() + " serials; name each piece once");
        }
        return new HashSet<>(placed.serialNos()).size() == units
                ? Optional.empty()
                : refuse(Verdict.DUPLICATE_SERIAL, "a serial stands there twice; name each piece once");
    }

    private Optional<Reply> bins() {
        for (long binId : Stream.of(placed.binId(), placed.toBinId())
                .flatMap(each -> each.stream().boxed())
                .filter(each -> each != Spot.NO_BIN)
                .toList()) {
            if (shelves.findBin(binId)
                    .filter(bin -> bin.locationId() == key.locationId())
                    .isEmpty()) {
                return refuse(Verdict.UNKNOWN_BIN, "the location has no such bin");
            }
        }
        return Optional.empty();
    }

    private Optional<Reply> lots() {
        for (long lotId : Stream.of(placed.lotId(), placed.toLotId())
                .flatMap(each -> each.stream().boxed())
                .filter(each -> each != Spot.NO_LOT)
                .toList()) {
            if (shelves.findLot(lotId).filter(lot -> lot.skuId() == key.skuId()).isEmpty()) {
                return refuse(Verdict.UNKNOWN_LOT, "the SKU has no such lot; create it first");
            }
        }
        return Optional.empty();
    }

    /** What is of a lot stays of it, or it would become what may be sold by being put elsewhere. */
    private Optional<Reply> relabelled() {
        long lotId = placed.spot().lotId();
        return lotId != Spot.NO_LOT
                        && placed.target().filter(to -> to.lotId() != lotId).isPresent()
                ? refuse(Verdict.ALREADY_NAMED, "the units are of a lot already; leave the other lot out")
                : Optional.empty();
    }

    /** Units at a spot that nobody has named yet. */
    private Optional<Reply> unnamed(PhysicalState state) {
        DetailKey from = new DetailKey(key.skuId(), key.locationId(), placed.spot(), state);
        int unnamed = shelves.unnamed(from);
        boolean hasLot = placed.toLotId().isPresent() && from.spot().lotId() != Spot.NO_LOT;
        if (hasLot || (unnamed < units && shelves.detail(from).units() >= units)) {
            return refuse(
                    Verdict.ALREADY_NAMED,
                    "of " + (hasLot ? 0 : unnamed)
                            + " units there nobody has said yet which they are; look what lies where");
        }
        return unnamed < units
                ? refuse(Verdict.EXCEEDS_AVAILABLE, "only " + unnamed + " units are there to name, not " + units)
                : Optional.empty();
    }

    /** Units, and pieces, that are to be taken from a spot. */
    private Optional<Reply> there(PhysicalState state) {
        if (placed.isByRule()) {
            return Optional.empty();
        }
        DetailKey from = new DetailKey(key.skuId(), key.locationId(), placed.spot(), state);
        int there = shelves.detail(from).units();
        if (there < units) {
            return refuse(Verdict.EXCEEDS_AVAILABLE, "only " + there + " units are there to take " + units + " from");
        }
        return placed.serialNos().stream()
                .filter(serialNo -> shelves.findSerial(key.skuId(), serialNo)
                        .filter(serial -> serial.isFreeAt(from))
                        .isEmpty())
                .findFirst()
                .flatMap(serialNo -> refuse(
                        Verdict.UNKNOWN_SERIAL,
                        "piece " + serialNo + " is not there, or picked for an order; look where it is"));
    }

    /** Pieces that come must not be in stock, and are of the lot that they were of. */
    private Optional<Reply> pieces() {
        Optional<Serial> ofAnother = placed.serialNos().stream()
                .flatMap(serialNo -> shelves.findSerial(key.skuId(), serialNo).stream())
                .filter(serial -> serial.state() != Serial.State.IN_STOCK)
                .filter(serial -> serial.place().spot().lotId() != Spot.NO_LOT
                        && serial.place().spot().lotId() != placed.spot().lotId())
                .findFirst();
        if (ofAnother.isPresent()) {
            String lot = shelves.findLot(ofAnother.get().place().spot().lotId())
                    .map(Lot::code)
                    .orElse("another");
            return refuse(
                    Verdict.LOT_REQUIRED,
                    "piece " + ofAnother.get().serialNo() + " is of lot " + lot + "; name that lot");
        }
        return placed.serialNos().stream()
                .filter(serialNo -> shelves.findSerial(key.skuId(), serialNo)
                        .filter(serial -> serial.state() == Serial.State.IN_STOCK)
                        .isPresent())
                .findFirst()
                .flatMap(serialNo -> refuse(
                        Verdict.DUPLICATE_SERIAL, "piece " + serialNo + " is in stock already; look where it is"));
    }

    /** Whether what comes, or is put elsewhere, may be put there; what is here already is of the lot that it is of. */
    private Optional<Reply> fits() {
        Spot spot = placed.target().orElse(placed.spot());
        Optional<Reply> unfit = placed.target().isPresent()
                ? Optional.empty()
                : shelves.findLot(spot.lotId()).flatMap(this::unfit);
        return unfit.isPresent() ? unfit : shelves.findBin(spot.binId()).flatMap(this::full);
    }

    private Optional<Reply> unfit(Lot lot) {
        int days = shelves.handling(key.skuId()).daysOnReceipt();
        if (lot.blocked()) {
            return refuse(
                    Verdict.BLOCKED_LOT, "lot " + lot.code() + " is blocked; put the units into another, or open it");
        } else if (lot.hasExpired(Allocating.today(book, key.locationId()))) {
            return refuse(Verdict.EXPIRED_LOT, "lot " + lot.code() + " has expired; report the units as damaged");
        }
        return lot.lacksDays(Allocating.today(book, key.locationId()), days)
                ? refuse(
                        Verdict.SHORT_LIVED_LOT,
                        "lot " + lot.code() + " expires in less than the " + days
                                + " days that must be left; refuse it")
                : Optional.empty();
    }

    private Optional<Reply> full(Bin bin) {
        return bin.open()
                ? shelves.excess(bin, key.skuId(), units).flatMap(excess -> refuse(Verdict.BIN_FULL, excess))
                : refuse(Verdict.BIN_CLOSED, "bin " + bin.code() + " is closed; take another");
    }
}
