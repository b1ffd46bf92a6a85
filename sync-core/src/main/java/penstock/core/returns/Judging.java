package penstock.core.returns;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.returns.ReturnRule.Sale;
import penstock.core.returns.ReturnsPolicy.Answer;
import penstock.core.returns.ReturnsPolicy.Question;
import penstock.core.returns.SalesReturn.Line;
import penstock.core.returns.SoldLines.Sold;
import penstock.core.store.Transaction;

/** Holds what somebody wants to send back against what was shipped and the policy in force. One transaction. */
final class Judging {

    /** Of what nobody knows the order of. */
    static final long NO_ORDER = 0;

    private final Optional<ReturnsPolicy> policy;
    private final List<Sold> sold;
    private final Optional<String> country;
    private final Optional<LocalDate> deliveredOn;
    private final Instant now;
    private final Map<Integer, Integer> taken = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();

    Judging(
            Transaction transaction,
            long orderId,
            Optional<String> country,
            Optional<LocalDate> deliveredOn,
            Instant now) {
        if (orderId != NO_ORDER) {
            SoldLines.requireOrder(transaction, orderId);
        }
        this.policy = Policies.at(transaction, now);
        this.sold = SoldLines.of(transaction, orderId);
        this.country = country;
        this.deliveredOn = deliveredOn;
        this.now = now;
    }

    Optional<Integer> version() {
        return policy.map(ReturnsPolicy::version);
    }

    List<Sold> sold() {
        return sold;
    }

    List<Line> lines() {
        return lines;
    }

    /** Adds what is wished for; of a channel's line, every component in its measure. */
    void add(NewReturn.Wish wish) {
        wish.orderLine().ifPresent(lineNo -> add(line(lineNo), wish.units(), wish.reason()));
        wish.channelLineId().ifPresent(id -> {
            List<Sold> parts = sold.stream()
                    .filter(line -> line.channelLineId().equals(id))
                    .toList();
            if (parts.isEmpty()) {
                throw foreign("line " + id);
            }
            parts.forEach(part -> add(part, (long) wish.units() * part.packSize(), wish.reason()));
        });
    }

    /** Adds units of a line of the order; gives the number of the return's line. */
    int add(int orderLine, int units, ReturnReason reason) {
        return add(line(orderLine), units, reason);
    }

    private int add(Sold line, long wanted, ReturnReason reason) {
        int before = taken.getOrDefault(line.lineNo(), 0);
        if (wanted > line.returnable() - before) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    ReturnFault.MORE_THAN_SHIPPED,
                    "of line " + line.lineNo() + " (" + line.sku() + ") " + line.shipped() + " units were shipped and "
                            + (line.back() + before) + " came back or are to: " + wanted + " cannot");
        }
        int units = Math.toIntExact(wanted);
        taken.put(line.lineNo(), before + units);
        Answer answer = answer(line, reason);
        lines.add(new Line(
                lines.size() + 1,
                Optional.of(line.lineNo()),
                line.skuId(),
                line.sku(),
                units,
                0,
                reason,
                answer.accepted(),
                answer.ruleNo(),
                answer.terms(),
                answer.why()));
        return lines.size();
    }

    private Sold line(int lineNo) {
        return sold.stream()
                .filter(line -> line.lineNo() == lineNo)
                .findFirst()
                .orElseThrow(() -> foreign("line " + lineNo));
    }

    private static Refusal foreign(String what) {
        return new Refusal(
                Verdict.NOT_POSSIBLE,
                ReturnFault.FOREIGN_SKU,
                "nothing was shipped for " + what + " of the order; take what came in as a blind receipt");
    }

    /** What the policy says of one reason. */
    Answer answer(Sold line, ReturnReason reason) {
        Sale sale = new Sale(line.accountId(), line.category(), country);
        return policy.map(terms -> terms.answer(new Question(sale, reason, line.shippedAt(), deliveredOn, now)))
                .orElseGet(Answer::noPolicy);
    }
}
