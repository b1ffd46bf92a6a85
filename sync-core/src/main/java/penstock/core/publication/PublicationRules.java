package penstock.core.publication;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.book.Reply.Verdict;
import penstock.core.offer.Rule;
import penstock.core.offer.RuleFault;
import penstock.core.offer.RuleFaults;
import penstock.core.offer.RuleSet;
import penstock.core.store.Database;
import penstock.core.store.Transaction;
import penstock.core.store.Transaction.Row;

/**
 * The versions of a seller's rules. A draft is changed until it is put in force; then it never changes, and ends when the next one is
 * put in force. Any thread.
 */
public final class PublicationRules {

    /** Rules of a version. What many SKUs differ in is said by the SKUs themselves. */
    public static final int MAX_RULES = 1_000;

    private final Database database;
    private final Clock clock;
    private final MarkListings marking;

    public PublicationRules(Database database, Clock clock) {
        this.database = database;
        this.marking = new MarkListings(database);
        this.clock = clock;
    }

    /** Where a version is in its life. */
    public enum State {
        DRAFT,
        ACTIVE,
        ARCHIVED
    }

    /** @param revision of the draft, from 1 */
    public record Version(
            int version,
            State state,
            int revision,
            String note,
            String writtenBy,
            Instant writtenAt,
            Optional<String> activatedBy,
            Optional<Instant> activatedAt,
            Optional<Instant> archivedAt) {}

    /** A version is not written, for its rules cannot be: all that is wrong with them. */
    public static final class Faulty extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient List<RuleFault> faults;

        Faulty(List<RuleFault> faults) {
            super(faults.get(0).detail(), null, false, false);
            this.faults = List.copyOf(faults);
        }

        /** One at least. */
        public List<RuleFault> faults() {
            return faults;
        }
    }

    /**
     * Writes a draft: the next version, or one that is a draft already.
     *
     * @param revision that was looked at, 0 for a new one
     * @return created, changed, or that it is there with this content
     */
    public Verdict write(long sellerId, int version, int revision, String note, List<Rule> rules, Actor by) {
        return database.transact(sellerId, transaction -> {
            lock(transaction);
            Optional<Version> known = find(transaction, version);
            if (known.isPresent() && isContent(transaction, known.get(), note, rules)) {
                return Verdict.EXISTS;
            }
            known.ifPresent(there -> requireDraft(there, revision));
            int next = last(transaction) + 1;
            if (known.isEmpty() && version != next) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        RuleSetFault.NOT_THE_NEXT_VERSION,
                        "there is no version " + version + " yet; the next one is " + next);
            }
            requireFaultless(transaction, rules);
            int written = transaction.update("""
                    insert into rule_set (seller_id, version, state, revision, note, written_by, written_at)
                    select s.seller_id, ?, 'DRAFT', 1, ?, ?, ?::timestamptz from seller s where s.seller_id = ?
                    on conflict (seller_id, version) do update
                       set revision = rule_set.revision + 1, note = excluded.note, written_by = excluded.written_by,
                           written_at = excluded.written_at
                     where rule_set.state = 'DRAFT' and rule_set.revision = ?
                    """, version, note, by.text(), clock.instant(), sellerId, revision);
            if (written == 0) { // two wrote the same new version at once
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        RuleSetFault.OTHER_REVISION,
                        "version " + version + " was written meanwhile; look at it again");
            }
            RuleRows.replace(transaction, version, rules);
            return known.isEmpty() ? Verdict.CREATED : Verdict.CHANGED;
        });
    }

    /**
     * Puts a draft in force; the version before ends, and every listing whose rules differ is looked at again. The version is in force
     * before the first of them is.
     */
    public Verdict activate(long sellerId, int version, int revision, Actor by) {
        Verdict verdict = putInForce(sellerId, version, revision, by);
        marking.finish(sellerId);
        return verdict;
    }

    private Verdict putInForce(long sellerId, int version, int revision, Actor by) {
        return database.transact(sellerId, transaction -> {
            lock(transaction);
            Version draft = find(transaction, version).orElseThrow(() -> noSuch(version));
            if (draft.state() == State.ACTIVE) {
                return Verdict.EXISTS;
            } else if (draft.state() == State.ARCHIVED) {
                throw new Refusal(
                        Verdict.NOT_POSSIBLE,
                        RuleSetFault.ARCHIVED,
                        "version " + version + " ended at " + draft.archivedAt().orElseThrow()
                                + "; write its rules as a new version");
            }
            requireDraft(draft, revision);
            requireFaultless(transaction, RuleRows.read(transaction, version).rules());
            Optional<Integer> replaces = RuleRows.activeVersion(transaction);
            Instant now = clock.instant();
            transaction.update("""
                    update rule_set set state = 'ARCHIVED', archived_at = ? where seller_id = ? and state = 'ACTIVE'
                    """, now, sellerId);
            transaction.update("""
                    update rule_set set state = 'ACTIVE', activated_by = ?, activated_at = ?, replaces = ?, marked_to = 0
                     where seller_id = ? and version = ?
                    """, by.text(), now, replaces.orElse(null), sellerId, version);
            return Verdict.CHANGED;
        });
    }

    /** Whoever comes second sees what the first has written; orders are applied meanwhile. */
    private static void lock(Transaction transaction) {
        transaction.list(
                "select version from rule_set where seller_id = ? order by version for update",
                row -> row.getInt("version"),
                transaction.sellerId());
    }

    private static boolean isContent(Transaction transaction, Version version, String note, List<Rule> rules) {
        return version.note().equals(note)
                && RuleRows.read(transaction, version.version()).rules().equals(rules);
    }

    private static void requireDraft(Version version, int revision) {
        if (version.state() != State.DRAFT) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    RuleSetFault.NOT_A_DRAFT,
                    "version " + version.version() + " is " + version.state()
                            + " and changes no more; write a new one");
        } else if (version.revision() != revision) {
            throw new Refusal(
                    Verdict.NOT_POSSIBLE,
                    RuleSetFault.OTHER_REVISION,
                    "version " + version.version() + " is at revision " + version.revision() + ", not " + revision
                            + "; look at it again");
        }
    }

    private static void requireFaultless(Transaction transaction, List<Rule> rules) {
        List<RuleFault> faults = RuleFaults.of(rules, KnownNames.read(transaction, rules));
        if (!faults.isEmpty()) {
            throw new Faulty(faults);
        }
    }

    private static int last(Transaction transaction) {
        return transaction
                .find(
                        "select max(version) as version from rule_set where seller_id = ?",
                        row -> row.findInt("version"),
                        transaction.sellerId())
                .flatMap(version -> version)
                .orElse(0);
    }

    private static Refusal noSuch(int version) {
        return new Refusal(Verdict.NOT_FOUND, RuleSetFault.NO_SUCH_VERSION, "there is no version " + version);
    }

    /** A page of versions, the latest first, those before {@code before}; 0 for the latest. */
    public List<Version> list(long sellerId, int before, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list("""
                        select * from rule_set where seller_id = ? and (? = 0 or version < ?) order by version desc limit ?
                        """, PublicationRules::version, sellerId, before, before, limit));
    }

    public Optional<Version> find(long sellerId, int version) {
        return database.transact(sellerId, transaction -> find(transaction, version));
    }

    /**
     * The rules of a version in their order, and what they name.
     *
     * @param skus codes by id
     * @param locations the same
     */
    public record Worded(List<Rule> rules, Map<Long, String> skus, Map<Long, String> locations) {}

    /** The rules of a version. */
    public Worded rules(long sellerId, int version) {
        return database.transact(sellerId, transaction -> {
            List<Rule> rules = RuleRows.read(transaction, version).rules();
            return new Worded(rules, KnownNames.skuCodes(transaction, rules), KnownNames.locationCodes(transaction));
        });
    }

    /** As listings get their numbers by them. */
    public Optional<RuleSet> read(long sellerId, int version) {
        return database.transact(
                sellerId, transaction -> find(transaction, version).map(known -> RuleRows.read(transaction, version)));
    }

    /** Those in force, {@link RuleSet#NONE} if there are none. */
    public RuleSet inForce(long sellerId) {
        return database.transact(
                sellerId,
                transaction -> RuleRows.activeVersion(transaction)
                        .map(version -> RuleRows.read(transaction, version))
                        .orElse(RuleSet.NONE));
    }

    private static Optional<Version> find(Transaction transaction, int version) {
        return transaction.find(
                "select * from rule_set where seller_id = ? and version = ?",
                PublicationRules::version,
                transaction.sellerId(),
                version);
    }

    private static Version version(Row row) throws SQLException {
        return new Version(
                row.getInt("version"),
                State.valueOf(row.getText("state")),
                row.getInt("revision"),
                row.getText("note"),
                row.getText("written_by"),
                row.getInstant("written_at"),
                row.findText("activated_by"),
                row.findInstant("activated_at"),
                row.findInstant("archived_at"));
    }
}
