package penstock.routes.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import penstock.core.masterdata.MasterData.Table;
import penstock.core.port.SheetFiles.Format;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Gives out the tables that a seller keeps in spreadsheets, as they are taken in again. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description =
                "Writes master tables and opening stock to files, a file a table, as import takes them in again. All of them,"
                        + " unless some are named.",
        footer = {"", "Exit codes: 0 written, 2 wrong words, 3 the database cannot be read or a file not be written."})
final class ExportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private SellerOption seller;

    @Option(
            names = "--to",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Writes here, skus.csv and so on (default: where you are). Made if it is not there.")
    private Path directory = Path.of(".");

    @Option(
            names = "--format",
            defaultValue = "CSV",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format = Format.CSV;

    @Option(
            names = "--replace",
            description = "Replaces files that are there; without this they are left, and it ends.")
    private boolean replace;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Parameters(arity = "0..*", paramLabel = "TABLE", description = "skus, packs, identifiers, …")
    private List<String> tables = new ArrayList<>();

    /** A table as it was written. */
    private record Given(String table, Path file, int rows) {}

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        try (OpenedDatabase opened = OpenedDatabase.of(home);
                MasterTables known = MasterTables.of(opened.database(), clock)) {
            List<String> wanted = wanted(known);
            long sellerId = seller.one(opened.database(), clock);
            Files.createDirectories(directory);
            for (String table : wanted) {
                if (!replace && Files.exists(file(table))) {
                    throw new FileAlreadyExistsException(file(table) + " is there already; --replace writes over it");
                }
            }
            List<Given> given = new ArrayList<>();
            for (String table : wanted) {
                given.add(write(known, sellerId, table));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? json(given) : text(given));
            out.flush();
            return Main.OK;
        }
    }

    private List<String> wanted(MasterTables known) {
        tables.stream().filter(table -> !known.data().has(table)).findFirst().ifPresent(table -> {
            throw new ParameterException(
                    spec.commandLine(), "no table is called " + table + "; name some of " + known.names());
        });
        return known.data().tables().stream()
                .map(Table::name)
                .filter(table -> tables.isEmpty() || tables.contains(table))
                .toList();
    }

    private Path file(String table) {
        return directory.resolve(table + MasterTables.extension(format));
    }

    /** Under another name first, so that no half a file is ever taken for a whole one. */
    private Given write(MasterTables known, long sellerId, String table) throws IOException {
        Path half = Files.createTempFile(directory, table + "-", ".part");
        AtomicInteger rows = new AtomicInteger(-1); // the header is none
        try {
            try (OutputStream out = Files.newOutputStream(half)) {
                known.files()
                        .write(
                                format,
                                out,
                                sheet -> known.data().give(sellerId, table, row -> {
                                    rows.incrementAndGet();
                                    sheet.accept(row);
                                }));
            }
            Files.move(half, file(table), StandardCopyOption.REPLACE_EXISTING);
            return new Given(table, file(table), rows.get());
        } finally {
            Files.deleteIfExists(half);
        }
    }

    private static String text(List<Given> all) {
        StringBuilder text = new StringBuilder();
        all.forEach(given -> text.append("%-14s %6d rows  %s%n".formatted(given.table(), given.rows(), given.file())));
        return text.toString().stripTrailing();
    }

    private static String json(List<Given> all) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        ArrayNode files = object.putArray("files");
        all.forEach(given -> files.addObject()
                .put("table", given.table())
                .put("file", given.file().toString())
                .put("rows", given.rows()));
        return JsonMapper.shared().writeValueAsString(object);
    }
}
