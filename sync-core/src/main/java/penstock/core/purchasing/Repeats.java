package penstock.core.purchasing;

import java.util.Arrays;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/** What is said of a document whose id came before, and of one that never came. */
final class Repeats {

    private Repeats() {}

    static Reply of(byte[] before, byte[] now, long id) {
        if (Arrays.equals(before, now)) {
            return Reply.of(Verdict.EXISTS, id);
        }
        throw new Refusal(
                Verdict.EXISTS_WITH_DIFFERENT_CONTENT,
                PurchasingFault.OTHER_CONTENT,
                "the id came before with other content; use another");
    }

    static Refusal noSuch(String what, String name) {
        return new Refusal(Verdict.NOT_FOUND, PurchasingFault.NO_SUCH_DOCUMENT, "there is no " + what + " " + name);
    }
}
