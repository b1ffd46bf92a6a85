package penstock.core.supplier;

import java.nio.charset.CharacterCodingException;
import java.util.Optional;
import penstock.core.engine.EngineBusy;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.store.OutcomeUnknown;

/** Whose fault it is that a feed could not be applied. */
public final class FeedFault {

    /** Class 40 of SQLSTATE: rolled back because another was in the way. */
    private static final String LOST_AGAINST_ANOTHER = "40";

    private FeedFault() {}

    /** Whether nobody is at fault and the same file may do in a moment. */
    public static boolean isNotNow(Exception e) {
        return e instanceof DatabaseUnavailable
                || e instanceof OutcomeUnknown
                || e instanceof EngineBusy
                || (e instanceof DatabaseFailure failure && failure.sqlState().startsWith(LOST_AGAINST_ANOTHER));
    }

    /** Whether the file is no text in the charset that it should have. */
    public static boolean isNoText(Exception e) {
        return e.getCause() instanceof CharacterCodingException;
    }

    /** What a person is told who is to mend the file, or its account. */
    public static String reason(Exception e) {
        return isNoText(e)
                ? "the file has bytes that are none in its charset: state the feed's charset"
                : Optional.ofNullable(e.getMessage()).orElse(e.toString());
    }
}
