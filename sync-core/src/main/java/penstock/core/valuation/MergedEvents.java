package penstock.core.valuation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import penstock.core.costing.CostEvent;
import penstock.core.valuation.CostFacts.OfSku;

/** Postings, read a page at a time, and documents of one SKU in their common order. Gone through once, by one thread. */
final class MergedEvents implements Iterator<CostEvent> {

    private final Deque<OfSku> documents;
    private final LongFunction<List<OfSku>> pages;
    private final Deque<OfSku> page = new ArrayDeque<>();
    private long readThrough;
    private boolean more = true;

    /**
     * Nothing is read before the first event is asked for.
     *
     * @param pages the next postings after a position; an empty page is the last
     */
    MergedEvents(List<OfSku> documents, LongFunction<List<OfSku>> pages) {
        this.documents = new ArrayDeque<>(documents);
        this.pages = pages;
    }

    Stream<CostEvent> stream() {
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(this, Spliterator.ORDERED), false);
    }

    @Override
    public boolean hasNext() {
        if (page.isEmpty() && more) {
            page.addAll(pages.apply(readThrough));
            more = !page.isEmpty();
            readThrough = more ? page.getLast().event().moment().position() : readThrough;
        }
        return !page.isEmpty() || !documents.isEmpty();
    }

    @Override
    public CostEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("all events were taken");
        }
        boolean document = page.isEmpty()
                || (!documents.isEmpty()
                        && documents
                                        .getFirst()
                                        .event()
                                        .moment()
                                        .compareTo(page.getFirst().event().moment())
                                < 0);
        return (document ? documents : page).removeFirst().event();
    }
}
