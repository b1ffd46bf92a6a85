package penstock.core.returns;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.order.ContentHash;
import penstock.core.returns.ReturnRule.CountedFrom;
import penstock.core.returns.ReturnRule.Outcome;
import penstock.core.returns.ReturnRule.Postage;
import penstock.core.returns.ReturnRule.Terms;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/** The versions of a seller's returns policy. Any thread. */
public final class Policies {

    private final Database database;
    private final Clock clock;

    public Policies(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private record Last(
            int version,
            Instant effectiveFrom,
            @SuppressWarnings("ArrayRecordComponent") byte[] contentHash) {}

    /** Adds a version; the same as the last one is a repeat. The reply's id is the version. */
    public Reply add(long sellerId, Instant effectiveFrom, List<ReturnRule> rules) {
        return database.transact(sellerId, transaction -> {
            transaction.find(
                    "select head from seller where seller_id = ? for update", row -> row.getLong("head"), sellerId);
            Last last = transaction
                    .find(
                            "select * from returns_policy where seller_id = ? order by version desc limit 1",
                            row -> new Last(
                                    row.getInt("version"),
                                    row.getInstant("effective_from"),
                                    row.getBytes("content_hash")),
                            sellerId)
                    .orElse(new Last(0, Instant.MIN, new byte[0]));
            byte[] hash = ContentHash.of(effectiveFrom + "\t" + rules);
            if (Arrays.equals(last.contentHash(), hash)) {
                return Reply.of(Verdict.EXISTS, last.version());
            } else if (effectiveFrom.isBefore(last.effectiveFrom())) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        ReturnFault.EFFECTIVE_BEFORE_ITS_PREDECESSOR,
                        "version " + last.version() + " takes effect on " + last.effectiveFrom()
                                + "; a later version takes effect then or later");
            }
            insert(transaction, new ReturnsPolicy(last.version() + 1, effectiveFrom, rules), hash);
            return Reply.of(Verdict.CREATED, last.version() + 1L);
        });
    }

    private void insert(Transaction transaction, ReturnsPolicy policy, byte[] hash) {
        transaction.update(
                """
                insert into returns_policy (seller_id, version, effective_from, content_hash, created_at)
                select s.seller_id, ?, ?::timestamptz, ?, ?::timestamptz from seller s where s.seller_id = ?
                """, policy.version(), policy.effectiveFrom(), hash, clock.instant(), transaction.sellerId());
        transaction.update(
                """
                insert into returns_rule (seller_id, version, rule_no, account_id, category, country, window_days,
                                          counted_from)
                select s.seller_id, ?, u.rule_no, u.account_id, u.category, u.country, u.window_days, u.counted_from
                  from seller s,
                       unnest(?::bigint[], ?::text[], ?::text[], ?::int[], ?::text[]) with ordinality
                           as u (account_id, category, country, window_days, counted_from, rule_no)
                 where s.seller_id = ?
                """,
                Columns.of(policy.rules())
                        .value(policy.version())
                        .nullableLongs(rule -> rule.accountId().orElse(null))
                        .texts(rule -> rule.category().orElse(null))
                        .texts(rule -> rule.country().orElse(null))
                        .ints(ReturnRule::windowDays)
                        .texts(rule -> rule.countedFrom().name())
                        .then(transaction.sellerId()));
        insertReasons(transaction, policy);
        insertOutcomes(transaction, policy);
    }

    private record ReasonRow(int ruleNo, ReturnReason reason, Terms terms) {}

    private static void insertReasons(Transaction transaction, ReturnsPolicy policy) {
        List<ReasonRow> rows = new ArrayList<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            int ruleNo = i + 1;
            policy.rules().get(i).reasons().forEach((reason, terms) -> rows.add(new ReasonRow(ruleNo, reason, terms)));
        }
        transaction.update(
                """
                insert into returns_rule_reason (seller_id, version, rule_no, reason, fee_basis_points, postage)
                select s.seller_id, ?, u.* from seller s, unnest(?::int[], ?::text[], ?::int[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(rows)
                        .value(policy.version())
                        .ints(ReasonRow::ruleNo)
                        .texts(row -> row.reason().name())
                        .ints(row -> row.terms().feeBasisPoints())
                        .texts(row -> row.terms().postage().name())
                        .then(transaction.sellerId()));
    }

    private record OutcomeRow(int ruleNo, Outcome outcome) {}

    private static void insertOutcomes(Transaction transaction, ReturnsPolicy policy) {
        List<OutcomeRow> rows = new ArrayList<>();
        for (int i = 0; i < policy.rules().size(); i++) {
            int ruleNo = i + 1;
            policy.rules().get(i).outcomes().forEach(outcome -> rows.add(new OutcomeRow(ruleNo, outcome)));
        }
        transaction.update(
                """
                insert into returns_rule_outcome (seller_id, version, rule_no, reason, condition, disposition)
                select s.seller_id, ?, u.* from seller s, unnest(?::int[], ?::text[], ?::text[], ?::text[]) as u
                 where s.seller_id = ?
                """,
                Columns.of(rows)
                        .value(policy.version())
                        .ints(OutcomeRow::ruleNo)
                        .texts(row -> row.outcome().reason().map(Enum::name).orElse(""))
                        .texts(row -> row.outcome().condition().name())
                        .texts(row -> row.outcome().disposition().name())
                        .then(transaction.sellerId()));
    }

    /** Versions, the latest first. */
    public List<ReturnsPolicy> list(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        "select * from returns_policy where seller_id = ? order by version desc",
                        row -> policy(transaction, row),
                        sellerId));
    }

    /** The version in force at a moment. */
    static Optional<ReturnsPolicy> at(Transaction transaction, Instant moment) {
        return transaction.find("""
                select * from returns_policy
                 where seller_id = ? and effective_from <= ? order by version desc limit 1
                """, row -> policy(transaction, row), transaction.sellerId(), moment);
    }

    static ReturnsPolicy get(Transaction transaction, int version) {
        return transaction
                .find(
                        "select * from returns_policy where seller_id = ? and version = ?",
                        row -> policy(transaction, row),
                        transaction.sellerId(),
                        version)
                .orElseThrow();
    }

    private static ReturnsPolicy policy(Transaction transaction, Row row) throws SQLException {
        int version = row.getInt("version");
        List<ReturnRule> rules = transaction.list(
                "select * from returns_rule where seller_id = ? and version = ? order by rule_no",
                rule -> new ReturnRule(
                        rule.findLong("account_id"),
                        rule.findText("category"),
                        rule.findText("country"),
                        rule.getInt("window_days"),
                        CountedFrom.valueOf(rule.getText("counted_from")),
                        reasons(transaction, version, rule.getInt("rule_no")),
                        outcomes(transaction, version, rule.getInt("rule_no"))),
                transaction.sellerId(),
                version);
        return new ReturnsPolicy(version, row.getInstant("effective_from"), rules);
    }

    private static Map<ReturnReason, Terms> reasons(Transaction transaction, int version, int ruleNo) {
        Map<ReturnReason, Terms> reasons = new EnumMap<>(ReturnReason.class);
        transaction.list(
                "select * from returns_rule_reason where seller_id = ? and version = ? and rule_no = ?",
                row -> reasons.put(
                        ReturnReason.valueOf(row.getText("reason")),
                        new Terms(row.getInt("fee_basis_points"), Postage.valueOf(row.getText("postage")))),
                transaction.sellerId(),
                version,
                ruleNo);
        return reasons;
    }

    private static List<Outcome> outcomes(Transaction transaction, int version, int ruleNo) {
        return transaction.list(
                """
                select * from returns_rule_outcome
                 where seller_id = ? and version = ? and rule_no = ? order by reason, condition
                """,
                row -> new Outcome(
                        Optional.of(row.getText("reason"))
                                .filter(reason -> !reason.isEmpty())
                                .map(ReturnReason::valueOf),
                        ReceivedCondition.valueOf(row.getText("condition")),
                        Disposition.valueOf(row.getText("disposition"))),
                transaction.sellerId(),
                version,
                ruleNo);
    }
}
