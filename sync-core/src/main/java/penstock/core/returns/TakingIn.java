package penstock.core.returns;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.book.Account;
import penstock.core.book.Balance;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.ledger.Facts;
import penstock.core.ledger.NamedUnits;
import penstock.core.ledger.Placed;
import penstock.core.purchasing.OurPlace;
import penstock.core.returns.SalesReturn.Item;
import penstock.core.returns.SalesReturn.Line;
import penstock.core.store.Transaction;
import penstock.core.warehouse.Named;
import penstock.core.warehouse.Naming;

/** One parcel that came back, on its way into the ledger. One use. */
final class TakingIn {

    private final Transaction transaction;
    private final Book book;
    private final ReturnRows rows;
    private final SalesReturn wanted;
    private final String arrivalId;
    private final String location;
    private final long locationId;
    private final Map<Integer, ReturnsPolicy> policies = new HashMap<>();
    private final Map<Integer, Integer> received = new HashMap<>(); // by line, these included
    private final Map<Long, Set<String>> shippedPieces = new HashMap<>(); // by SKU, with the return's order

    TakingIn(Transaction transaction, Book book, SalesReturn wanted, String arrivalId, String location) {
        this.transaction = transaction;
        this.book = book;
        this.rows = new ReturnRows(transaction);
        this.wanted = wanted;
        this.arrivalId = arrivalId;
        this.location = location;
        this.locationId = OurPlace.require(transaction, location);
    }

    /** Units of a line that are in the parcel. */
    record Coming(Line line, int units, ReceivedCondition condition, Optional<Disposition> chosen, Named named) {}

    void take(List<Coming> coming) {
        Map<String, Sku> skus = SkuRows.byCode(
                transaction, coming.stream().map(one -> one.line().sku()).toList());
        List<Naming.Wanted> named = new ArrayList<>();
        for (Coming one : coming) {
            named.add(new Naming.Wanted(
                    Optional.ofNullable(skus.get(one.line().sku())).orElseThrow(), one.named()));
        }
        List<Placed> placed = Naming.find(transaction, book, locationId, named);
        for (int i = 0; i < placed.size(); i++) {
            take(coming.get(i), placed.get(i));
        }
    }

    private void take(Coming coming, Placed placed) {
        Line line = coming.line();
        StockKey key = new StockKey(line.skuId(), locationId);
        requireAuthorised(line, coming.units());
        requireRoom(key, line, coming.units());
        requireSold(line, placed);
        Disposition proposed = proposed(line, coming.condition());
        Item item = new Item(
                book.nextId(),
                arrivalId,
                line.lineNo(),
                location,
                coming.units(),
                coming.condition(),
                proposed,
                coming.chosen().orElse(proposed),
                Optional.empty(),
                book.now(),
                coming.named().bin(),
                coming.named().lot(),
                coming.named().serialNos());
        move(key, item, placed);
        rows.receive(wanted.returnId(), line.lineNo(), coming.units());
        rows.insert(wanted.returnId(), line.skuId(), item, new ReturnRows.Placing(locationId, placed));
    }

    /** A line may come in several conditions. */
    private void requireAuthorised(Line line, int units) {
        int before = received.computeIfAbsent(line.lineNo(), any -> line.received());
        if (units > line.units() - before) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ReturnFault.MORE_THAN_AUTHORISED,
                    "of line " + line.lineNo() + " " + line.units() + " units are authorised and " + before
                            + " have come; take the rest as an unannounced return");
        }
        received.put(line.lineNo(), before + units);
    }

    private void requireRoom(StockKey key, Line line, int units) {
        Balance balance = book.balance(key);
        if (units > balance.room()) {
            throw new Refusal(
                    Verdict.EXCEEDS_ROOM,
                    ReturnFault.NO_ROOM,
                    "a location keeps at most " + Balance.MAX_UNITS + " units of a SKU, and " + balance.onHand()
                            + " of " + line.sku() + " are there");
        }
    }

    /** A piece that comes back is one that was sold: with this order, if anybody knows which pieces that took along. */
    private void requireSold(Line line, Placed placed) {
        Set<String> shipped = wanted.orderId().isEmpty() || placed.serialNos().isEmpty()
                ? Set.of()
                : shippedPieces.computeIfAbsent(line.skuId(), this::shippedWithTheOrder);
        for (String serialNo : placed.serialNos()) {
            boolean another = shipped.isEmpty()
                    ? wanted.orderId().isPresent() && NamedUnits.wasShipped(book, line.skuId(), serialNo)
                    : !shipped.contains(serialNo);
            if (another) {
                throw new Refusal(
                        Verdict.UNKNOWN_SERIAL,
                        Verdict.UNKNOWN_SERIAL,
                        "piece " + serialNo + " was not shipped with the order; it is another piece, or another order's"
                                + " return");
            }
        }
    }

    private Set<String> shippedWithTheOrder(long skuId) {
        return new HashSet<>(transaction.list(
                """
                select p.serial_no
                  from fulfilment_order f
                  join serial p on p.seller_id = f.seller_id and p.fulfilment_id = f.fulfilment_id
                 where f.seller_id = ? and f.order_id = ? and p.sku_id = ?
                """,
                row -> row.getText("serial_no"),
                transaction.sellerId(),
                wanted.orderId().orElseThrow(),
                skuId));
    }

    private Disposition proposed(Line line, ReceivedCondition condition) {
        return wanted.policyVersion()
                .map(version -> policies.computeIfAbsent(version, any -> Policies.get(transaction, version))
                        .outcome(line.ruleNo(), line.reason(), condition))
                .orElse(condition.usual());
    }

    private void move(StockKey key, Item item, Placed placed) {
        Cause cause = new Cause(Cause.Kind.RETURN, item.itemId());
        Disposition disposition = item.disposition();
        Account here = Account.at(locationId, disposition.condition());
        NamedUnits.Coming coming = new NamedUnits.Coming(key, placed, item.units());
        NamedUnits.requireNamed(book, List.of(coming));
        if (disposition == Disposition.RESTOCK) {
            NamedUnits.requireSellable(book, locationId, placed);
            NamedUnits.bring(book, coming, () -> Facts.arrive(book, key, item.units(), Account.CUSTOMER, cause));
        } else {
            NamedUnits.bring(book, coming, () -> book.move(key.skuId(), Account.CUSTOMER, here, item.units(), cause));
        }
        if (disposition.leaves()) {
            NamedUnits.find(book, key, disposition.condition(), placed, item.units())
                    .orElseThrow()
                    .move(units -> book.move(key.skuId(), here, disposition.outside(), units, cause));
        }
    }
}
