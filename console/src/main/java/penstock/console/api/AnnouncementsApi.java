package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.json.Fields;
import penstock.console.json.Page;
import penstock.console.problem.Refused;
import penstock.core.book.Reply;
import penstock.core.purchasing.Announcement;
import penstock.core.purchasing.Announcements;
import penstock.core.purchasing.PurchaseOrder;

/** What suppliers say is on its way (ASN). */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/announcements")
@Tag(name = "Purchasing")
public class AnnouncementsApi {

    private final Announcements announcements;

    public AnnouncementsApi(Announcements announcements) {
        this.announcements = announcements;
    }

    @PostMapping
    @Operation(
            summary = "Note what a supplier says is on its way",
            description =
                    "Units of lines of open orders, of one supplier and to one place. They are incoming since they were"
                            + " ordered; no stock moves. The number is the supplier's: 201 the first time, 200 after it, 409"
                            + " with other content.")
    public ResponseEntity<AnnouncementAnswer> announce(@PathVariable long sellerId, @RequestBody NewAnnouncement wish) {
        Reply reply = announcements.announce(sellerId, wish.announcement());
        return Answers.of(reply.verdict(), get(sellerId, wish.number()));
    }

    @GetMapping
    @Operation(summary = "List announcements", description = "By number. Ask for the next page with after = next.")
    public AnnouncementPage list(
            @PathVariable long sellerId,
            @RequestParam(defaultValue = "") String after,
            @RequestParam(defaultValue = "100") int limit) {
        Page<Announcement> page =
                Page.cut(announcements.list(sellerId, after, Page.limit(limit) + 1), limit, Announcement::number);
        return new AnnouncementPage(page.map(AnnouncementAnswer::of), page.next());
    }

    @GetMapping("/{number}")
    @Operation(summary = "Read an announcement")
    public AnnouncementAnswer get(@PathVariable long sellerId, @PathVariable String number) {
        return announcements
                .find(sellerId, number)
                .map(AnnouncementAnswer::of)
                .orElseThrow(() -> Refused.notFound("there is no announcement of this number"));
    }

    @PostMapping("/{number}/cancel")
    @Operation(
            summary = "Take an announcement back",
            description =
                    "As long as nothing of it has come. What was ordered stays incoming. A repeat changes nothing.")
    public AnnouncementAnswer cancel(@PathVariable long sellerId, @PathVariable String number) {
        announcements.cancel(sellerId, number);
        return get(sellerId, number);
    }

    /** What is on its way. */
    public record NewAnnouncement(
            @Schema(description = "The supplier's, the same in every repeat.", example = "ASN-4711")
            String number,

            @Schema(example = "ACME") String supplier,
            @Schema(example = "2026-03-01") Optional<String> expectedOn,
            List<AnnouncedLine> lines) {
        public NewAnnouncement {
            Fields.code("number", number);
            Fields.code("supplier", supplier);
            expectedOn.ifPresent(day -> Amounts.day("expectedOn", day));
            lines = Fields.list("lines", lines, PurchaseOrder.MAX_LINES);
        }

        Announcement announcement() {
            return new Announcement(
                    number,
                    supplier,
                    expectedOn.map(LocalDate::parse),
                    Announcement.State.ANNOUNCED,
                    lines.stream()
                            .map(line ->
                                    new Announcement.Line(line.order(), line.orderLine(), line.units(), 0, line.sscc()))
                            .toList());
        }
    }

    /** Units of a line of an order. */
    public record AnnouncedLine(
            @Schema(example = "PO-2026-0001") String order,
            @Schema(example = "1") int orderLine,

            @Schema(description = "Units of the SKU.", example = "12")
            int units,

            @Schema(description = "GS1's number of the carton or pallet.", example = "340123450000000000")
            Optional<String> sscc) {
        public AnnouncedLine {
            Fields.code("order", order);
        }
    }

    /** An announcement as it stands. */
    public record AnnouncementAnswer(
            String number,
            String supplier,
            Optional<String> expectedOn,
            Announcement.State state,
            List<AnnouncedLineAnswer> lines) {
        static AnnouncementAnswer of(Announcement announcement) {
            return new AnnouncementAnswer(
                    announcement.number(),
                    announcement.supplier(),
                    announcement.expectedOn().map(LocalDate::toString),
                    announcement.state(),
                    announcement.lines().stream()
                            .map(line -> new AnnouncedLineAnswer(
                                    line.order(), line.orderLine(), line.units(), line.received(), line.sscc()))
                            .toList());
        }
    }

    /** A line as it stands. */
    public record AnnouncedLineAnswer(String order, int orderLine, int units, int received, Optional<String> sscc) {}

    /** A page of announcements. */
    public record AnnouncementPage(List<AnnouncementAnswer> announcements, Optional<String> next) {}
}
