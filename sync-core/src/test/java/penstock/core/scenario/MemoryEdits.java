package penstock.core.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import penstock.core.book.Edited;

/** What edits made of orders, in memory. */
final class MemoryEdits implements Edited.Rows {

    private final List<Edited> edits = new ArrayList<>();

    void add(Edited edit) {
        edits.add(edit);
    }

    @Override
    public Optional<Edited.Asked> find(long orderId, String callerId) {
        return edits.stream()
                .filter(edit ->
                        edit.order().orderId() == orderId && edit.callerId().equals(Optional.of(callerId)))
                .map(edit -> new Edited.Asked(edit.contentHash(), edit.recipientMark()))
                .findFirst();
    }

    @Override
    public boolean goElsewhere(long orderId) {
        return edits.stream().anyMatch(edit -> edit.order().orderId() == orderId && edit.goesElsewhere());
    }
}
