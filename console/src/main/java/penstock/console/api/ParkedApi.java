package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Listings;
import penstock.core.engine.Engine;
import penstock.core.inbox.Inbox;
import penstock.core.inbox.Inbox.Parked;
import penstock.core.message.Rejection;
import penstock.core.message.RejectionReason;
import penstock.core.order.AcceptRejections;
import penstock.core.order.Orders;
import penstock.core.order.Orders.ParkedLine;
import penstock.core.port.Wake;
import penstock.core.shipping.Releases;

/** What waits for a person: messages and order lines that could not be understood, orders that could not be handed on. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/parked")
@Tag(name = "Parked")
public class ParkedApi {

    /** SKUs suggested for a parked line. */
    private static final int MAX_SUGGESTIONS = 5;

    private final Inbox inbox;
    private final Engine engine;
    private final Orders orders;
    private final Listings listings;
    private final Releases releases;
    private final Wake wake;

    public ParkedApi(Inbox inbox, Engine engine, Orders orders, Listings listings, Releases releases, Wake wake) {
        this.inbox = inbox;
        this.engine = engine;
        this.orders = orders;
        this.listings = listings;
        this.releases = releases;
        this.wake = wake;
    }

    @GetMapping("/messages")
    @Operation(
            summary = "List parked messages",
            description =
                    "The oldest first, with the reason and the rejected parts; never their content. One with an orderId has been"
                            + " applied to that order but for these parts; it goes when it is replayed and understood, or a newer"
                            + " message of the order is. Ask for the next page with after = next.")
    public ParkedMessagePage messages(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Parked> page = Page.cut(
                inbox.listParked(sellerId, after, Page.limit(limit) + 1),
                limit,
                message -> Long.toString(message.inboxId()));
        return new ParkedMessagePage(page.map(ParkedMessage::of), page.next());
    }

    @GetMapping("/lines")
    @Operation(
            summary = "List parked order lines",
            description =
                    "The oldest first, each with SKUs that resemble it. Bind its channel SKU with a listing, and it is"
                            + " mapped and reserved. Ask for the next page with after = next.")
    public ParkedLinePage lines(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        LineKey key = LineKey.parse(after);
        Page<ParkedLine> page = Page.cut(
                orders.parkedLines(sellerId, key.orderId(), key.lineNo(), Page.limit(limit) + 1),
                limit,
                line -> new LineKey(line.orderId(), line.lineNo()).text());
        Map<String, List<String>> suggestions = new TreeMap<>();
        return new ParkedLinePage(
                page.map(line -> ParkedLineAnswer.of(
                        line,
                        suggestions.computeIfAbsent(
                                line.channelSku(), sku -> listings.suggest(sellerId, sku, MAX_SUGGESTIONS)))),
                page.next());
    }

    /** Where a page of lines ends, in a text: {@code 2812345678901:2}. */
    private record LineKey(long orderId, int lineNo) {

        private static final Pattern TEXT = Pattern.compile("(\\d{1,18}):(\\d{1,9})");

        static LineKey parse(String text) {
            if (text.isEmpty()) {
                return new LineKey(0, 0);
            }
            Matcher parts = TEXT.matcher(text);
            if (!parts.matches()) {
                throw Refused.field("after", "after is not what a page named as next");
            }
            return new LineKey(Long.parseLong(parts.group(1)), Integer.parseInt(parts.group(2)));
        }

        String text() {
            return orderId + ":" + lineNo;
        }
    }

    @PostMapping("/messages/{messageId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Have a message translated and applied again",
            description =
                    "Soon after the answer. Applying is safe to repeat. 404 if there is no such message or its person has"
                            + " been erased.")
    public void replay(@PathVariable long sellerId, @PathVariable long messageId) {
        if (inbox.open(sellerId, messageId).isEmpty()) {
            throw Refused.notFound("there is no such message, or its personal data has been erased");
        }
        inbox.replay(sellerId, messageId);
        wake.wake(sellerId);
    }

    @DeleteMapping("/messages/{messageId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Give up a parked message",
            description =
                    "For what nobody needs or was seen to by hand. Its content is destroyed, with whatever it says of a person."
                            + " 404 if no such message is parked as a whole.")
    public void giveUp(@PathVariable long sellerId, @PathVariable long messageId) {
        if (!inbox.giveUp(sellerId, messageId)) {
            throw Refused.notFound("no such message is parked as a whole");
        }
    }

    @PostMapping("/messages/{messageId}/accept")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Let an order go on without the parts of it that nobody understood",
            description =
                    "For a tip, a fee, or what was seen to by hand: the order waits for them no more, and while its newer"
                            + " messages have the same parts they are not shown again. A repeat changes nothing. 404 if the"
                            + " message is not listed with an orderId, 409 if the order has been read from another message"
                            + " since.")
    public void accept(@PathVariable long sellerId, @PathVariable long messageId) {
        long orderId = inbox.findOrderOf(sellerId, messageId)
                .orElseThrow(() -> Refused.notFound("there is no such message, or it was not applied to an order"));
        Answers.requireHolds(engine.decide(sellerId, new AcceptRejections(orderId, messageId)));
        wake.wake(sellerId);
    }

    @GetMapping("/releases")
    @Operation(
            summary = "List orders that could not be handed to fulfilment",
            description =
                    "Each was tried ten times, with longer and longer pauses. The oldest first, with what went wrong the"
                            + " last time. Ask for the next page with after = next.")
    public ParkedReleasePage releases(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Releases.Parked> page = Page.cut(
                releases.listParked(sellerId, after, Page.limit(limit) + 1),
                limit,
                release -> Long.toString(release.orderId()));
        return new ParkedReleasePage(page.map(ParkedRelease::of), page.next());
    }

    @PostMapping("/releases/{orderId}/replay")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            summary = "Have an order handed to fulfilment again",
            description = "Soon after the answer, with all its attempts. 404 if no release of such an order is parked.")
    public void replayRelease(@PathVariable long sellerId, @PathVariable long orderId) {
        if (!releases.replay(sellerId, orderId)) {
            throw Refused.notFound("no release of such an order is parked");
        }
        wake.wake(sellerId);
    }

    /** A part that could not be understood. */
    public record RejectionAnswer(
            @Schema(example = "row 17") String where,
            @Schema(example = "1O") String value,
            RejectionReason reason,
            @Schema(description = "What to do.") String advice) {
        static RejectionAnswer of(Rejection rejection) {
            return new RejectionAnswer(rejection.where(), rejection.value(), rejection.reason(), rejection.advice());
        }
    }

    /** A message put aside. */
    public record ParkedMessage(
            long messageId,
            long accountId,
            @Schema(example = "webhook:orders/create") String source,
            Instant receivedAt,
            @Schema(example = "MALFORMED") String reason,
            String detail,

            @Schema(description = "Of the order that the rest of it was applied to; absent if nothing was.")
            Optional<Long> orderId,

            List<RejectionAnswer> rejections) {
        static ParkedMessage of(Parked message) {
            return new ParkedMessage(
                    message.inboxId(),
                    message.accountId(),
                    message.source(),
                    message.receivedAt(),
                    message.reason(),
                    message.detail(),
                    message.orderId(),
                    message.rejections().stream().map(RejectionAnswer::of).toList());
        }
    }

    /** A page of parked messages. */
    public record ParkedMessagePage(List<ParkedMessage> messages, Optional<String> next) {}

    /** An order line put aside. */
    public record ParkedLineAnswer(
            long orderId,
            long accountId,
            String channelOrderId,
            int lineNo,
            String channelSku,
            @Schema(example = "UNKNOWN_SKU") String reason,

            @Schema(description = "Codes of SKUs that resemble it.")
            List<String> suggestions) {
        static ParkedLineAnswer of(ParkedLine line, List<String> suggestions) {
            return new ParkedLineAnswer(
                    line.orderId(),
                    line.accountId(),
                    line.channelOrderId(),
                    line.lineNo(),
                    line.channelSku(),
                    line.reason(),
                    suggestions);
        }
    }

    /** An order that could not be handed to fulfilment. */
    public record ParkedRelease(
            long orderId,
            long accountId,
            String channelOrderId,
            int attempts,
            @Schema(example = "TRIED_TOO_OFTEN") String reason,

            @Schema(description = "What went wrong the last time.")
            String failure) {
        static ParkedRelease of(Releases.Parked release) {
            return new ParkedRelease(
                    release.orderId(),
                    release.accountId(),
                    release.channelOrderId(),
                    release.attempts(),
                    release.reason(),
                    release.failure());
        }
    }

    /** A page of parked releases. */
    public record ParkedReleasePage(List<ParkedRelease> releases, Optional<String> next) {}

    /** A page of parked lines. */
    public record ParkedLinePage(List<ParkedLineAnswer> lines, Optional<String> next) {}
}
