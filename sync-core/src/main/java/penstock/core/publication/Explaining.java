package penstock.core.publication;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.history.LedgerPoint;
import penstock.core.offer.Offer;
import penstock.core.offer.Stage;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** Says why a listing's number is what it is, now or at a past moment, and what became of it. Changes nothing. Any thread. */
public final class Explaining {

    /** Answers of a channel that are told of one number; the latest count. */
    public static final int MAX_ANSWERS = 50;

    private final ActiveRules rules = new ActiveRules();
    private final Database database;
    private final Clock clock;

    public Explaining(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A number and how it was made.
     *
     * @param rules the version of the rule set, 0 for none
     * @param quantity in the channel's units
     */
    public record Number(int rules, int quantity, List<Stage> stages) {

        /** As one sentence. */
        public String sentence() {
            return Offer.explain(quantity, stages);
        }
    }

    /** A number that was sent; @param position of the ledger that it was computed at */
    public record Sent(Number number, Instant at, long position) {}

    /**
     * What the channel said of it.
     *
     * @param seen what it showed, if it was read
     */
    public record Answer(Instant at, String outcome, Optional<Integer> seen, String detail) {}

    /**
     * Why a listing's number is, or was, what it is.
     *
     * @param at the moment that it is told of
     * @param position of the ledger then
     * @param number that is right at this moment; of a past one empty, for nothing but what was sent is kept
     * @param sent last, up to then; not what was to be sent and was not
     * @param answers to what was sent and since, up to then, the oldest first; what was not sent is among them
     */
    public record Explanation(
            Listed listing,
            Instant at,
            long position,
            Optional<Number> number,
            Optional<Sent> sent,
            List<Answer> answers) {}

    /** A listing; @param state of its publication, as it is now */
    public record Listed(
            long listingId, long accountId, String channelSku, String sku, String state, Optional<String> refused) {}

    /** As it is now; empty if there is no such listing, or its account is not told numbers. */
    public Optional<Explanation> now(long sellerId, long listingId) {
        Instant now = clock.instant();
        return database.transact(
                sellerId,
                transaction -> ClaimRows.find(transaction, listingId).map(listing -> {
                    SkuState state = SkuState.look(transaction, List.of(listing), rules, now);
                    Offer offer = state.number(listing);
                    Number number = new Number(state.rules(), offer.quantity(), offer.stages());
                    return explanation(transaction, listingId, now, state.head(), Optional.of(number));
                }));
    }

    /** The same of a past moment. */
    public Optional<Explanation> at(long sellerId, long listingId, Instant moment) {
        return database.transact(
                sellerId,
                transaction -> ClaimRows.find(transaction, listingId)
                        .map(listing -> explanation(
                                transaction, listingId, moment, positionAt(transaction, moment), Optional.empty())));
    }

    private static Explanation explanation(
            Transaction transaction, long listingId, Instant at, long position, Optional<Number> number) {
        record Attempt(long fence, Sent sent) {}
        Optional<Attempt> last = transaction.find(
                """
                select * from publication_attempt t
                 where t.seller_id = ? and t.listing_id = ? and t.sent_at <= ?
                   and not exists (select from publication_outcome o
                                    where o.seller_id = t.seller_id and o.listing_id = t.listing_id and o.fence = t.fence
                                      and o.outcome = 'NOT_SENT')
                 order by t.fence desc limit 1
                """, row -> new Attempt(row.getLong("fence"), sent(row)), transaction.sellerId(), listingId, at);
        List<Answer> answers =
                answers(transaction, listingId, last.map(Attempt::fence).orElse(0L), at);
        return new Explanation(listed(transaction, listingId), at, position, number, last.map(Attempt::sent), answers);
    }

    private static Sent sent(Row row) throws SQLException {
        return new Sent(
                new Number(row.getInt("rules_version"), row.getInt("quantity"), StageText.read(row.getText("stages"))),
                row.getInstant("sent_at"),
                row.getLong("position"));
    }

    private static List<Answer> answers(Transaction transaction, long listingId, long fence, Instant until) {
        return transaction.list(
                """
                select * from (
                       select * from publication_outcome
                        where seller_id = ? and listing_id = ? and fence >= ? and noted_at <= ?
                        order by fence desc limit ?) as o
                 order by fence
                """,
                row -> new Answer(
                        row.getInstant("noted_at"), row.getText("outcome"), row.findInt("seen"), row.getText("detail")),
                transaction.sellerId(),
                listingId,
                fence,
                until,
                MAX_ANSWERS);
    }

    private static Listed listed(Transaction transaction, long listingId) {
        return transaction
                .find(
                        """
                        select l.*, s.code, p.state as publication_state, p.refused_reason
                          from listing l
                          join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                          join publication p on p.seller_id = l.seller_id and p.listing_id = l.listing_id
                         where l.seller_id = ? and l.listing_id = ?
                        """,
                        row -> new Listed(
                                listingId,
                                row.getLong("account_id"),
                                row.getText("channel_sku"),
                                row.getText("code"),
                                row.getText("publication_state"),
                                row.findText("refused_reason")),
                        transaction.sellerId(),
                        listingId)
                .orElseThrow();
    }

    private static long positionAt(Transaction transaction, Instant moment) {
        return LedgerPoint.at(transaction, moment).position();
    }
}
