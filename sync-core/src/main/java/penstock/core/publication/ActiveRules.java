package penstock.core.publication;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import penstock.core.offer.RuleSet;
import penstock.core.store.Transaction;

/** The rules in force of each seller. A version never changes once it is in force, so it is read once. Any thread. */
final class ActiveRules {

    /** Sellers whose rules are remembered; beyond it all are read again. */
    static final int MAX_REMEMBERED = 1_000;

    private final Map<Long, RuleSet> remembered = new ConcurrentHashMap<>();

    /** Those in force in this transaction. */
    RuleSet get(Transaction transaction) {
        Optional<Integer> version = RuleRows.activeVersion(transaction);
        if (version.isEmpty()) {
            return RuleSet.NONE;
        }
        RuleSet known = remembered.get(transaction.sellerId());
        if (known != null && known.version() == version.get()) {
            return known;
        }
        if (remembered.size() >= MAX_REMEMBERED) {
            remembered.clear();
        }
        RuleSet rules = RuleRows.read(transaction, version.get());
        remembered.put(transaction.sellerId(), rules);
        return rules;
    }
}
