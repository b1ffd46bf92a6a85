package penstock.core.repair;

import java.util.List;
import java.util.Optional;
import penstock.core.check.Invariant;

/**
 * Something that is broken, with what is known of how it came and what makes up for it.
 *
 * @param where what it is about
 * @param wrong what is wrong with it
 * @param since the first position from which on it can have been so, where that can be told
 * @param documents what it can have come from, by the names that their senders gave them; the first few
 * @param plan what the remedy does, in words
 */
public record Fault(
        Invariant invariant,
        long sellerId,
        String where,
        String wrong,
        Optional<Long> since,
        List<String> documents,
        String plan,
        Remedy remedy) {

    public Fault {
        documents = List.copyOf(documents);
    }

    /** Whether repair can do it. */
    public boolean isRepairable() {
        return !(remedy instanceof Remedy.Person);
    }
}
