package penstock.routes.work;

import penstock.core.publication.MarkListings;

/** Goes on with marking the listings that a mode or a version of the rules concerns where whoever said it broke off. */
public final class FinishMarking implements Duty {

    private final MarkListings marking;

    public FinishMarking(MarkListings marking) {
        this.marking = marking;
    }

    @Override
    public String name() {
        return "mark";
    }

    @Override
    public When when() {
        return When.TICK;
    }

    @Override
    public void see(long sellerId, Hands hands) {
        if (marking.isDue(sellerId)) {
            hands.start(name(), () -> marking.finish(sellerId));
        }
    }
}
