package penstock.core.book;

import penstock.core.book.Reply.Verdict;

/** A document's wish cannot be: nothing was changed. The message says what is wrong and what to do. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Verdict verdict;
    private final String reason;

    /** @param reason for programs; the names never change */
    public Refusal(Verdict verdict, Enum<?> reason, String detail) {
        super(detail, null, false, false);
        this.verdict = verdict;
        this.reason = reason.name();
    }

    public Verdict verdict() {
        return verdict;
    }

    public String reason() {
        return reason;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
