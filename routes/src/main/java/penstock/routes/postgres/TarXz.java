package penstock.routes.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * Unpacks a .tar.xz: directories, files with their executable bit, and symbolic links. An entry that would leave the target directory, by
 * its name or by where its link points, and any entry of another kind, fails the whole archive.
 */
final class TarXz {

    /** The largest archive we know (macOS) has some 4,000 entries and 300 MB; beyond these limits it is not one of ours. */
    private static final int MAX_ENTRIES = 50_000;

    private static final long MAX_UNPACKED_BYTES = 2L << 30;
    private static final int MAX_DECODER_KIB = 256 * 1024;
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int ANY_EXECUTE_BIT = 0111;

    private TarXz() {}

    /** Unpacks into an existing empty directory, and has it all on disk when it returns. */
    static void unpack(InputStream archive, Path target) throws IOException {
        int entries = 0;
        long bytes = 0;
        try (var tar = new TarArchiveInputStream(
                new XZCompressorInputStream(new BufferedInputStream(archive, BUFFER_BYTES), false, MAX_DECODER_KIB))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                entries++;
                bytes += entry.getSize();
                if (entries > MAX_ENTRIES || bytes > MAX_UNPACKED_BYTES) {
                    throw new IOException("The archive holds more than " + MAX_ENTRIES + " entries or "
                            + MAX_UNPACKED_BYTES + " bytes, at " + entry.getName());
                }
                unpack(entry, tar, target);
            }
        }
    }

    private static void unpack(TarArchiveEntry entry, InputStream content, Path target) throws IOException {
        Path path = inside(target, target.resolve(entry.getName()), entry);
        refuseToPassThroughLinks(target, path, entry);
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Path link = Path.of(entry.getLinkName());
            inside(target, path.resolveSibling(link), entry);
            Files.createSymbolicLink(path, link);
        } else if (isPlainFile(entry)) {
            write(content, path, (entry.getMode() & ANY_EXECUTE_BIT) != 0);
        } else {
            throw new IOException(
                    "The archive holds an entry that is no file, directory or symbolic link: " + entry.getName());
        }
    }

    private static Path inside(Path target, Path path, TarArchiveEntry entry) throws IOException {
        Path plain = path.normalize();
        if (!plain.startsWith(target)) {
            throw new IOException("The archive holds an entry that leaves its directory: " + entry.getName());
        }
        return plain;
    }

    /** Names alone do not tell: with a link to its own directory, {@code here/here/..} is further up than it looks. */
    private static void refuseToPassThroughLinks(Path target, Path path, TarArchiveEntry entry) throws IOException {
        for (Path above = path.getParent(); above != null && !above.equals(target); above = above.getParent()) {
            if (Files.isSymbolicLink(above)) {
                throw new IOException("The archive holds an entry that passes through a link: " + entry.getName());
            }
        }
    }

    private static boolean isPlainFile(TarArchiveEntry entry) {
        return entry.isFile()
                && !entry.isLink()
                && !entry.isFIFO()
                && !entry.isBlockDevice()
                && !entry.isCharacterDevice();
    }

    private static void write(InputStream content, Path path, boolean executable) throws IOException {
        try (FileChannel channel =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
            content.transferTo(Channels.newOutputStream(channel));
            channel.force(false);
        }
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }
}
