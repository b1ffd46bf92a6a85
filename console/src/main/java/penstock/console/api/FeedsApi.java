package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
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
import penstock.core.port.FeedReader;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.Feeds.Mode;
import penstock.core.supplier.Feeds.Run;

/** Suppliers' availability feeds. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}")
@Tag(name = "Feeds")
public class FeedsApi {

    /** Feeds applied at a time on a node, whoever sends them; the engine is for orders first. */
    private static final int MAX_AT_ONCE = 4;

    private static final String CSV = "text/csv";

    private record Key(long sellerId, long accountId) {}

    private final Feeds feeds;
    private final FeedReader reader;
    private final Entries entries;
    private final Clock clock;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);
    private final Set<Key> busy = ConcurrentHashMap.newKeySet();

    public FeedsApi(Feeds feeds, FeedReader reader, Entries entries, Clock clock) {
        this.feeds = feeds;
        this.reader = reader;
        this.entries = entries;
        this.clock = clock;
    }

    @PostMapping(path = "/accounts/{accountId}/feeds", consumes = CSV)
    @Operation(
            summary = "Send a feed",
            description =
                    "CSV, at most 64 MiB, as it is or with Content-Encoding: gzip. Applied before the answer: good rows"
                            + " count, bad ones are noted with place, reason and advice. FULL: what it does not list is gone,"
                            + " unless the SKU of a bad row cannot be read: then nothing is taken for gone, and the run says so."
                            + " DELTA: it is unchanged. Figures are absolute, so a repeat changes nothing. 422 if the file as a whole cannot be"
                            + " used, 429 while another feed of the account is applied.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = CSV,
                                            schema = @Schema(type = "string", example = "sku,quantity\nA-1,5"))))
    public FeedAnswer send(
            @PathVariable long sellerId,
            @PathVariable long accountId,
            @RequestParam Mode mode,
            @RequestParam(defaultValue = "feed.csv") String name,
            HttpServletRequest request)
            throws IOException {
        Fields.text("name", name, Fields.MAX_NAME);
        boolean packed = packed(request);
        entries.requireSupplier(sellerId, accountId);
        Key key = new Key(sellerId, accountId);
        if (!places.tryAcquire()) {
            throw busy();
        }
        try {
            if (!busy.add(key)) {
                throw busy();
            }
            try (SpooledFeed feed = SpooledFeed.of(request.getInputStream(), packed)) {
                return apply(key, mode, name, feed);
            } finally {
                busy.remove(key);
            }
        } finally {
            places.release();
        }
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

    private static Refused busy() {
        return Refused.of(
                ProblemType.BUSY,
                "other feeds are being applied; nothing was read, send it again in a few seconds",
                HttpHeaders.RETRY_AFTER,
                "5");
    }

    private FeedAnswer apply(Key key, Mode mode, String name, SpooledFeed feed) throws IOException {
        Feeds.Arrival arrival = new Feeds.Arrival(key.accountId(), mode, name, feed.sha256Digest(), clock.instant());
        try (InputStream body = feed.open()) {
            Iterator<Feeds.Item> rows =
                    new ReadWhenAsked(() -> reader.read(key.sellerId(), key.accountId(), body, CSV));
            Run run = feeds.apply(key.sellerId(), arrival, rows);
            if (run.state().equals("REJECTED")) {
                throw Refused.feed(run.feedId(), run.rejectedReason().orElse("the file cannot be used"));
            }
            return FeedAnswer.of(run);
        }
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

            @Schema(description = "READING, APPLIED or REJECTED as a whole.")
            String state,

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
