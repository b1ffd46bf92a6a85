package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Written.Outcome;
import penstock.core.masterdata.Column;
import penstock.core.masterdata.ImportReport;
import penstock.core.masterdata.ImportReport.RowFault;
import penstock.core.masterdata.MasterData;
import penstock.core.port.SheetFiles;
import penstock.core.port.SheetFiles.Format;
import penstock.core.port.SheetFiles.UnusableSheet;
import penstock.core.port.Wake;

/** The tables that a seller keeps in spreadsheets. */
@RestController
@RequestMapping("/api/v1/sellers/{sellerId}/tables")
@Tag(name = "Tables")
public class TablesApi {

    /** Faults shown of a file; whoever has more corrects these first. */
    static final int MAX_FAULTS = 10_000;

    /** Files taken in at a time on a node, whoever sends them: each is held in memory. */
    private static final int MAX_AT_ONCE = 2;

    private static final String CSV = "text/csv";
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    private final MasterData masterData;
    private final SheetFiles files;
    private final Wake wake;
    private final Semaphore places = new Semaphore(MAX_AT_ONCE);

    public TablesApi(MasterData masterData, SheetFiles files, Wake wake) {
        this.masterData = masterData;
        this.files = files;
        this.wake = wake;
    }

    @GetMapping
    @Operation(
            summary = "List the tables",
            description = "With their columns, in the order in which a new seller's files are taken in.")
    public TableList list(@PathVariable long sellerId) {
        return new TableList(masterData.tables().stream().map(TableAnswer::of).toList());
    }

    @GetMapping("/{table}")
    @Operation(
            summary = "Download a table",
            description =
                    "As it is taken in again: CSV in UTF-8, where what a spreadsheet would take for a formula begins with"
                            + " an apostrophe, or XLSX, where all cells are texts.",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            content = {
                                @Content(mediaType = CSV, schema = @Schema(type = "string")),
                                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
                            }))
    public void download(
            @PathVariable long sellerId,
            @PathVariable String table,
            @RequestParam(defaultValue = "CSV") Format format,
            HttpServletResponse response)
            throws IOException {
        requireTable(table);
        Path file = Files.createTempFile("penstock-table-", ".out");
        try {
            try (OutputStream out = Files.newOutputStream(file)) {
                files.write(format, out, row -> masterData.give(sellerId, table, row));
            }
            response.setContentType(format == Format.CSV ? CSV + ";charset=UTF-8" : XLSX);
            response.setContentLengthLong(Files.size(file));
            response.setHeader(
                    HttpHeaders.CONTENT_DISPOSITION,
                    "attachment; filename=\"" + table + (format == Format.CSV ? ".csv\"" : ".xlsx\""));
            Files.copy(file, response.getOutputStream());
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @PostMapping(
            path = "/{table}",
            consumes = {CSV, XLSX})
    @Operation(
            summary = "Send a table",
            description =
                    "CSV or the first sheet of an XLSX, at most 32 MiB and 50,000 rows, the header first. Rows that are"
                            + " right are written, the others are refused each with its line, column, reason and advice. A row says what"
                            + " is, under its key: sent again it changes nothing. With dryRun nothing is written, and the answer says"
                            + " what would have come of it. 422 if the file as a whole cannot be used, 429 while others are taken in.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = {
                                @Content(
                                        mediaType = CSV,
                                        schema = @Schema(type = "string", example = "code,title\nMUG,Mug")),
                                @Content(mediaType = XLSX, schema = @Schema(type = "string", format = "binary"))
                            }))
    public TableReport send(
            @PathVariable long sellerId,
            @PathVariable String table,
            @RequestParam(defaultValue = "false") boolean dryRun,
            HttpServletRequest request)
            throws IOException {
        requireTable(table);
        boolean csv = MediaType.parseMediaType(String.valueOf(request.getContentType()))
                .isCompatibleWith(MediaType.parseMediaType(CSV));
        if (!places.tryAcquire()) {
            throw Refused.of(
                    ProblemType.BUSY,
                    "other files are being taken in; nothing was read, send it again in a few seconds",
                    HttpHeaders.RETRY_AFTER,
                    "5");
        }
        try {
            ImportReport report = masterData.take(
                    sellerId, table, files.read(csv ? Format.CSV : Format.XLSX, request.getInputStream()), dryRun);
            if (!dryRun) {
                wake.wake(sellerId);
            }
            return TableReport.of(report);
        } catch (UnusableSheet e) {
            throw Refused.of(ProblemType.UNUSABLE_TABLE, String.valueOf(e.getMessage()));
        } finally {
            places.release();
        }
    }

    private void requireTable(String table) {
        if (!masterData.has(table)) {
            throw Refused.notFound("there is no such table");
        }
    }

    /** A column of a table. */
    public record ColumnAnswer(
            String name,

            @Schema(description = "Whether the header must have it.")
            boolean required,

            String meaning) {
        static ColumnAnswer of(Column column) {
            return new ColumnAnswer(column.name(), column.required(), column.meaning());
        }
    }

    /** A table. */
    public record TableAnswer(@Schema(example = "skus") String name, String meaning, List<ColumnAnswer> columns) {
        static TableAnswer of(MasterData.Table table) {
            return new TableAnswer(
                    table.name(),
                    table.meaning(),
                    table.columns().stream().map(ColumnAnswer::of).toList());
        }
    }

    /** The tables. */
    public record TableList(List<TableAnswer> tables) {}

    /** What is wrong with a cell. */
    public record FaultAnswer(
            @Schema(description = "Of the file, from 1.", example = "17")
            int line,

            @Schema(example = "value") String column,

            @Schema(description = "As it stands there, shortened.")
            String value,

            Reason reason,

            @Schema(description = "What is wrong, and what to do.")
            String advice) {
        static FaultAnswer of(long line, RowFault fault) {
            return new FaultAnswer(
                    Math.toIntExact(line), fault.column(), fault.value(), fault.reason(), fault.advice());
        }
    }

    /** What came of a file, in rows. */
    public record TableReport(
            String table,
            boolean dryRun,
            int rows,
            int created,
            int changed,
            int unchanged,
            int rejected,
            @Schema(description = "At most 10,000.") List<FaultAnswer> faults) {
        static TableReport of(ImportReport report) {
            return new TableReport(
                    report.table(),
                    report.dryRun(),
                    report.rows().size(),
                    report.count(Outcome.CREATED),
                    report.count(Outcome.CHANGED),
                    report.count(Outcome.UNCHANGED),
                    report.count(Outcome.REJECTED),
                    report.rejected().stream()
                            .flatMap(row -> row.faults().stream().map(fault -> FaultAnswer.of(row.line(), fault)))
                            .limit(MAX_FAULTS)
                            .toList());
        }
    }
}
