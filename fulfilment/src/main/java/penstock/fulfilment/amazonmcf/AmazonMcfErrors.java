package penstock.fulfilment.amazonmcf;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import penstock.channels.spi.HttpReply;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;

/**
 * Which of our few reasons Amazon's refusals of a provider order come down to. Amazon documents one code, InvalidInput, for
 * all of them, so the words are read. A wrong guess does no harm: ALREADY_DONE is read back before it counts, and the
 * other reasons both end the attempt.
 */
final class AmazonMcfErrors {

    private static final Pattern NOT_THERE = Pattern.compile("(does|do|did) not exist|not found|no such|cannot find");
    private static final Pattern ALREADY_THERE = Pattern.compile("already|duplicate|\\bexists\\b|not unique");
    private static final Pattern ALREADY_CANCELLED = Pattern.compile("already (been |is )?cancell?ed");
    private static final Pattern CANNOT_FULFIL = Pattern.compile(
            "unfulfillable|not fulfillable|cannot be (fulfilled|delivered|shipped)|undeliverable|invaliddestinationaddress"
                    + "|deliveryslaunavailable|(insufficient|not enough|no|out of) (\\w+ )?(inventory|stock)");

    private AmazonMcfErrors() {}

    /** An order that Amazon would not take. */
    static Outcome.Refused creation(HttpReply reply) {
        String said = said(reply);
        if (saysUnknown(reply)) {
            return refused(RefusalReason.INVALID, reply);
        } else if (ALREADY_THERE.matcher(said).find()) {
            return refused(RefusalReason.ALREADY_DONE, reply);
        } else if (CANNOT_FULFIL.matcher(said).find()) {
            return refused(RefusalReason.CANNOT_FULFIL, reply);
        }
        return refused(RefusalReason.INVALID, reply);
    }

    /** An order that Amazon would not cancel, mostly because it is too late. */
    static Outcome.Refused cancellation(HttpReply reply) {
        if (saysUnknown(reply)) {
            return refused(RefusalReason.NOT_FOUND, reply);
        }
        boolean already = ALREADY_CANCELLED.matcher(said(reply)).find();
        return refused(already ? RefusalReason.ALREADY_DONE : RefusalReason.INVALID, reply);
    }

    /** Whether Amazon says that it has no order of that id: some users see 404, some 400. */
    static boolean saysUnknown(HttpReply reply) {
        return reply.status() == 404
                || (reply.status() == 400 && NOT_THERE.matcher(said(reply)).find());
    }

    private static Outcome.Refused refused(RefusalReason reason, HttpReply reply) {
        return new Outcome.Refused(reason, SpApiErrors.describe(reply));
    }

    private static String said(HttpReply reply) {
        return SpApiErrors.in(reply).stream()
                .map(error -> error.text() + " " + error.details())
                .collect(Collectors.joining(" "))
                .toLowerCase(Locale.ROOT);
    }
}
