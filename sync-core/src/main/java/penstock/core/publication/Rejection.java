package penstock.core.publication;

import java.util.Map;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;

/**
 * Why a channel takes no number for a listing, as it is kept with it ({@code publication.refused_reason}). Pure.
 *
 * @param detail the channel's words
 */
public record Rejection(RefusalReason reason, String detail) {

    private static final Map<RefusalReason, String> WHAT_TO_DO = Map.of(
            RefusalReason.NOT_FOUND,
            "The channel does not know it: correct its channelRef or channelLocation, or list it there, then retry; or set it to ENDED.",
            RefusalReason.INVALID,
            "The channel finds the listing or the number wrong: put it right there by its words, then retry.",
            RefusalReason.CANNOT_FULFIL,
            "The channel's own warehouse keeps this listing's number: set it to ENDED, or have it shipped by you there, then retry.",
            RefusalReason.ALREADY_DONE,
            "The channel says that it is so already: retry, and it is read back.",
            RefusalReason.STALE,
            "What it shows has changed meanwhile: retry, and it is read back.",
            RefusalReason.UNAUTHORISED,
            "The account may not change this listing: give it the right at the channel, then retry.");

    static Rejection of(Outcome.Refused refused) {
        return new Rejection(refused.reason(), refused.detail());
    }

    /** What was kept. */
    public static Rejection parse(String text) {
        int colon = text.indexOf(": ");
        return new Rejection(RefusalReason.valueOf(text.substring(0, colon)), text.substring(colon + 2));
    }

    /** As it is kept. */
    String text() {
        return reason + ": " + detail;
    }

    /** What a person can do about it. */
    public String whatToDo() {
        return WHAT_TO_DO.getOrDefault(reason, "Put it right at the channel, then retry.");
    }
}
