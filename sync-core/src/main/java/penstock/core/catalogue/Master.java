package penstock.core.catalogue;

import java.util.List;
import penstock.core.store.Transaction;

/**
 * Something of which a seller has many, kept by natural keys: putting what is there already changes nothing, so whoever
 * got no answer puts it again.
 *
 * @param <T> as a person or a file describes it
 */
public interface Master<T> {

    /**
     * Creates or changes each; says what came of each, in the same order. What is refused leaves no trace and does not
     * keep the others from being written.
     */
    List<Written> put(Transaction transaction, List<T> wanted);
}
