package penstock.routes.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.port.FeedReader;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.Feeds.Arrival;
import penstock.core.supplier.Feeds.Mode;
import penstock.core.supplier.Feeds.Run;
import penstock.routes.accounts.SupplierKind;

/**
 * Feeds that suppliers drop into {@code <folder>/<sellerId>/<accountId>/*.csv}. A file is taken once its size has not
 * changed between two looks, applied, and moved into {@code done/} or {@code rejected/} beside it. Links and names that
 * are not plain are left alone. One thread.
 */
public final class FeedFolder {

    /** The largest file taken. */
    public static final long MAX_BYTES = 256L << 20;

    /** How long a file must have rested unchanged. */
    public static final Duration SETTLED = Duration.ofMillis(900);

    private static final Logger LOG = LoggerFactory.getLogger(FeedFolder.class);
    private static final Pattern ID = Pattern.compile("\\d{1,19}");
    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}][\\p{Alnum} ._-]{0,199}\\.csv");

    private final Accounts accounts;
    private final Feeds feeds;
    private final FeedReader reader;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();

    public FeedFolder(Accounts accounts, Feeds feeds, FeedReader reader, Clock clock) {
        this.accounts = accounts;
        this.feeds = feeds;
        this.reader = reader;
        this.clock = clock;
    }

    /** Looks into the folder and applies every file that has settled. */
    public void collect(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (DirectoryStream<Path> sellers = Files.newDirectoryStream(folder, FeedFolder::isIdFolder)) {
            for (Path seller : sellers) {
                try (DirectoryStream<Path> suppliers = Files.newDirectoryStream(seller, FeedFolder::isIdFolder)) {
                    for (Path supplier : suppliers) {
                        collect(id(seller), id(supplier), supplier);
                    }
                }
            }
        } catch (IOException e) {
            LOG.warn(
                    "the feed folder cannot be read ({}); looked at again in a second",
                    e.getClass().getSimpleName());
        }
        seen.keySet().removeIf(path -> !Files.exists(path));
    }

    private void collect(long sellerId, long accountId, Path supplier) throws IOException {
        Optional<Account> account = Optional.empty();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(supplier, FeedFolder::isFeedFile)) {
            for (Path file : files) {
                if (!hasSettled(file)) {
                    continue;
                }
                account = account.isPresent() ? account : accounts.find(sellerId, accountId);
                if (account.filter(found -> found.channel().equals(SupplierKind.CODE))
                        .isPresent()) {
                    apply(account.get(), file);
                }
            }
        }
    }

    private boolean hasSettled(Path file) throws IOException {
        Seen now = new Seen(Files.size(file), Files.getLastModifiedTime(file).toMillis(), clock.millis());
        Seen before = seen.get(file);
        if (before == null || before.size() != now.size() || before.modified() != now.modified()) {
            seen.put(file, now);
            return false;
        }
        return now.at() - before.at() >= SETTLED.toMillis();
    }

    private void apply(Account account, Path file) throws IOException {
        Mode mode = Mode.valueOf(account.settings().getOrDefault(SupplierKind.FOLDER_MODE, "FULL"));
        String name = file.getFileName().toString();
        if (Files.size(file) > MAX_BYTES) {
            LOG.warn("feed {} is larger than {} bytes and is put aside", file.getFileName(), MAX_BYTES);
            putAside(file, "rejected");
            return;
        }
        Arrival arrival = new Arrival(account.accountId(), mode, name, digest(file), clock.instant());
        try (InputStream in = Files.newInputStream(file)) {
            Run run = feeds.apply(
                    account.sellerId(), arrival, reader.read(account.sellerId(), account.accountId(), in, "text/csv"));
            LOG.info(
                    "feed {} of account {}: {} rows applied, {} changed, {} rejected",
                    run.feedId(),
                    account.accountId(),
                    run.rowsApplied(),
                    run.rowsChanged(),
                    run.rowsRejected());
            putAside(file, run.state().equals("APPLIED") ? "done" : "rejected");
        }
    }

    private void putAside(Path file, String where) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(where));
        Path target = folder.resolve(clock.millis() + "-" + file.getFileName());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        seen.remove(file);
    }

    private static byte[] digest(Path file) {
        try (DigestInputStream in =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return in.getMessageDigest().digest();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }

    private static long id(Path folder) {
        return Long.parseLong(folder.getFileName().toString());
    }

    private static boolean isIdFolder(Path path) {
        Matcher matcher = ID.matcher(path.getFileName().toString());
        return matcher.matches() && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static boolean isFeedFile(Path path) {
        return NAME.matcher(path.getFileName().toString()).matches()
                && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private record Seen(long size, long modified, long at) {}
}
