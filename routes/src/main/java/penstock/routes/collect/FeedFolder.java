package penstock.routes.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.engine.EngineBusy;
import penstock.core.port.FeedReader;
import penstock.core.supplier.FeedFault;
import penstock.core.supplier.Feeds;
import penstock.core.supplier.Feeds.Arrival;
import penstock.core.supplier.Feeds.Mode;
import penstock.core.supplier.Feeds.Run;
import penstock.routes.accounts.SupplierKind;

/**
 * Feeds that suppliers drop into {@code <folder>/<sellerId>/<accountId>/*.csv}. A file is taken once its size has not
 * changed between two looks, applied, and moved into {@code done/} or {@code rejected/} beside it, there with the reason
 * in a text file. Of the files that wait, the one modified first is applied first. Links and names that are not plain are
 * left alone, and so is what lies elsewhere; the log says so once. While the database is gone files stay where they are. One
 * thread.
 */
public final class FeedFolder {

    /** The largest file taken. */
    public static final long MAX_BYTES = 256L << 20;

    /** Paths left alone that are remembered, so that each is told once. */
    private static final int MAX_TOLD = 10_000;

    /** Where files are put aside. */
    private static final Set<String> ASIDE = Set.of("done", "rejected");

    /** How long a file must have rested unchanged. */
    public static final Duration SETTLED = Duration.ofMillis(900);

    private static final Logger LOG = LoggerFactory.getLogger(FeedFolder.class);
    private static final Pattern ID = Pattern.compile("\\d{1,18}");

    private static final Pattern NAME = Pattern.compile("[\\p{Alnum}][\\p{Alnum} ._-]{0,199}\\.csv");

    private final Accounts accounts;
    private final Feeds feeds;
    private final FeedReader reader;
    private final Clock clock;
    private final Map<Path, Seen> seen = new HashMap<>();
    private final Set<Path> leftAlone = new HashSet<>();

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
        for (Path seller : idFolders(folder, "a seller's")) {
            for (Path supplier : idFolders(seller, "an account's")) {
                if (!collect(id(seller), id(supplier), supplier)) {
                    break;
                }
            }
        }
        seen.keySet().removeIf(path -> !Files.exists(path));
        leftAlone.removeIf(path -> !Files.exists(path, LinkOption.NOFOLLOW_LINKS));
    }

    /** Whether the seller's next supplier can be looked at. */
    private boolean collect(long sellerId, long accountId, Path supplier) {
        try {
            List<Path> files = settled(supplier);
            if (!files.isEmpty()) {
                Optional<Account> account = accounts.find(sellerId, accountId)
                        .filter(found -> found.channel().equals(SupplierKind.CODE));
                for (Path file : files) {
                    if (account.isPresent()) {
                        take(account.get(), file);
                    } else {
                        leave(file, "the seller has no supplier's account of that number");
                    }
                }
            }
            return true;
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "feed files of account {} stay where they are ({}); looked at again in a second",
                    accountId,
                    e.toString());
            return !FeedFault.isNotNow(e) || e instanceof EngineBusy;
        }
    }

    /** The files up to the first that has not settled, the oldest first, so that none overtakes an older one. */
    private List<Path> settled(Path supplier) throws IOException {
        List<Settling> files = new ArrayList<>();
        for (Path file : list(supplier)) {
            if (isFeedFile(file)) {
                files.add(look(file));
            } else if (!ASIDE.contains(file.getFileName().toString())) {
                leave(file, "it is no file with a plain name such as stock-1.csv, lower-case at the end");
            }
        }
        return files.stream()
                .sorted(Comparator.comparingLong(Settling::modified)
                        .thenComparing(found -> found.file().getFileName().toString()))
                .takeWhile(Settling::hasSettled)
                .map(Settling::file)
                .toList();
    }

    private Settling look(Path file) throws IOException {
        Seen now = new Seen(Files.size(file), Files.getLastModifiedTime(file).toMillis(), clock.millis());
        Seen before = seen.get(file);
        if (before == null || before.size() != now.size() || before.modified() != now.modified()) {
            seen.put(file, now);
            return new Settling(file, now.modified(), false);
        }
        return new Settling(file, now.modified(), now.at() - before.at() >= SETTLED.toMillis());
    }

    /** Applies the file, or puts it aside when it or its account is at fault. */
    private void take(Account account, Path file) throws IOException {
        try {
            Optional<String> flaw = apply(account, file);
            if (flaw.isPresent()) {
                reject(file, flaw.get());
            } else {
                putAside(file, "done");
            }
        } catch (RuntimeException e) {
            if (FeedFault.isNotNow(e) || (e instanceof UncheckedIOException && !FeedFault.isNoText(e))) {
                throw e;
            }
            reject(file, FeedFault.reason(e));
        }
    }

    /** What is wrong with the file as a whole; empty if it was applied. */
    private Optional<String> apply(Account account, Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            return Optional.of("the file is larger than " + MAX_BYTES + " bytes");
        }
        Mode mode = Mode.valueOf(account.settings().getOrDefault(SupplierKind.FOLDER_MODE, "FULL"));
        String name = file.getFileName().toString();
        Arrival arrival = new Arrival(account.accountId(), mode, false, name, digest(file), clock.instant());
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
            return run.state() == Feeds.State.APPLIED
                    ? Optional.empty()
                    : Optional.of(run.rejectedReason().orElse("the file cannot be used"));
        }
    }

    private void reject(Path file, String reason) throws IOException {
        LOG.warn("feed file {} is put aside: {}", file.getFileName(), reason);
        Path aside = putAside(file, "rejected");
        Files.writeString(aside.resolveSibling(aside.getFileName() + ".reason.txt"), reason + "\n");
    }

    private Path putAside(Path file, String where) throws IOException {
        Path folder = Files.createDirectories(file.resolveSibling(where));
        Path target = folder.resolve(clock.millis() + "-" + file.getFileName());
        Files.move(file, target, StandardCopyOption.ATOMIC_MOVE);
        seen.remove(file);
        return target;
    }

    /** What lies in the folder and will not be read; each has been told once. */
    public Set<Path> leftAlone() {
        return Set.copyOf(leftAlone);
    }

    /** Says once that nothing will come of what lies there. */
    private void leave(Path path, String why) {
        if (leftAlone.size() < MAX_TOLD && leftAlone.add(path)) {
            LOG.warn("{} in the feed folder is left alone: {}", path, why);
        }
    }

    private List<Path> idFolders(Path folder, String whose) {
        try {
            List<Path> found = new ArrayList<>();
            for (Path path : list(folder)) {
                if (isIdFolder(path)) {
                    found.add(path);
                } else {
                    leave(path, "it is no folder with " + whose + " number");
                }
            }
            return found;
        } catch (IOException e) {
            LOG.warn("a feed folder cannot be read ({}); looked at again in a second", e.toString());
            return List.of();
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder)) {
            List<Path> paths = new ArrayList<>();
            found.forEach(paths::add);
            return paths;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
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

    private record Settling(Path file, long modified, boolean hasSettled) {}
}
