package penstock.core.returns;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Account;
import penstock.core.book.Actor;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Condition;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.SkuRows;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.engine.Engine;
import penstock.core.ledger.Facts;
import penstock.core.ledger.NamedUnits;
import penstock.core.ledger.Placed;
import penstock.core.order.ContentHash;
import penstock.core.returns.ReturnRows.Stored;
import penstock.core.returns.SalesReturn.Line;
import penstock.core.returns.SalesReturn.State;
import penstock.core.returns.TakingIn.Coming;
import penstock.core.store.Transaction;
import penstock.core.warehouse.ItemPieces;

/**
 * Takes in what customers send back. Units come from the customer; the cause of their postings is their item, which names the
 * order, so that the layers they were sold from open again. Any thread.
 */
public final class ReceivingReturns {

    private final Engine engine;

    public ReceivingReturns(Engine engine) {
        this.engine = engine;
    }

    /** Takes a parcel of an authorised return in. */
    public Reply receive(long sellerId, Actor actor, String returnId, Arrival arrival) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            ReturnRows rows = new ReturnRows(transaction);
            SalesReturn wanted = Returns.current(rows, book, returnId);
            byte[] hash = ContentHash.of(arrival.content());
            Optional<byte[]> before = rows.arrival(wanted.returnId(), arrival.id());
            if (before.isPresent()) {
                if (Arrays.equals(before.get(), hash)) {
                    return Reply.of(Verdict.EXISTS, wanted.returnId());
                }
                throw Returns.otherContent();
            }
            if (!wanted.state().isExpected()) {
                throw Returns.notExpected(wanted, "take what came as an unannounced return");
            }
            List<Coming> coming = arrival.found().stream()
                    .map(found -> new Coming(
                            line(wanted, found), found.units(), found.condition(), found.disposition(), found.named()))
                    .toList();
            new TakingIn(transaction, book, wanted, arrival.id(), arrival.location()).take(coming);
            rows.arrived(wanted.returnId(), arrival.id(), hash, book.now());
            boolean all = rows.find(wanted.returnId()).orElseThrow().wanted().lines().stream()
                    .allMatch(line -> line.received() == line.units());
            rows.enter(wanted.returnId(), all || arrival.complete() ? State.RECEIVED : State.IN_TRANSIT);
            return Reply.of(Verdict.CREATED, wanted.returnId());
        });
    }

    private static Line line(SalesReturn wanted, Arrival.Found found) {
        if (found.line() < 1 || found.line() > wanted.lines().size()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ReturnFault.FOREIGN_SKU,
                    "return " + wanted.id() + " has no line " + found.line()
                            + "; take what came as an unannounced return");
        }
        return wanted.lines().get(found.line() - 1);
    }

    /** Takes in what nobody announced: a fact, whatever the policy says of it. */
    public Reply receive(long sellerId, Actor actor, Unannounced came) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            ReturnRows rows = new ReturnRows(transaction);
            rows.expire(book.now());
            byte[] hash = ContentHash.of(came.content());
            Optional<Stored> before = rows.find(came.id());
            if (before.isPresent()) {
                return Returns.repeated(before.get(), hash);
            }
            Judging judging = new Judging(
                    transaction,
                    came.orderId().orElse(Judging.NO_ORDER),
                    came.country(),
                    came.deliveredOn(),
                    book.now());
            List<Line> lines = came.orderId().isPresent() ? judged(judging, came) : ofNoOrder(transaction, came);
            SalesReturn received = new SalesReturn(
                    book.nextId(),
                    came.id(),
                    came.orderId(),
                    false,
                    false,
                    State.RECEIVED,
                    came.orderId().flatMap(order -> judging.version()),
                    came.note(),
                    book.now(),
                    Optional.empty(),
                    Optional.empty(),
                    lines,
                    List.of(),
                    List.of());
            rows.insert(received, hash);
            List<Coming> coming = new ArrayList<>();
            for (int i = 0; i < lines.size(); i++) {
                Unannounced.Found found = came.found().get(i);
                coming.add(
                        new Coming(lines.get(i), found.units(), found.condition(), found.disposition(), found.named()));
            }
            new TakingIn(transaction, book, received, came.id(), came.location()).take(coming);
            return Reply.of(Verdict.CREATED, received.returnId());
        });
    }

    private static List<Line> judged(Judging judging, Unannounced came) {
        came.found().forEach(found -> judging.add(found.orderLine().orElseThrow(), found.units(), found.reason()));
        return judging.lines();
    }

    private static List<Line> ofNoOrder(Transaction transaction, Unannounced came) {
        List<String> codes =
                came.found().stream().flatMap(found -> found.sku().stream()).toList();
        Map<String, Sku> skus = SkuRows.byCode(transaction, codes);
        List<Line> lines = new ArrayList<>();
        for (Unannounced.Found found : came.found()) {
            String code = found.sku().orElseThrow();
            Sku sku = skus.get(code);
            if (sku == null || sku.isKit()) {
                throw new InvalidField(
                        "sku",
                        code,
                        sku == null ? Reason.UNKNOWN_SKU : Reason.KIT_NOT_POSSIBLE,
                        code + (sku == null ? " is no SKU of ours" : " is a kit; name the components that came"));
            }
            lines.add(new Line(
                    lines.size() + 1,
                    Optional.empty(),
                    sku.skuId(),
                    code,
                    found.units(),
                    0,
                    found.reason(),
                    false,
                    0,
                    ReturnsPolicy.Answer.NONE,
                    "nobody knows of which order it is, so no policy is asked"));
        }
        return lines;
    }

    /** Says what becomes of units that were refurbished or kept apart. */
    public Reply dispose(long sellerId, Actor actor, long itemId, Disposition as) {
        return engine.together(sellerId, actor, (transaction, book) -> {
            Held held = transaction
                    .find(
                            "select * from return_item where seller_id = ? and item_id = ?",
                            row -> new Held(
                                    new StockKey(row.getLong("sku_id"), row.getLong("location_id")),
                                    row.getInt("units"),
                                    Disposition.valueOf(row.getText("disposition")),
                                    row.findText("ended_as").map(Disposition::valueOf),
                                    ItemPieces.placed(row).of(ItemPieces.of(transaction, itemId))),
                            sellerId,
                            itemId)
                    .orElseThrow(() -> Returns.noSuch("item " + itemId + " of a return"));
            if (held.endedAs().equals(Optional.of(as))) {
                return Reply.of(Verdict.EXISTS, itemId);
            }
            NamedUnits units = requireDisposable(book, held, as);
            Account here =
                    Account.at(held.key().locationId(), held.disposition().condition());
            Cause cause = new Cause(Cause.Kind.RETURN, itemId);
            units.move(number -> {
                if (as == Disposition.RESTOCK) {
                    Facts.arrive(book, held.key(), number, here, cause);
                } else {
                    book.move(held.key().skuId(), here, as.outside(), number, cause);
                }
            });
            new ReturnRows(transaction).end(itemId, as);
            return Reply.of(Verdict.CHANGED, itemId);
        });
    }

    private record Held(
            StockKey key, int units, Disposition disposition, Optional<Disposition> endedAs, Placed placed) {}

    private static NamedUnits requireDisposable(Book book, Held held, Disposition as) {
        if (held.endedAs().isPresent() || !held.disposition().isForNow()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ReturnFault.ALREADY_DISPOSED,
                    "it ended already: " + held.endedAs().orElse(held.disposition()));
        } else if (as.isForNow()) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ReturnFault.DISPOSITION_DOES_NOT_SERVE,
                    "it ends as RESTOCK, DISPOSE or BACK_TO_SUPPLIER");
        }
        if (as == Disposition.RESTOCK) {
            NamedUnits.requireSellable(book, held.key().locationId(), held.placed());
        }
        Condition condition = held.disposition().condition();
        return NamedUnits.find(book, held.key(), condition, held.placed(), held.units())
                .orElseThrow(() -> new Refusal(
                        Verdict.EXCEEDS_AVAILABLE,
                        ReturnFault.UNITS_ARE_GONE,
                        "of " + held.units() + " units in " + condition
                                + " not all are there; they were moved otherwise"));
    }
}
