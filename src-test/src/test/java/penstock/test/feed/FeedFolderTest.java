package penstock.test.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.Stock;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.port.FeedReader;
import penstock.core.store.Database;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.Feeds.Item;
import penstock.routes.accounts.SupplierKind;
import penstock.routes.collect.FeedFolder;
import penstock.routes.collect.SupplierFeedReader;
import penstock.test.TestDatabase;

class FeedFolderTest {

    private static final Instant MONDAY = Instant.parse("2026-03-02T08:00:00Z");
    private static final ChannelKind SUPPLIER =
            new ChannelKind(SupplierKind.CODE, Role.SUPPLIER, false, false, false, false, List.of());

    @TempDir
    private Path folder;

    private Instant now = MONDAY;
    private final Clock clock = Clock.systemUTC();
    private final Database database = TestDatabase.database();
    private final Ids ids = TestDatabase.ids(clock);
    private final Engine engine = new Engine(database, clock, ids, EngineLimits.DEFAULT, seller -> {});
    private final Accounts accounts = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]));
    private final Feeds feeds = new Feeds(database, clock, ids, engine);
    private final FeedReader reader = new SupplierFeedReader(accounts);
    private final Set<Long> cutOff = new HashSet<>();
    private final Set<Long> failing = new HashSet<>();
    private Runnable whileReading = () -> {};
    private final FeedFolder feedFolder = new FeedFolder(accounts, feeds, this::read, new LookingClock());

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void whatIsWrongWithOneFileIsItsOwnAffair() throws IOException {
        Files.createDirectories(folder.resolve("9999999999999999999/1"));
        long sellerId = seller();
        Files.createDirectories(folder.resolve(sellerId + "/9999999999999999999"));
        long unmirrored = account(sellerId, "unmirrored");
        long broken = supplier(sellerId, "broken");
        long sound = supplier(sellerId, "sound");
        failing.add(broken);
        Path first = drop(sellerId, unmirrored, "stock.csv", "MUG,1");
        Path second = drop(sellerId, broken, "stock.csv", "MUG,1");
        Path third = drop(sellerId, sound, "stock.csv", "MUG,3");
        Path next = drop(sellerId, unmirrored, "stock-2.csv", "MUG,2");

        lookUntilSettled();

        assertThat(namesIn(first.resolveSibling("rejected"))).containsExactly("stock-2.csv", "stock.csv");
        assertThat(namesIn(second.resolveSibling("rejected"))).containsExactly("stock.csv");
        assertThat(namesIn(third.resolveSibling("done"))).containsExactly("stock.csv");
        assertThat(reasonIn(next.resolveSibling("rejected"))).contains("no location mirrors account " + unmirrored);
        assertThat(reasonIn(second.resolveSibling("rejected"))).contains("-1 units");
        assertThat(feeds.list(sellerId, sound, Long.MAX_VALUE, 10)).hasSize(1);
    }

    @Test
    void whileTheDatabaseIsGoneFilesStayAndTheNextSellersAreLookedAt() throws IOException {
        List<Path> files = new ArrayList<>();
        List<Long> sellers = List.of(seller(), seller(), seller());
        for (long sellerId : sellers) {
            files.add(drop(sellerId, supplier(sellerId, "sound"), "stock.csv", "MUG,3"));
        }
        cutOff.add(sellers.get(1));

        lookUntilSettled();
        assertThat(files.stream().map(Files::exists)).containsExactly(false, true, false);
        assertThat(files.get(1).resolveSibling("rejected")).doesNotExist();

        cutOff.clear();
        feedFolder.collect(folder);
        assertThat(namesIn(files.get(1).resolveSibling("done"))).containsExactly("stock.csv");
    }

    @Test
    void whatIsNeverReadIsSaidOnce() throws IOException {
        long sellerId = seller();
        long supplier = supplier(sellerId, "sound");
        List<Path> left = List.of(
                drop(sellerId, supplier, "STOCK.CSV", "MUG,1"),
                drop(sellerId, supplier, "Bestände.csv", "MUG,1"),
                Files.createSymbolicLink(
                        folder.resolve(sellerId + "/" + supplier + "/link.csv"), folder.resolve("elsewhere")),
                drop(sellerId, 77, "stock.csv", "MUG,1"),
                Files.writeString(folder.resolve("stray.csv"), "sku,quantity\n"),
                Files.writeString(folder.resolve(sellerId + "/stray.csv"), "sku,quantity\n"));
        Path read = drop(sellerId, supplier, "stock.csv", "MUG,3");

        lookUntilSettled();
        assertThat(feedFolder.leftAlone()).containsExactlyInAnyOrderElementsOf(left);
        assertThat(namesIn(read.resolveSibling("done"))).containsExactly("stock.csv");

        feedFolder.collect(folder);
        assertThat(feedFolder.leftAlone()).containsExactlyInAnyOrderElementsOf(left);
        Files.delete(left.get(0));
        feedFolder.collect(folder);
        assertThat(feedFolder.leftAlone()).doesNotContain(left.get(0)).hasSize(left.size() - 1);
    }

    @Test
    void theFileModifiedFirstIsAppliedFirst() throws IOException {
        long sellerId = seller();
        long supplier = supplier(sellerId, "sound");
        List<String> names = List.of("k", "c", "h", "a", "j", "e", "b", "i", "d", "g");
        for (int i = 0; i < names.size(); i++) {
            // the last two at the same time, so that their names decide
            int minute = Math.min(i, names.size() - 2);
            Path file = drop(sellerId, supplier, names.get(i) + ".csv", "MUG," + (i + 1));
            Files.setLastModifiedTime(file, FileTime.from(MONDAY.plus(Duration.ofMinutes(minute))));
        }

        lookUntilSettled();

        assertThat(applied(sellerId, supplier))
                .containsExactlyElementsOf(
                        names.stream().map(name -> name + ".csv").toList());
        assertThat(available(sellerId)).isEqualTo(10);
    }

    @Test
    void aFileWaitsForAnOlderOneThatHasNotSettled() throws IOException {
        long sellerId = seller();
        long supplier = supplier(sellerId, "sound");
        Path newer = drop(sellerId, supplier, "newer.csv", "MUG,2");
        feedFolder.collect(folder);
        now = now.plus(FeedFolder.SETTLED);
        Path older = drop(sellerId, supplier, "older.csv", "MUG,1");
        Files.setLastModifiedTime(older, FileTime.from(MONDAY));

        feedFolder.collect(folder);
        assertThat(newer).exists();
        now = now.plus(FeedFolder.SETTLED);
        feedFolder.collect(folder);

        assertThat(applied(sellerId, supplier)).containsExactly("older.csv", "newer.csv");
        assertThat(available(sellerId)).isEqualTo(2);
    }

    @Test
    void aFileThatIsWrittenToWhileItIsReadIsReadAgain() throws IOException {
        long sellerId = seller();
        long supplier = supplier(sellerId, "sound");
        Path file = drop(sellerId, supplier, "stock.csv", "MUG,3");
        whileReading = () -> {
            write(file, "sku,quantity\nMUG,5\n");
            file.toFile().setLastModified(MONDAY.toEpochMilli());
        };

        lookUntilSettled();
        assertThat(file).exists();
        assertThat(file.resolveSibling("done")).doesNotExist();

        whileReading = () -> {};
        lookUntilSettled();
        assertThat(namesIn(file.resolveSibling("done"))).containsExactly("stock.csv");
        assertThat(applied(sellerId, supplier)).containsExactly("stock.csv", "stock.csv");
        assertThat(available(sellerId)).isEqualTo(5);
    }

    @Test
    void aFileThatBreaksOffWhileItIsWrittenIsNotPutAsideAsBad() throws IOException {
        long sellerId = seller();
        long supplier = supplier(sellerId, "sound");
        Path file = drop(sellerId, supplier, "stock.csv", "");
        write(file, "sku,qua\n");
        whileReading = () -> write(file, "sku,quantity\nMUG,3\n");
        lookUntilSettled();
        assertThat(file).exists();

        whileReading = () -> {};
        lookUntilSettled();
        assertThat(available(sellerId)).isEqualTo(3);
    }

    @Test
    void aFileWithoutItsLastLineBreakIsTakenForCutOffUnlessTheAccountSaysOtherwise() throws IOException {
        long sellerId = seller();
        long strict = supplier(sellerId, "strict");
        Path cut = drop(sellerId, strict, "stock.csv", "");
        write(cut, "sku,quantity\nMUG,12");
        long lenient = supplier(sellerId, "lenient", Map.of(SupplierKind.OPEN_END, "true"));
        Path open = drop(sellerId, lenient, "stock.csv", "");
        write(open, "sku,quantity\nMUG,3");
        long wide = supplier(sellerId, "wide");
        Path little = drop(sellerId, wide, "little.csv", "");
        Files.writeString(little, "sku,quantity\nMUG,3\n", StandardCharsets.UTF_16LE);
        Path big = drop(sellerId, wide, "big.csv", "");
        Files.writeString(big, "sku,quantity\r\nMUG,3\r\n", StandardCharsets.UTF_16BE);

        lookUntilSettled();

        assertThat(namesIn(cut.resolveSibling("rejected"))).containsExactly("stock.csv");
        assertThat(reasonIn(cut.resolveSibling("rejected"))).contains("line break", SupplierKind.OPEN_END);
        assertThat(feeds.list(sellerId, strict, Long.MAX_VALUE, 10)).isEmpty();
        assertThat(namesIn(open.resolveSibling("done"))).containsExactly("stock.csv");
        assertThat(namesIn(big.resolveSibling("done"))).containsExactly("big.csv", "little.csv");
    }

    @Test
    void howLongAFileRestsIsTheAccountsAffair() throws IOException {
        long sellerId = seller();
        Path usual = drop(sellerId, supplier(sellerId, "usual"), "stock.csv", "MUG,1");
        long hasty = supplier(sellerId, "hasty", Map.of(SupplierKind.FOLDER_SETTLE, "2"));
        Path early = drop(sellerId, hasty, "stock.csv", "MUG,3");
        feedFolder.collect(folder);
        now = now.plusSeconds(2);
        feedFolder.collect(folder);
        assertThat(namesIn(early.resolveSibling("done"))).containsExactly("stock.csv");
        now = MONDAY.plusSeconds(29);
        feedFolder.collect(folder);
        assertThat(usual).exists();
        now = MONDAY.plusSeconds(30);
        feedFolder.collect(folder);
        assertThat(namesIn(usual.resolveSibling("done"))).containsExactly("stock.csv");
    }

    @Test
    void feedsOfAnAccountTakeTurns() throws InterruptedException {
        long sellerId = seller();
        long supplier = supplier(sellerId, "sound");
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        Thread first = new Thread(() -> feeds.apply(sellerId, arrival(supplier, 1), waiting(reading, goOn, 5)));
        Thread second = new Thread(() -> feeds.apply(sellerId, arrival(supplier, 2), figures(7)));
        first.start();
        reading.await();
        second.start();
        while (second.getState() != Thread.State.WAITING && second.isAlive()) {
            Thread.onSpinWait();
        }
        List<Feeds.Run> begun = feeds.list(sellerId, supplier, Long.MAX_VALUE, 10);
        goOn.countDown();
        first.join();
        second.join();

        assertThat(begun).extracting(Feeds.Run::fileName).containsExactly("1.csv");
        assertThat(applied(sellerId, supplier)).containsExactly("1.csv", "2.csv");
        assertThat(available(sellerId)).isEqualTo(7);
    }

    private Iterator<Item> read(long sellerId, long accountId, java.io.InputStream body, String contentType) {
        if (cutOff.contains(sellerId)) {
            throw new DatabaseUnavailable("gone", new SQLException("gone", "08006"));
        }
        whileReading.run();
        return failing.contains(accountId) ? figures(-1) : reader.read(sellerId, accountId, body, contentType);
    }

    private static Iterator<Item> figures(int quantity) {
        return List.<Item>of(new Item.Figure(2, "MUG", quantity)).iterator();
    }

    private static Iterator<Item> waiting(CountDownLatch reading, CountDownLatch goOn, int quantity) {
        return Stream.of(quantity)
                .<Item>map(units -> {
                    reading.countDown();
                    try {
                        goOn.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    return new Item.Figure(2, "MUG", units);
                })
                .iterator();
    }

    private Feeds.Arrival arrival(long accountId, int no) {
        return new Feeds.Arrival(
                accountId,
                Feeds.Mode.FULL,
                false,
                Optional.empty(),
                no + ".csv",
                new byte[] {(byte) no},
                MONDAY.plusSeconds(no));
    }

    private long seller() {
        long sellerId = new Sellers(database, clock, ids)
                .create("Weir & Sluice", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        new Skus(database, clock, ids).create(sellerId, "MUG", "Mug", Optional.empty(), Skus.Sharing.POOL, 0);
        return sellerId;
    }

    private long account(long sellerId, String name) {
        return account(sellerId, name, Map.of());
    }

    private long account(long sellerId, String name, Map<String, String> settings) {
        return accounts.open(sellerId, SUPPLIER, new Accounts.Opening(name, "", 1, settings, Map.of()))
                .accountId();
    }

    private long supplier(long sellerId, String name) {
        return supplier(sellerId, name, Map.of());
    }

    private long supplier(long sellerId, String name, Map<String, String> settings) {
        long accountId = account(sellerId, name, settings);
        new Locations(database, clock, ids)
                .create(
                        sellerId,
                        name,
                        name,
                        Locations.Kind.SUPPLIER,
                        Locations.ShipsBy.SELLER,
                        Optional.of(accountId),
                        1);
        return accountId;
    }

    private Path drop(long sellerId, long accountId, String name, String row) throws IOException {
        Path place = Files.createDirectories(folder.resolve(sellerId + "/" + accountId));
        return Files.writeString(place.resolve(name), "sku,quantity\n" + row + "\n");
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void lookUntilSettled() {
        feedFolder.collect(folder);
        now = now.plus(FeedFolder.SETTLED);
        feedFolder.collect(folder);
    }

    /** The names of an account's feeds, the first applied first. */
    private List<String> applied(long sellerId, long accountId) {
        List<String> names = new ArrayList<>(feeds.list(sellerId, accountId, Long.MAX_VALUE, 100).stream()
                .map(Feeds.Run::fileName)
                .toList());
        Collections.reverse(names);
        return names;
    }

    private int available(long sellerId) {
        return new Stock(database).balances(sellerId, "MUG", "", 10).get(0).available();
    }

    /** The feeds put aside there, by the names they came with. */
    private static List<String> namesIn(Path aside) throws IOException {
        try (Stream<Path> files = Files.list(aside)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".csv"))
                    .map(name -> name.substring(name.indexOf('-') + 1))
                    .sorted()
                    .toList();
        }
    }

    private static String reasonIn(Path aside) throws IOException {
        try (Stream<Path> files = Files.list(aside)) {
            Path reason = files.filter(file -> file.toString().endsWith(".reason.txt"))
                    .findFirst()
                    .orElseThrow();
            return Files.readString(reason);
        }
    }

    /** Moved by the test between two looks. */
    private final class LookingClock extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return java.time.ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    }
}
