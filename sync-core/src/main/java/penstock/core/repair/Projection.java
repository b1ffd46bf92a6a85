package penstock.core.repair;

/** What is kept beside the facts so that nobody has to add them up: dropped and built anew, it is the same. */
public enum Projection {
    /** Units of a SKU at a location, by condition: the sum of its postings. */
    BALANCE("what there is of each SKU at each location", true),
    /** Layers, what left them, and the journal. */
    VALUATION("what stock cost and is worth", false),
    /** What there was of a SKU now and then. */
    SNAPSHOTS("what makes a question about the past fast", false),
    /** How fast each SKU sells on each account. */
    VELOCITY("what safety stock is sized by", false),
    /** Up to where listings were told of what moved: from the beginning, each is looked at again. */
    PUBLICATION("which listings are to be looked at", false),
    /** Up to where reservations were handed to fulfilment: from the beginning, each order is tried again. */
    RELEASES("which orders are to be handed to fulfilment", false);

    private final String what;
    private final boolean atRest;

    Projection(String what, boolean atRest) {
        this.what = what;
        this.atRest = atRest;
    }

    /** What it tells, in words. */
    public String what() {
        return what;
    }

    /** Whether engines remember it, so that it is built anew only while none works for the seller. */
    public boolean onlyAtRest() {
        return atRest;
    }

    /** Whether it is only told to begin again, and a gateway does the rest. */
    public boolean beginsAgain() {
        return this == PUBLICATION || this == RELEASES;
    }
}
