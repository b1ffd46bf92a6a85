package penstock.test.crash;

/**
 * Where a gateway can be made to end by itself, as if the power were cut: between two things that cannot be done at once.
 * Known by what it says to the database, so that nothing in the gateway has to know of it.
 */
enum HaltPoint {

    /** An order or a hold is committed; the buyer has no answer. */
    ORDER_COMMITTED("insert into sales_order", "", true),

    /** The site's order is stored; nothing has been decided. */
    ORDER_STORED("insert into inbox ", "api:order", true),

    /** A webhook is stored; nobody has read it, and its sender has no answer. */
    MESSAGE_STORED("insert into inbox ", "webhook:", true),

    /** A channel was told a number; that it was is not noted. */
    NUMBER_SENT("shown = sent_quantity", "", false),

    /** It is noted that a provider's order is about to be made; the request has not left. */
    SUBMISSION_CLAIMED("as provider_sku", "", false),

    /** A provider has taken an order, or said how it stands with one; that it did is not noted. */
    PROVIDER_ANSWERED("update fulfilment_order f", "SUBMITTED", false),

    /** A channel was told of a parcel; that it was is not noted. */
    CONFIRMATION_SENT("set confirmation = ?, ref = ?", "", false),

    /** A page of a channel's orders is stored with the place in its list; nobody has read them. */
    PAGE_STORED("insert into inbox ", "poll:", true),

    /** A supplier's list is applied in part: rows are noted that nobody understands, others are still to come. */
    LIST_READ_IN_PART("insert into rejection", "", true);

    private final String statement;
    private final String text;
    private final boolean committed;

    /**
     * A point.
     *
     * @param statement a part of the statement that it is known by
     * @param text how an element of that statement's arrays begins, empty for any
     * @param committed whether it is after the commit, rather than before the statement is run
     */
    HaltPoint(String statement, String text, boolean committed) {
        this.statement = statement;
        this.text = text;
        this.committed = committed;
    }

    boolean isOf(String sql) {
        return sql.contains(statement);
    }

    boolean needsText() {
        return !text.isEmpty();
    }

    boolean isAbout(Object[] elements) {
        for (Object element : elements) {
            if (element instanceof String string && string.startsWith(text)) {
                return true;
            }
        }
        return false;
    }

    boolean isAfterCommit() {
        return committed;
    }
}
