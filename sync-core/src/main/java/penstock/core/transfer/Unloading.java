package penstock.core.transfer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import penstock.core.book.Account;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.ledger.Facts;
import penstock.core.purchasing.OrderedSkus;
import penstock.core.shelf.Direction;
import penstock.core.shelf.Handling;
import penstock.core.shelf.Serial;
import penstock.core.shelf.Shelves;
import penstock.core.shelf.Spot;
import penstock.core.sourcing.Backordering;
import penstock.core.sourcing.Freed;
import penstock.core.store.Transaction;
import penstock.core.transfer.Transfer.Line;
import penstock.core.transfer.Transfer.Part;
import penstock.core.transfer.Transfer.State;
import penstock.core.transfer.TransferDiscrepancy.Kind;
import penstock.core.transfer.TransferRows.Growth;
import penstock.core.transfer.TransferRows.Item;
import penstock.core.transfer.TransferRows.Noted;
import penstock.core.transfer.TransferRows.Stored;

/** One transfer on its way out of transit: into the place that it leads to, back, or lost. One transaction. */
final class Unloading {

    private final Transaction transaction;
    private final Book book;
    private final Stored stored;
    private final TransferRows rows;
    private final Map<Long, Map<Long, Integer>> left = new LinkedHashMap<>(); // units under way by SKU and lot
    private final Set<Long> skuIds = new LinkedHashSet<>();
    private final List<Growth> growths = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private final List<Noted> noted = new ArrayList<>();

    Unloading(Transaction transaction, Book book, Stored stored) {
        this.transaction = transaction;
        this.book = book;
        this.stored = stored;
        this.rows = new TransferRows(transaction);
        for (Line line : stored.transfer().lines()) {
            Map<Long, Integer> byLot = new LinkedHashMap<>();
            line.parts().forEach(part -> byLot.put(part.lotId(), part.underWay()));
            left.put(line.skuId(), byLot);
        }
    }

    /** What came. */
    List<Item> items() {
        return items;
    }

    /** What was not as it should be. */
    List<Noted> noted() {
        return noted;
    }

    /** Writes what became of the parts, and lets the transfer's state and what is promised of its units follow. */
    void follow(Optional<State> end) {
        rows.grow(stored.transfer().transferId(), growths);
        State before = stored.transfer().state();
        State now = end.orElseGet(() -> Transfer.reached(
                rows.find(stored.transfer().number()).orElseThrow().transfer().lines()));
        if (now != before) {
            rows.enter(stored.transfer().transferId(), now);
        }
        Freed.serveShort(book, skuIds); // what came together serves who waits for it together
        Backordering.arrivalsChanged(book, skuIds);
    }

    private Cause cause() {
        return new Cause(Cause.Kind.TRANSFER, stored.transfer().transferId());
    }

    private Account inTransit() {
        return Account.at(stored.way().transit(), Condition.AVAILABLE);
    }

    // what came ------------------------------------------------------------------------------------------------------

    /** Units of one lot that came together, those that were sent apart from those beyond. */
    private record Come(long skuId, long lotId, int sent, int beyond, List<String> serialNos) {

        int units() {
            return sent + beyond;
        }
    }

    /** Takes in what came. */
    void unload(List<Arrived.Item> came) {
        Map<String, Sku> skus = OrderedSkus.require(
                transaction, came.stream().map(Arrived.Item::sku).distinct().toList());
        Lotting named = read(came, skus);
        requireRoom(came, skus);
        for (Arrived.Item item : came) {
            long skuId = SkuRows.idOf(item.sku(), skus);
            skuIds.add(skuId);
            boolean bySerial = book.shelves().handling(skuId).by() == Handling.By.SERIAL;
            requireSerials(item, bySerial);
            List<Come> lots = bySerial ? pieces(item, skuId) : List.of(lot(item, skuId, named));
            lots.forEach(come -> takeIn(item, come));
        }
    }

    /** Reads at once what will be looked at. */
    private Lotting read(List<Arrived.Item> came, Map<String, Sku> skus) {
        Lotting lots = Lotting.of(
                transaction,
                came.stream()
                        .flatMap(item -> item.lot().stream()
                                .map(code -> new Lotting.Named(SkuRows.idOf(item.sku(), skus), code)))
                        .distinct()
                        .toList());
        load(came.stream()
                .map(item -> new Direction(
                        SkuRows.idOf(item.sku(), skus),
                        stored.way().to(),
                        Optional.empty(),
                        Optional.empty(),
                        item.serials()))
                .toList());
        return lots;
    }

    private void load(List<Direction> ways) {
        book.loadBalances(ways.stream().map(Direction::skuId).toList());
        book.shelves().load(stored.way().transit(), ways);
        book.shelves().load(stored.way().to(), ways);
    }

    private void requireRoom(List<Arrived.Item> came, Map<String, Sku> skus) {
        Map<Long, Long> units = new LinkedHashMap<>();
        came.forEach(item -> units.merge(SkuRows.idOf(item.sku(), skus), (long) item.units(), Long::sum));
        units.forEach((skuId, sum) -> {
            Balance there = book.balance(new StockKey(skuId, stored.way().to()));
            if (sum > there.room()) {
                throw new Refusal(
                        Verdict.EXCEEDS_ROOM,
                        TransferFault.NO_ROOM,
                        "a location keeps at most " + Balance.MAX_UNITS + " units of a SKU, and " + there.onHand()
                                + " are there");
            }
        });
    }

    private static void requireSerials(Arrived.Item item, boolean bySerial) {
        if (!bySerial && !item.serials().isEmpty()) {
            throw refusal(
                    TransferFault.SERIALS_NOT_KEPT, item.sku() + " is not tracked by serial; leave the serials out");
        } else if (bySerial && item.serials().stream().distinct().count() != item.units()) {
            throw refusal(
                    TransferFault.SERIALS_REQUIRED,
                    item.sku() + " is tracked by serial; name each piece of the " + item.units() + " that came once");
        }
    }

    private static Refusal refusal(TransferFault fault, String detail) {
        return new Refusal(Verdict.NOT_POSSIBLE, fault, detail);
    }

    /** Pieces that were sent with it, by lot, and those of which nobody ever knew. */
    private List<Come> pieces(Arrived.Item item, long skuId) {
        Shelves shelves = book.shelves();
        Set<String> sent = new HashSet<>(rows.piecesUnderWay(
                stored.transfer().transferId(), skuId, stored.way().transit(), item.serials()));
        Map<Long, List<String>> byLot = new LinkedHashMap<>();
        List<String> beyond = new ArrayList<>();
        for (String serialNo : item.serials()) {
            Optional<Serial> piece =
                    shelves.findSerial(skuId, serialNo).filter(known -> known.state() == Serial.State.IN_STOCK);
            boolean isHere = piece.filter(
                            known -> known.place().locationId() == stored.way().transit())
                    .isPresent();
            if (piece.isEmpty()) {
                beyond.add(serialNo);
            } else if (isHere && sent.contains(serialNo)) {
                byLot.computeIfAbsent(piece.get().place().spot().lotId(), lot -> new ArrayList<>())
                        .add(serialNo);
            } else {
                throw refusal(
                        TransferFault.SERIAL_ELSEWHERE,
                        "piece " + serialNo + " was not sent with it, or has come, and is in stock; look where it is");
            }
        }
        List<Come> lots = new ArrayList<>();
        byLot.forEach((lotId, serialNos) -> lots.add(new Come(skuId, lotId, serialNos.size(), 0, serialNos)));
        if (!beyond.isEmpty()) {
            lots.add(new Come(skuId, Spot.NO_LOT, 0, beyond.size(), beyond));
        }
        return lots;
    }

    private Come lot(Arrived.Item item, long skuId, Lotting lots) {
        long lotId = lotId(item, skuId, lots);
        int expected = left.getOrDefault(skuId, Map.of()).getOrDefault(lotId, 0);
        int sent = Math.min(item.units(), expected);
        return new Come(skuId, lotId, sent, item.units() - sent, List.of());
    }

    private long lotId(Arrived.Item item, long skuId, Lotting lots) {
        boolean byLot = book.shelves().handling(skuId).by() == Handling.By.LOT;
        if (item.lot().isPresent()) {
            if (!byLot) {
                throw refusal(TransferFault.LOT_NOT_KEPT, item.sku() + " is not tracked by lot; leave the lot out");
            }
            return lots.id(item.sku(), skuId, item.lot().get());
        } else if (!byLot) {
            return Spot.NO_LOT;
        }
        List<Long> underWay = left.getOrDefault(skuId, Map.of()).entrySet().stream()
                .filter(lot -> lot.getValue() > 0)
                .map(Map.Entry::getKey)
                .toList();
        if (underWay.size() != 1) {
            throw refusal(
                    TransferFault.LOT_REQUIRED,
                    item.sku() + " is tracked by lot, and " + underWay.size()
                            + " lots of it are under way; name the lot that came");
        }
        return underWay.get(0);
    }

    private void takeIn(Arrived.Item item, Come come) {
        StockKey here = new StockKey(come.skuId(), stored.way().to());
        if (come.sent() > 0) {
            leave(come.skuId(), come.lotId(), come.sent(), come.serialNos());
            if (item.damaged()) {
                Account damaged = Account.at(here.locationId(), Condition.DAMAGED);
                book.move(come.skuId(), inTransit(), damaged, come.sent(), cause());
                note(Kind.DAMAGED, come, come.sent(), item.reason().orElse(""));
            } else {
                Account available = Account.at(here.locationId(), Condition.AVAILABLE);
                book.move(come.skuId(), inTransit(), available, come.sent(), cause());
                Facts.withhold(book, here);
            }
            growths.add(new Growth(come.skuId(), come.lotId(), come.sent(), 0, 0));
        }
        if (come.beyond() > 0) {
            takeInBeyond(item, come);
        }
        book.shelves().undirect();
        items.add(new Item(come.skuId(), come.lotId(), come.units(), come.beyond(), item.damaged()));
    }

    /** The next units leave transit, of that lot and these pieces, and are not incoming any more. */
    private void leave(long skuId, long lotId, int units, List<String> serialNos) {
        Account expected = Account.at(stored.way().to(), Condition.INCOMING);
        book.move(skuId, expected, Account.SUPPLIER, units, cause());
        Optional<Spot> lot = Optional.of(new Spot(Spot.NO_BIN, lotId));
        book.shelves().direct(new Direction(skuId, stored.way().transit(), lot, Optional.empty(), serialNos));
        Objects.requireNonNull(left.get(skuId)).merge(lotId, -units, Integer::sum);
    }

    private void takeInBeyond(Arrived.Item item, Come come) {
        String reason = item.reason()
                .orElseThrow(() -> new Refusal(
                        Verdict.EXCEEDS_PLANNED,
                        TransferFault.MORE_THAN_SENT,
                        come.units() + " units of " + item.sku() + " came, " + come.sent()
                                + " are under way; count again, or say why there are more, by an adjustment reason"));
        book.shelves()
                .direct(new Direction(
                        come.skuId(),
                        stored.way().to(),
                        Optional.empty(),
                        Optional.of(new Spot(Spot.NO_BIN, come.lotId())),
                        come.serialNos()));
        Condition condition = item.damaged() ? Condition.DAMAGED : Condition.QUALITY_CONTROL;
        Account apart = Account.at(stored.way().to(), condition);
        book.move(come.skuId(), Account.ADJUSTMENT, apart, come.beyond(), cause());
        note(left.containsKey(come.skuId()) ? Kind.OVER : Kind.WRONG, come, come.beyond(), reason);
    }

    private void note(Kind kind, Come come, int units, String reason) {
        noted.add(new Noted(book.nextId(), kind, come.skuId(), come.lotId(), units, reason));
    }

    // what did not come ----------------------------------------------------------------------------------------------

    /** What has not come is lost, or back where it was sent from. */
    void end(Ending ending) {
        List<Line> lines = stored.transfer().lines();
        load(lines.stream()
                .map(line -> new Direction(
                        line.skuId(), stored.way().transit(), Optional.empty(), Optional.empty(), List.of()))
                .toList());
        for (Line line : lines) {
            line.parts().stream().filter(part -> part.underWay() > 0).forEach(part -> end(line.skuId(), part, ending));
        }
    }

    private void end(long skuId, Part part, Ending ending) {
        int units = part.underWay();
        skuIds.add(skuId);
        leave(skuId, part.lotId(), units, pieces(skuId, part.lotId()));
        boolean lost = ending.outcome() == Ending.Outcome.LOST;
        if (lost) {
            book.move(skuId, inTransit(), Account.ADJUSTMENT, units, cause());
        } else {
            StockKey from = new StockKey(skuId, stored.way().from());
            Account available = Account.at(from.locationId(), Condition.AVAILABLE);
            book.move(skuId, inTransit(), available, units, cause());
            Facts.withhold(book, from);
        }
        book.shelves().undirect();
        growths.add(new Growth(skuId, part.lotId(), 0, lost ? 0 : units, lost ? units : 0));
        noted.add(new Noted(
                book.nextId(), lost ? Kind.LOST : Kind.RETURNED, skuId, part.lotId(), units, ending.reason()));
    }

    private List<String> pieces(long skuId, long lotId) {
        if (book.shelves().handling(skuId).by() != Handling.By.SERIAL) {
            return List.of();
        }
        Collection<String> underWay = rows.piecesUnderWay(
                stored.transfer().transferId(), skuId, stored.way().transit());
        return underWay.stream()
                .filter(serialNo -> book.shelves()
                        .findSerial(skuId, serialNo)
                        .filter(piece -> piece.place().spot().lotId() == lotId)
                        .isPresent())
                .toList();
    }
}
