package penstock.routes.collect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
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
 * Feeds that suppliers drop into {@code <folder>/<sellerId>/<accountId>/*.csv}. A file is taken once it has rested unchanged,
 * applied, and moved into {@code done/} or {@code rejected/} beside it, there with the reason in a text file. Of the files
 * that wait, the one modified first is applied first. Links and names that are not plain are left alone, and so is what lies
 * elsewhere; the log says so once. While the database is gone files stay where they are. One thread.
 *
 * <p>Whether an upload is over cannot be known, only guessed: nobody has written to the file for a while, it ends with a line
 * break, and it is the same after it was applied as before; one that is not stays and is read again. A supplier that uploads
 * under another name and then renames the file leaves nothing to guess.
 */
public final class FeedFolder {

    /** The largest file taken. */
    public static final long MAX_BYTES = 256L << 20;

    /** Paths left alone that are remembered, so that each is told once. */
    private static final int MAX_TOLD = 10_000;

    /** Where files are put aside. */
    private static final Set<String> ASIDE = Set.of("done", "rejected");

    /** How long a file must have rested unchanged, unless its account says otherwise: an upload that stalls comes back sooner. */
    public static final Duration SETTLED = Duration.ofSeconds(30);

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
            List<Path> files = feedFiles(supplier);
            if (!files.isEmpty()) {
                Optional<Account> account = accounts.find(sellerId, accountId)
                        .filter(found -> found.channel().equals(SupplierKind.CODE));
                if (account.isPresent()) {
                    takeSettled(account.get(), files);
                } else {
                    files.forEach(file -> leave(file, "the seller has no supplier's account of that number"));
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

    private List<Path> feedFiles(Path supplier) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path file : list(supplier)) {
            if (isFeedFile(file)) {
                files.add(file);
            } else if (!ASIDE.contains(file.getFileName().toString())) {
                leave(file, "it is no file with a plain name such as stock-1.csv, lower-case at the end");
            }
        }
        return files;
    }

    /** Takes the files up to the first that has not settled, the oldest first, so that none overtakes an older one. */
    private void takeSettled(Account account, List<Path> files) throws IOException {
        Duration settled = SupplierKind.settled(account.settings()).orElse(SETTLED);
        List<Settling> looks = new ArrayList<>();
        for (Path file : files) {
            looks.add(look(file, settled));
        }
        List<Path> ready = looks.stream()
                .sorted(Comparator.comparingLong(Settling::modified)
                        .thenComparing(found -> found.file().getFileName().toString()))
                .takeWhile(Settling::hasSettled)
                .map(Settling::file)
                .toList();
        for (Path file : ready) {
            if (!take(account, file)) {
                LOG.warn(
                        "feed file {} is still being written to; it is read, or read again, once it has rested for {}",
                        file.getFileName(),
                        settled);
                return;
            }
        }
    }

    private Settling look(Path file, Duration settled) throws IOException {
        Seen now = see(file);
        Seen before = seen.get(file);
        if (before == null || !before.isSame(now)) {
            seen.put(file, now);
            return new Settling(file, now.modified(), false);
        }
        return new Settling(file, now.modified(), now.at() - before.at() >= settled.toMillis());
    }

    private Seen see(Path file) throws IOException {
        return new Seen(Files.size(file), Files.getLastModifiedTime(file).toMillis(), clock.millis());
    }

    /** Whether nobody has written to the file since it was looked at first as it is now. */
    private boolean rests(Path file) throws IOException {
        Seen before = seen.get(file);
        return before != null && before.isSame(see(file));
    }

    /** Applies the file, or puts it aside when it or its account is at fault; false if it is still being written. */
    private boolean take(Account account, Path file) throws IOException {
        if (!rests(file)) {
            return false;
        }
        Optional<String> flaw;
        try {
            flaw = apply(account, file);
        } catch (RuntimeException e) {
            if (FeedFault.isNotNow(e) || (e instanceof UncheckedIOException && !FeedFault.isNoText(e))) {
                throw e;
            }
            flaw = Optional.of(FeedFault.reason(e));
        }
        if (!rests(file)) {
            return false;
        }
        if (flaw.isPresent()) {
            reject(file, flaw.get());
        } else {
            putAside(file, "done");
        }
        return true;
    }

    /** What is wrong with the file as a whole; empty if it was applied. */
    private Optional<String> apply(Account account, Path file) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            return Optional.of("the file is larger than " + MAX_BYTES + " bytes");
        } else if (!SupplierKind.mayEndOpen(account.settings()) && !endsWithLineBreak(file)) {
            return Optional.of(
                    "the file does not end with a line break, so it may have been cut off: nothing of it counts."
                            + " Send it again in full; if the supplier's files always end so, give the account the setting "
                            + SupplierKind.OPEN_END + "=true");
        }
        Mode mode = Mode.valueOf(account.settings().getOrDefault(SupplierKind.FOLDER_MODE, "FULL"));
        String name = file.getFileName().toString();
        Arrival arrival =
                new Arrival(account.accountId(), mode, false, Optional.empty(), name, digest(file), clock.instant());
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

    /** Also in UTF-16, where a line break has a zero before it or after it. What is empty has other flaws. */
    private static boolean endsWithLineBreak(Path file) throws IOException {
        try (SeekableByteChannel bytes = Files.newByteChannel(file)) {
            ByteBuffer end = ByteBuffer.allocate((int) Math.min(2, bytes.size()));
            bytes.position(bytes.size() - end.capacity());
            while (end.hasRemaining() && bytes.read(end) >= 0) {
                // until both are there
            }
            int last = end.position() - 1;
            return last < 0
                    || isLineBreak(end.get(last))
                    || (last > 0 && end.get(last) == 0 && isLineBreak(end.get(0)));
        }
    }

    private static boolean isLineBreak(byte octet) {
        return octet == '\n' || octet == '\r';
    }

    private record Seen(long size, long modified, long at) {
        boolean isSame(Seen other) {
            return size == other.size && modified == other.modified;
        }
    }

    private record Settling(Path file, long modified, boolean hasSettled) {}
}
