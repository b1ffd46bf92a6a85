package penstock.channels.amazon;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import penstock.channels.amazon.wire.ListingReply;
import penstock.channels.amazon.wire.ListingReply.Issue;
import penstock.channels.spi.HttpReply;
import penstock.channels.vendor.amazon.SpApiErrors;
import penstock.channels.vendor.amazon.SpApiErrors.SpApiError;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;

/** Which of our few reasons Amazon's refusals of a listing or a shipment come down to. */
final class AmazonErrors {

    /**
     * What Amazon says when a parcel is confirmed that it considers confirmed, as users report it
     * (github.com/amzn/selling-partner-api-models/issues/5037, read 2026-11-23). Amazon documents no code for it.
     */
    private static final List<String> ALREADY_SHIPPED = List.of(
            "already shipped",
            "already been shipped",
            "already fulfilled",
            "already been fulfilled",
            "already confirmed",
            "packagetoupdatenotfound");

    private AmazonErrors() {}

    /** A listing that Amazon would not take at all. */
    static Outcome.Refused listing(HttpReply reply) {
        return new Outcome.Refused(byStatus(reply), SpApiErrors.describe(reply));
    }

    /** A submission that was taken and found wrong: the first error says why. */
    static Outcome.Refused submission(ListingReply submission) {
        List<Issue> issues = submission.issues() == null ? List.of() : submission.issues();
        String detail = Stream.concat(issues.stream().filter(AmazonErrors::isError), issues.stream())
                .findFirst()
                .map(issue -> issue.code() + ": " + issue.message())
                .orElse("INVALID without an issue that says why");
        return new Outcome.Refused(RefusalReason.INVALID, SpApiErrors.shortened(detail));
    }

    /** A shipment that Amazon would not confirm. */
    static Outcome.Refused shipment(HttpReply reply) {
        boolean already = SpApiErrors.in(reply).stream().anyMatch(AmazonErrors::saysAlreadyShipped);
        return new Outcome.Refused(already ? RefusalReason.ALREADY_DONE : byStatus(reply), SpApiErrors.describe(reply));
    }

    private static boolean isError(Issue issue) {
        return "ERROR".equalsIgnoreCase(issue.severity());
    }

    private static boolean saysAlreadyShipped(SpApiError error) {
        String text = (error.code() + " " + error.message() + " " + error.details()).toLowerCase(Locale.ROOT);
        return ALREADY_SHIPPED.stream().anyMatch(text::contains);
    }

    private static RefusalReason byStatus(HttpReply reply) {
        return reply.status() == 404 ? RefusalReason.NOT_FOUND : RefusalReason.INVALID;
    }
}
