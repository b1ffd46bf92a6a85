package penstock.core.returns;

/** What state units are in when they come back. */
public enum ReceivedCondition {
    /** As they were shipped. */
    NEW(Disposition.RESTOCK),
    OPENED(Disposition.REFURBISH),
    USED(Disposition.REFURBISH),
    DAMAGED(Disposition.QUARANTINE),
    DEFECTIVE(Disposition.QUARANTINE);

    private final Disposition usual;

    ReceivedCondition(Disposition usual) {
        this.usual = usual;
    }

    /** What becomes of them where no policy says it. */
    public Disposition usual() {
        return usual;
    }
}
