package penstock.core.publication;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import penstock.core.offer.RuleSet;
import penstock.core.publication.PublishingControl.Scope;
import penstock.core.publication.PublishingControl.Target;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * Has the listings looked at again that a mode or a version of the rules concerns, however many they are. What was said is committed
 * before, with the note that its listings are not marked yet; they are marked by id, a page in a transaction, and the note says up to which.
 * So what breaks off is gone on with by whoever comes next, and nothing but a page's listings is locked meanwhile. Any thread.
 */
public final class MarkListings {

    /** Listings marked in one transaction. */
    static final int LISTINGS_AT_A_TIME = 2_000;

    private final Database database;

    public MarkListings(Database database) {
        this.database = database;
    }

    /** Whether listings are left to mark. */
    public boolean isDue(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction
                        .find("""
                        select exists (select from publishing_mode m where m.seller_id = ? and m.marked_to is not null)
                               or exists (select from rule_set r where r.seller_id = ? and r.marked_to is not null) as due
                        """, row -> row.getBoolean("due"), sellerId, sellerId)
                        .orElse(false));
    }

    /** Marks all that is left, what is to show nothing first; returns how many listings that were. */
    public int finish(long sellerId) {
        int marked = 0;
        Optional<Integer> page;
        do {
            page = database.transact(
                    sellerId, transaction -> pageOfMode(transaction).or(() -> pageOfRules(transaction)));
            marked += page.orElse(0);
        } while (page.isPresent());
        return marked;
    }

    /** Marks all listings of a target, not what was said of others. Nobody goes on with it; who asked asks again. */
    static int refresh(Database database, long sellerId, Target target, Lane lane, Instant now) {
        int marked = 0;
        long after = 0;
        List<Long> page;
        do {
            long from = after;
            page = database.transact(sellerId, transaction -> page(transaction, target, from, lane, true, now));
            marked += page.size();
            after = page.stream().mapToLong(id -> id).max().orElse(after);
        } while (page.size() == LISTINGS_AT_A_TIME);
        return marked;
    }

    // modes ----------------------------------------------------------------------------------------------------------

    private record Mode(Target target, Lane lane, Instant setAt, long markedTo) {}

    private static Optional<Integer> pageOfMode(Transaction transaction) {
        return transaction.find("""
                        select * from publishing_mode
                         where seller_id = ? and marked_to is not null
                         order by mode = 'ZERO' desc, set_at
                         limit 1
                           for update
                        """, MarkListings::mode, transaction.sellerId()).map(mode -> {
            Target target = mode.target();
            List<Long> page = page(transaction, target, mode.markedTo(), mode.lane(), false, mode.setAt());
            transaction.update(
                    "update publishing_mode set marked_to = ? where seller_id = ? and scope = ? and scope_id = ?",
                    markedTo(page),
                    transaction.sellerId(),
                    target.scope().name(),
                    target.id());
            return page.size();
        });
    }

    private static Mode mode(Row row) throws SQLException {
        PublishingMode mode = PublishingMode.valueOf(row.getText("mode"));
        return new Mode(
                new Target(Scope.valueOf(row.getText("scope")), row.getLong("scope_id")),
                mode == PublishingMode.ZERO ? Lane.TO_ZERO : Lane.REFRESH,
                row.getInstant("set_at"),
                row.getLong("marked_to"));
    }

    /**
     * What is in doubt keeps the time of its next look. What was refused is not asked for again; but what its channel goes on selling is
     * told once more that there is nothing, unless the channel does not know it.
     */
    private static List<Long> page(
            Transaction transaction, Target target, long after, Lane lane, boolean asked, Instant at) {
        return transaction.list(
                """
                with page as materialized (
                     select p.listing_id from publication p
                      where p.seller_id = ? and %s = ? and p.listing_id > ?
                        and (p.state <> 'REJECTED' or ? and p.refused_reason not like 'NOT_FOUND:%%')
                      order by p.listing_id
                      limit ?
                        for update)
                update publication p
                   set state = case when p.state = 'REJECTED' then 'QUEUED' else p.state end, refused_reason = null,
                       stale_since = case when ? then p.stale_since else coalesce(p.stale_since, ?) end,
                       lane = least(p.lane, ?), asked = p.asked or ?,
                       next_attempt_at = case when p.state in ('ACCEPTED', 'UNKNOWN', 'SENT') and p.next_attempt_at is not null
                                              then p.next_attempt_at
                                              else least(coalesce(p.next_attempt_at, 'infinity'), ?) end
                  from page
                 where p.seller_id = ? and p.listing_id = page.listing_id
                returning p.listing_id
                """.formatted(target.scope().column()),
                row -> row.getLong("listing_id"),
                transaction.sellerId(),
                target.id(),
                after,
                lane == Lane.TO_ZERO,
                LISTINGS_AT_A_TIME,
                asked,
                at,
                lane.ordinal(),
                asked,
                at,
                transaction.sellerId());
    }

    // rules ----------------------------------------------------------------------------------------------------------

    private record Version(int version, Optional<Integer> replaces, Instant activatedAt, long markedTo) {}

    /** A version that was replaced meanwhile goes on: the next one knows only in what it differs from that one. */
    private static Optional<Integer> pageOfRules(Transaction transaction) {
        return transaction
                .find(
                        """
                        select * from rule_set where seller_id = ? and marked_to is not null order by version limit 1
                           for update
                        """,
                        row -> new Version(
                                row.getInt("version"),
                                row.findInt("replaces"),
                                row.getInstant("activated_at"),
                                row.getLong("marked_to")),
                        transaction.sellerId())
                .map(version -> {
                    RuleSet before = version.replaces()
                            .map(replaced -> RuleRows.read(transaction, replaced))
                            .orElse(RuleSet.NONE);
                    RuleSet after = RuleRows.read(transaction, version.version());
                    List<Long> page = ConcernedListings.lookAgain(
                            transaction, before, after, version.markedTo(), LISTINGS_AT_A_TIME, version.activatedAt());
                    transaction.update(
                            "update rule_set set marked_to = ? where seller_id = ? and version = ?",
                            markedTo(page),
                            transaction.sellerId(),
                            version.version());
                    return page.size();
                });
    }

    /** Null once nothing is left. */
    private static @Nullable Long markedTo(List<Long> page) {
        return page.size() < LISTINGS_AT_A_TIME
                ? null
                : page.stream().max(Long::compare).orElseThrow();
    }
}
