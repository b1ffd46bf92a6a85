package penstock.core.repair;

import penstock.core.book.Command;
import penstock.core.book.StockKey;

/** What makes up for a fault. */
public sealed interface Remedy {

    /** Beside the facts something was kept that is not true: it is built anew. */
    record Rebuild(Projection projection) implements Remedy {}

    /** Documents and stock differ at a place: a posting makes up for it. */
    record Post(StockKey key, Command command) implements Remedy {}

    /** Nobody but a person can know what is true. */
    record Person(String todo) implements Remedy {}
}
