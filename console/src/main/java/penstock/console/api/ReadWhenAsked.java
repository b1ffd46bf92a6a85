package penstock.console.api;

import java.util.Iterator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import penstock.core.supplier.Feeds;

/** Rows of a feed that is opened when the first is asked for, so that a file that cannot be opened is noted as a feed. */
final class ReadWhenAsked implements Iterator<Feeds.Item> {

    private final Supplier<Iterator<Feeds.Item>> open;
    private @Nullable Iterator<Feeds.Item> rows;

    ReadWhenAsked(Supplier<Iterator<Feeds.Item>> open) {
        this.open = open;
    }

    @Override
    public boolean hasNext() {
        return rows().hasNext();
    }

    @Override
    public Feeds.Item next() {
        return rows().next();
    }

    private Iterator<Feeds.Item> rows() {
        if (rows == null) {
            rows = open.get();
        }
        return rows;
    }
}
