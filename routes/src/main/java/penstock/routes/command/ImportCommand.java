package penstock.routes.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import penstock.core.masterdata.MasterData;
import penstock.core.masterdata.MasterData.Table;
import penstock.core.port.SheetFiles.UnusableSheet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Takes in the tables that a seller keeps in spreadsheets. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Takes in master tables and opening stock, CSV or XLSX: rows that are right are written, the others are refused with"
                    + " the reason. A file sent again changes nothing.",
            "A file is of the table that it is called by (skus.csv); several are taken in in the order in which a new seller's"
                    + " are, whatever the order of the words. May run beside a working gateway, which takes notice with its next round.",
            "What a table's columns mean is told by GET /api/v1/sellers/{id}/tables; an export has them all."
        },
        footer = {
            "",
            "Exit codes: 0 all rows are right, 1 rows or files were refused, 2 wrong words, 3 the database cannot be used."
        })
final class ImportCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private HomeOption home;

    @Mixin
    private SellerOption seller;

    @Option(names = "--table", paramLabel = "NAME", description = "Of this table, whatever the one file is called.")
    private @Nullable String table;

    @Option(
            names = "--dry-run",
            description =
                    "Writes nothing, and says what would come of it. Each file is judged by what is there now, not by the"
                            + " files before it.")
    private boolean dryRun;

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "skus.csv, locations.xlsx, …")
    private List<Path> files = new ArrayList<>();

    /** A file and the table that it is of, by its place among the tables. */
    private record Wanted(Path file, Table table, int place) {}

    @Override
    public Integer call() throws IOException {
        Clock clock = Clock.systemUTC();
        try (OpenedDatabase opened = OpenedDatabase.of(home);
                MasterTables tables = MasterTables.of(opened.database(), clock)) {
            List<Wanted> wanted = wanted(tables);
            long sellerId = seller.one(opened.database(), clock);
            List<TakenIn> all = new ArrayList<>();
            for (Wanted one : wanted) {
                all.add(take(tables, sellerId, one));
            }
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? ImportText.json(all, dryRun) : ImportText.of(all, dryRun));
            out.flush();
            return all.stream().allMatch(TakenIn::isRight) ? Main.OK : Main.FAILED;
        }
    }

    private List<Wanted> wanted(MasterTables tables) throws IOException {
        if (table != null && files.size() > 1) {
            throw wrong("--table is of one file, not of " + files.size());
        }
        List<Wanted> wanted = new ArrayList<>();
        for (Path file : files) {
            wanted.add(wanted(tables, file));
        }
        wanted.sort(Comparator.comparingInt(Wanted::place));
        return wanted;
    }

    private Wanted wanted(MasterTables tables, Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw wrong("there is no file " + file);
        }
        if (Files.size(file) > MasterData.MAX_BYTES) {
            throw wrong(file + " has more than " + (MasterData.MAX_BYTES >> 20) + " MiB; split it");
        }
        String name = table != null ? table : file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        List<Table> all = tables.data().tables();
        for (int place = 0; place < all.size(); place++) {
            if (all.get(place).name().equals(name)) {
                return new Wanted(file, all.get(place), place);
            }
        }
        throw wrong("no table is called " + name + "; name one of " + tables.names()
                + (table != null ? "" : " by --table, or the file after it"));
    }

    private TakenIn take(MasterTables tables, long sellerId, Wanted wanted) throws IOException {
        String name = wanted.table().name();
        try (InputStream in = Files.newInputStream(wanted.file())) {
            return new TakenIn(
                    wanted.file(),
                    name,
                    Optional.of(tables.data()
                            .take(sellerId, name, tables.files().read(MasterTables.format(wanted.file()), in), dryRun)),
                    "");
        } catch (UnusableSheet e) {
            return new TakenIn(wanted.file(), name, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
