package penstock.core.returns;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import penstock.core.book.Book;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.engine.Engine;
import penstock.core.order.ContentHash;
import penstock.core.returns.ReturnRows.Stored;
import penstock.core.returns.ReturnsPolicy.Answer;
import penstock.core.returns.SalesReturn.Line;
import penstock.core.returns.SalesReturn.State;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What customers ask to send back, and how far it has come. Any thread. */
public final class Returns {

    /** Days within which something authorised is expected. */
    public static final int ARRIVES_WITHIN_DAYS = 30;

    private final Database database;
    private final Engine engine;

    public Returns(Database database, Engine engine) {
        this.database = database;
        this.engine = engine;
    }

    /**
     * What the policy in force says of a line that was shipped.
     *
     * @param returnable units that may still come back
     * @param answers by reason
     */
    public record LineTerms(int orderLine, String sku, int shipped, int returnable, List<ReasonAnswer> answers) {}

    /** What it says of one reason. */
    public record ReasonAnswer(ReturnReason reason, Answer answer) {}

    /** What the policy says of an order today, for every reason. */
    public List<LineTerms> terms(
            long sellerId, long orderId, Optional<String> country, Optional<LocalDate> deliveredOn) {
        return engine.together(sellerId, (transaction, book) -> {
            new ReturnRows(transaction).expire(book.now());
            Judging judging = new Judging(transaction, orderId, country, deliveredOn, book.now());
            return judging.sold().stream()
                    .map(line -> new LineTerms(
                            line.lineNo(),
                            line.sku(),
                            line.shipped(),
                            line.returnable(),
                            Stream.of(ReturnReason.values())
                                    .map(reason -> new ReasonAnswer(reason, judging.answer(line, reason)))
                                    .toList()))
                    .toList();
        });
    }

    /** Authorises a return, or notes why the policy refuses it: wholly, if it refuses one of its lines. */
    public Reply authorise(long sellerId, NewReturn wish) {
        return engine.together(sellerId, (transaction, book) -> {
            ReturnRows rows = new ReturnRows(transaction);
            rows.expire(book.now());
            byte[] hash = ContentHash.of(wish.content());
            Optional<Stored> before = rows.find(wish.id());
            if (before.isPresent()) {
                return repeated(before.get(), hash);
            }
            Judging judging = new Judging(transaction, wish.orderId(), wish.country(), wish.deliveredOn(), book.now());
            wish.lines().forEach(judging::add);
            boolean taken = wish.goodwill() || judging.lines().stream().allMatch(Line::accepted);
            SalesReturn authorised = new SalesReturn(
                    book.nextId(),
                    wish.id(),
                    Optional.of(wish.orderId()),
                    true,
                    wish.goodwill(),
                    taken ? State.AUTHORISED : State.REFUSED,
                    judging.version(),
                    wish.note(),
                    book.now(),
                    taken ? Optional.of(book.now().plus(Duration.ofDays(ARRIVES_WITHIN_DAYS))) : Optional.empty(),
                    Optional.empty(),
                    judging.lines(),
                    List.of(),
                    List.of());
            rows.insert(authorised, hash);
            return Reply.of(Verdict.CREATED, authorised.returnId());
        });
    }

    static Reply repeated(Stored before, byte[] hash) {
        if (Arrays.equals(before.contentHash(), hash)) {
            return Reply.of(Verdict.EXISTS, before.wanted().returnId());
        }
        throw otherContent();
    }

    static Refusal otherContent() {
        return new Refusal(
                Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                ReturnFault.OTHER_CONTENT,
                "the id came before with other content; use another");
    }

    /** Notes that the customer has handed it to a carrier. */
    public Reply sent(long sellerId, String id) {
        return step(sellerId, id, State.IN_TRANSIT, State.AUTHORISED);
    }

    /** Ends a return of which nothing more comes: what was sent and has not arrived may be asked for again. */
    public Reply close(long sellerId, String id) {
        return step(sellerId, id, State.CLOSED, State.RECEIVED, State.IN_TRANSIT);
    }

    private Reply step(long sellerId, String id, State to, State... from) {
        return engine.together(sellerId, (transaction, book) -> {
            ReturnRows rows = new ReturnRows(transaction);
            SalesReturn wanted = current(rows, book, id);
            if (wanted.state() == to) {
                return Reply.of(Verdict.EXISTS, wanted.returnId());
            } else if (!List.of(from).contains(wanted.state())) {
                String names = Stream.of(from).map(State::name).collect(Collectors.joining(" or "));
                throw notExpected(wanted, "only one that is " + names + " becomes " + to);
            }
            rows.enter(wanted.returnId(), to);
            return Reply.of(Verdict.CHANGED, wanted.returnId());
        });
    }

    /** Notes the order that was placed in its stead: an own site's, which reserved as every order does. */
    public Reply exchange(long sellerId, String id, long orderId) {
        return engine.together(sellerId, (transaction, book) -> {
            ReturnRows rows = new ReturnRows(transaction);
            SalesReturn wanted = current(rows, book, id);
            if (wanted.exchangeOrderId().equals(Optional.of(orderId))) {
                return Reply.of(Verdict.EXISTS, wanted.returnId());
            }
            boolean serves = wanted.exchangeOrderId().isEmpty()
                    && !wanted.orderId().equals(Optional.of(orderId))
                    && !rows.isExchange(orderId)
                    && isOwnSites(transaction, orderId);
            if (!serves) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        ReturnFault.NO_EXCHANGE,
                        "an exchange is one other order of an own site, placed for this return alone");
            }
            rows.exchange(wanted.returnId(), orderId);
            return Reply.of(Verdict.CHANGED, wanted.returnId());
        });
    }

    private static boolean isOwnSites(Transaction transaction, long orderId) {
        return transaction
                .find("""
                        select 1 as one
                          from sales_order o
                          join channel_account a on a.seller_id = o.seller_id and a.account_id = o.account_id and a.own_skus
                         where o.seller_id = ? and o.order_id = ?
                        """, row -> row.getInt("one"), transaction.sellerId(), orderId)
                .isPresent();
    }

    /** A return as it stands now. */
    static SalesReturn current(ReturnRows rows, Book book, String id) {
        rows.expire(book.now());
        return rows.find(id).map(Stored::wanted).orElseThrow(() -> noSuch("return " + id));
    }

    static Refusal noSuch(String what) {
        return new Refusal(Verdict.NOT_FOUND, ReturnFault.NO_SUCH_DOCUMENT, "there is no " + what);
    }

    static Refusal notExpected(SalesReturn wanted, String why) {
        return new Refusal(
                Verdict.NOT_POSSIBLE,
                ReturnFault.NOT_EXPECTED,
                "return " + wanted.id() + " is " + wanted.state() + "; " + why);
    }

    public Optional<SalesReturn> find(long sellerId, String id) {
        return database.transact(
                sellerId, transaction -> new ReturnRows(transaction).find(id).map(Stored::wanted));
    }

    /** Returns in a state ({@code ""} for all), the oldest first, those after one. */
    public List<SalesReturn> list(long sellerId, String state, long after, int limit) {
        return database.transact(sellerId, transaction -> new ReturnRows(transaction).list(state, after, limit));
    }
}
