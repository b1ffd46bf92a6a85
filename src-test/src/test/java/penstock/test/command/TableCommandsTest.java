package penstock.test.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Sellers.PartialShipping;
import penstock.core.history.StockAsOf;
import penstock.test.TestDatabase;

/** Tables go in and out by command, too. */
class TableCommandsTest {

    private static final List<String> TABLES = List.of(
            "skus",
            "packs",
            "identifiers",
            "kits",
            "boms",
            "locations",
            "bins",
            "work-centres",
            "equipment",
            "suppliers",
            "opening-stock",
            "listings");

    @TempDir
    private Path directory;

    private long sellerId;

    @BeforeEach
    void writeFiles() throws IOException {
        sellerId = newSeller();
        write("skus.csv", """
                code,title,kind,unit,decimals,weight_g,country_of_origin
                MUG,Mug,,,,350,DE
                CLAY,Clay,RAW_MATERIAL,KILOGRAM,3,,
                PAIR,Pair of mugs,KIT,,,,
                """);
        write("kits.csv", "sku,component,quantity\nPAIR,MUG,2\n");
        write("locations.csv", "code,name,kind,ships_by,keeps_bins\nWH1,Warehouse,WAREHOUSE,SELLER,\n");
        write("opening-stock.csv", """
                sku,location,quantity,unit_cost,currency
                MUG,WH1,10,2.35,EUR
                CLAY,WH1,120.5,0.80,EUR
                """);
    }

    private static long newSeller() {
        Clock clock = Clock.systemUTC();
        return new Sellers(TestDatabase.database(), clock, TestDatabase.ids(clock))
                .create("Pottery", "EUR", PartialShipping.SHIP_AVAILABLE)
                .sellerId();
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }

    /** Later tables first: the command knows the order. */
    private Told importAll(String... options) {
        Stream<String> files = Stream.of("opening-stock.csv", "kits.csv", "locations.csv", "skus.csv")
                .map(this::file);
        return Told.run(sellerId, words("import", Stream.concat(Stream.of(options), files)));
    }

    private static String[] words(String command, Stream<String> others) {
        return Stream.concat(Stream.of(command), others).toArray(String[]::new);
    }

    @Test
    void whatIsSentIsThereOnceHoweverOftenItIsSent() {
        Told first = importAll();
        assertThat(first.text()).isEqualTo("""
                %1$s/skus.csv  skus  3 rows: 3 created, 0 changed, 0 unchanged, 0 refused
                %1$s/kits.csv  kits  1 rows: 1 created, 0 changed, 0 unchanged, 0 refused
                %1$s/locations.csv  locations  1 rows: 1 created, 0 changed, 0 unchanged, 0 refused
                %1$s/opening-stock.csv  opening-stock  2 rows: 2 created, 0 changed, 0 unchanged, 0 refused
                """.formatted(directory));
        assertThat(first.exitCode()).isZero();
        assertThat(importAll("--json").json().at("/files/3/unchanged").asInt()).isEqualTo(2);
        StockAsOf stock = new StockAsOf(TestDatabase.database());
        assertThat(stock.find(sellerId, 2, "CLAY").orElseThrow().in("available"))
                .isEqualTo(120_500);
    }

    @Test
    void aDryRunSaysWhatWouldComeOfItAndWritesNothing() {
        Told dry = Told.run(sellerId, "import", "--dry-run", file("skus.csv"));
        assertThat(dry.text()).isEqualTo("""
                %s/skus.csv  skus  3 rows: 3 created, 0 changed, 0 unchanged, 0 refused
                A dry run: nothing was written.
                """.formatted(directory));
        assertThat(Told.run(sellerId, "import", "--dry-run", "--json", file("skus.csv"))
                        .json()
                        .at("/files/0/created")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void wrongRowsAreToldWithLineColumnAndAdviceAndTheOthersAreWritten() throws IOException {
        Path file = write("wrong.csv", "code,title,kind\nOK,Fine,\nTOY,Toy,TOY\n");
        Told told = Told.run(sellerId, "import", "--table", "skus", file.toString());
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.text())
                .contains("2 rows: 1 created, 0 changed, 0 unchanged, 1 refused")
                .contains("  line 3, kind \"TOY\": UNKNOWN_VALUE  kind is none of FINISHED_GOOD");
        Told again = Told.run(sellerId, "import", "--json", "--table", "skus", file.toString());
        assertThat(again.exitCode()).isEqualTo(1);
        assertThat(again.json().at("/files/0/faults/0").toString())
                .startsWith(
                        "{\"line\":3,\"column\":\"kind\",\"value\":\"TOY\",\"reason\":\"UNKNOWN_VALUE\",\"advice\":");
    }

    @Test
    void aFileThatCannotBeUsedIsToldAndTheOthersAreTakenIn() throws IOException {
        write("skus.csv", "code,colour\nMUG,blue\n");
        Told told = Told.run(sellerId, "import", file("skus.csv"), file("locations.csv"));
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.text())
                .contains("skus.csv  skus  NOT taken in: column 2 is called \"colour\", which the table does not know")
                .contains("locations.csv  locations  1 rows: 1 created");
    }

    @Test
    void whatIsWrittenToFilesIsTakenInByAnotherSeller() throws IOException {
        importAll();
        for (String format : List.of("CSV", "XLSX")) {
            Path out = directory.resolve(format);
            Told given = Told.run(sellerId, "export", "--format", format, "--to", out.toString(), "--json");
            assertThat(given.exitCode()).isZero();
            assertThat(given.json().at("/files"))
                    .extracting(node -> node.path("table").asString())
                    .containsExactlyElementsOf(TABLES);
            long another = newSeller();
            Stream<String> files = Stream.of("skus", "kits", "locations", "opening-stock")
                    .map(table -> out.resolve(table + "." + format.toLowerCase(Locale.ROOT)))
                    .map(Path::toString);
            Told taken = Told.run(another, words("import", files));
            assertThat(taken.exitCode()).as(taken.text()).isZero();
            Path back = directory.resolve(format + "-back");
            Told.run(another, "export", "--to", back.toString());
            Path first = directory.resolve("CSV");
            for (String table : TABLES) {
                assertThat(back.resolve(table + ".csv")).hasSameBinaryContentAs(first.resolve(table + ".csv"));
            }
        }
    }

    @Test
    void aFileThatIsThereIsReplacedOnlyIfThatIsSaid() throws IOException {
        importAll();
        write("kits.csv", "mine");
        Told left = Told.run(sellerId, "export", "--to", directory.toString(), "packs", "kits");
        assertThat(left.exitCode()).isEqualTo(3);
        assertThat(left.faults())
                .isEqualTo("penstock: " + file("kits.csv") + " is there already; --replace writes over it\n");
        assertThat(directory.resolve("packs.csv")).doesNotExist();
        Told replaced = Told.run(sellerId, "export", "--replace", "--to", directory.toString(), "kits");
        assertThat(replaced.text()).isEqualTo("kits                1 rows  " + file("kits.csv") + "\n");
        assertThat(directory.resolve("kits.csv")).hasContent("sku,component,quantity\nPAIR,MUG,2\n");
    }

    @Test
    void wrongWordsAreToldBeforeAnythingIsDone() throws IOException {
        Path file = write("toys.csv", "code\n");
        assertWrong(Told.run(sellerId, "import", file.toString()), "no table is called toys; name one of skus, packs,");
        assertWrong(Told.run(sellerId, "import", file("none.csv")), "there is no file " + file("none.csv"));
        assertWrong(
                Told.run(sellerId, "import", "--table", "skus", file("skus.csv"), file("kits.csv")),
                "--table is of one file, not of 2");
        assertWrong(Told.run(sellerId, "export", "toys"), "no table is called toys; name some of skus, packs,");
        assertWrong(Told.run(sellerId, "export", "--format", "PDF"), "Invalid value for option '--format'");
        assertThat(Told.run(1, "export").faults()).isEqualTo("penstock: there is no seller 1\n");
        assertThat(Told.run("import", "--help").text()).contains("Exit codes: 0 all rows are right, 1 rows or files");
        assertThat(Told.run("export", "--help").text()).contains("Exit codes: 0 written");
    }

    private static void assertWrong(Told told, String said) {
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.faults()).startsWith(said);
        assertThat(told.text()).isEmpty();
    }
}
