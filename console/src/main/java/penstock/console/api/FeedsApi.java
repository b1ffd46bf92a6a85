package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.api.ParkedApi.RejectionAnswer;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.port.Wake;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.Feeds.Mode;
import penstock.core.supplier.Feeds.Run;
import penstock.core.supplier.Feeds.State;

/** Suppliers' availability feeds. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Feeds")
public class FeedsApi {

    /** The longest that a caller may wait for a feed to be applied, in seconds. */
    private static final int MAX_WAIT_SECONDS = 60;

    /** Callers who wait at a time on a node; the next are answered at once. */
    private static final int MAX_WAITING = 16;

    private static final String CSV = "text/csv";

    private final Feeds feeds;
    private final Entries entries;
    private final Wake wake;
    private final Clock clock;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);

    public FeedsApi(Feeds feeds, Entries entries, Wake wake, Clock clock) {
        this.feeds = feeds;
        this.entries = entries;
        this.wake = wake;
        this.clock = clock;
    }

    @PostMapping(path = "/accounts/{accountId}/feeds", consumes = CSV)
    @Operation(
            summary = "Send a feed",
            description =
                    "CSV, at most 64 MiB, as it is or with Content-Encoding: gzip. 202 when it is kept: it is applied"
                            + " after the account's earlier feeds, and its address (Location) tells how far it is. With wait"
                            + " the answer comes when it is applied, 200, or after that time, 202. Good rows count, bad ones"
                            + " are noted with place, reason and advice. FULL: what it does not list is gone,"
                            + " unless the SKU of a bad row cannot be read: then nothing is taken for gone, and the run says so."
                            + " A FULL feed without any row is REJECTED unless mayBeEmpty is true. So is one with less"
                            + " than half of the rows of the FULL feed before, unless the account's setting may_shrink is true:"
                            + " its rows count, and what it does not list keeps its figure."
                            + " DELTA: it is unchanged. Figures are absolute, as of when they are sent: the same bytes sent"
                            + " again are applied again, but while they wait they are that same feed. With an id a repeat"
                            + " gives the first feed at any time; with other content it is refused, 409. A file that as"
                            + " a whole cannot be used is REJECTED, 422 to whoever waits. 429 while 20 feeds of the account"
                            + " wait.",
            responses = {
                @ApiResponse(responseCode = "200", description = "Applied.", useReturnTypeSchema = true),
                @ApiResponse(responseCode = "202", description = "Kept, to be applied.", useReturnTypeSchema = true)
            },
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = CSV,
                                            schema = @Schema(type = "string", example = "sku,quantity\nA-1,5"))))
    public ResponseEntity<FeedAnswer> send(
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @RequestParam Mode mode,
            @RequestParam(defaultValue = "feed.csv") String name,
            @Parameter(description = "The sender's id of this feed, by which a repeat is known.") @RequestParam
                    Optional<String> id,
            @Parameter(description = "A FULL feed with few rows or none means that the supplier has no more.")
                    @RequestParam(defaultValue = "false")
                    boolean mayBeEmpty,
            @Parameter(description = "Seconds to wait until it is applied, at most 60.")
                    @RequestParam(defaultValue = "0")
                    int wait,
            HttpServletRequest request)
            throws IOException {
        Fields.text("name", name, Fields.MAX_NAME);
        Fields.text("id", id, Fields.MAX_NAME);
        Fields.within("wait", wait, 0, MAX_WAIT_SECONDS);
        boolean packed = packed(request);
        entries.requireSupplier(sellerId, accountId);
        Run accepted;
        try (SpooledFeed feed = SpooledFeed.of(request.getInputStream(), packed)) {
            Feeds.Arrival arrival =
                    new Feeds.Arrival(accountId, mode, mayBeEmpty, id, name, feed.sha256Digest(), clock.instant());
            accepted = feeds.accept(sellerId, arrival, feed::open);
        }
        wake.wake(sellerId);
        return answer(request, wait > 0 ? await(sellerId, accepted, Duration.ofSeconds(wait)) : accepted);
    }

    private Run await(long sellerId, Run accepted, Duration atMost) {
        if (!waiting.tryAcquire()) {
            return accepted;
        }
        try {
            return feeds.await(sellerId, accepted.feedId(), atMost).orElse(accepted);
        } finally {
            waiting.release();
        }
    }

    private static ResponseEntity<FeedAnswer> answer(HttpServletRequest request, Run run) {
        if (run.state() == State.REJECTED) {
            throw Refused.feed(run.feedId(), run.rejectedReason().orElse("the file cannot be used"));
        }
        return ResponseEntity.status(run.state() == State.APPLIED ? HttpStatus.OK : HttpStatus.ACCEPTED)
                .location(URI.create(request.getRequestURI() + "/" + run.feedId()))
                .body(FeedAnswer.of(run));
    }

    private static boolean packed(HttpServletRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return false;
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw Refused.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding is gzip, or left out");
        }
        return true;
    }

    @GetMapping("/feeds")
    @Operation(
            summary = "List the feeds of all suppliers",
            description = "The newest first. Ask for the next page with before = next.")
    public FeedPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        return page(sellerId, 0, before, limit);
    }

    @GetMapping("/accounts/{accountId}/feeds")
    @Operation(
            summary = "List the feeds of a supplier",
            description = "The newest first. Ask for the next page with before = next.")
    public FeedPage listOfAccount(
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @RequestParam(defaultValue = "9223372036854775807") long before,
            @RequestParam(defaultValue = "100") int limit) {
        entries.account(sellerId, accountId);
        return page(sellerId, accountId, before, limit);
    }

    private FeedPage page(long sellerId, long accountId, long before, int limit) {
        Page<Run> page = Page.cut(
                feeds.list(sellerId, accountId, before, Page.limit(limit) + 1),
                limit,
                run -> Long.toString(run.feedId()));
        return new FeedPage(page.map(FeedAnswer::of), page.next());
    }

    @GetMapping("/accounts/{accountId}/feeds/{feedId}")
    @Operation(summary = "Read a feed", description = "With its rejected rows, at most 10,000.")
    public FeedDetail get(@PathVariable long sellerId, @PathVariable long accountId, @PathVariable long feedId) {
        Run run = require(sellerId, accountId, feedId);
        return new FeedDetail(
                FeedAnswer.of(run),
                feeds.rejections(sellerId, feedId).stream()
                        .map(RejectionAnswer::of)
                        .toList());
    }

    @GetMapping(path = "/accounts/{accountId}/feeds/{feedId}/rejections.csv", produces = CSV)
    @Operation(
            summary = "Download the rejected rows of a feed",
            description = "For a spreadsheet: cells that one would take for a formula begin with an apostrophe.")
    public ResponseEntity<byte[]> rejections(
            @PathVariable long sellerId, @PathVariable long accountId, @PathVariable long feedId) {
        require(sellerId, accountId, feedId);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"rejections-" + feedId + ".csv\"")
                .body(RejectionSheet.of(feeds.rejections(sellerId, feedId)));
    }

    private Run require(long sellerId, long accountId, long feedId) {
        return feeds.find(sellerId, feedId)
                .filter(run -> run.accountId() == accountId)
                .orElseThrow(() -> Refused.notFound("there is no such feed"));
    }

    /** A feed and what became of it. */
    public record FeedAnswer(
            long feedId,
            long accountId,
            Mode mode,
            String name,

            @Schema(description = "WAITING, READING (the counts grow), APPLIED, or REJECTED as a whole.")
            State state,

            int rowsApplied,
            int rowsChanged,
            int rowsRejected,
            Optional<String> rejectedReason,
            Instant receivedAt,
            Optional<Instant> finishedAt) {
        static FeedAnswer of(Run run) {
            return new FeedAnswer(
                    run.feedId(),
                    run.accountId(),
                    run.mode(),
                    run.fileName(),
                    run.state(),
                    run.rowsApplied(),
                    run.rowsChanged(),
                    run.rowsRejected(),
                    run.rejectedReason(),
                    run.receivedAt(),
                    run.finishedAt());
        }
    }

    /** A feed with its rejected rows. */
    public record FeedDetail(FeedAnswer feed, List<RejectionAnswer> rejections) {}

    /** A page of feeds. */
    public record FeedPage(List<FeedAnswer> feeds, Optional<String> next) {}
}
