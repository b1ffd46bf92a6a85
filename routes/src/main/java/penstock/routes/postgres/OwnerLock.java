package penstock.routes.postgres;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to touch a home's database, held by one process at a time and freed by the operating system when that process dies. The
 * holder's pid stands in a file beside it, for the message to the second.
 */
final class OwnerLock implements AutoCloseable {

    /**
     * Homes held by this process. Needed because a POSIX lock belongs to the process: closing any channel on the file, even that of a
     * second attempt which was refused, would free the first.
     */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private OwnerLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** @throws HomeInUse at once if another holds it */
    static OwnerLock take(Home home) throws IOException {
        Path file = home.ownerLock();
        if (!HELD_HERE.add(file)) {
            throw new HomeInUse(home, ProcessHandle.current().pid() + " (this one)");
        }
        boolean taken = false;
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    file,
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw new HomeInUse(home, holder(home));
            }
            Files.writeString(home.ownerPid(), ProcessHandle.current().pid() + "\n");
            taken = true;
            return new OwnerLock(file, channel);
        } finally {
            if (!taken) {
                HELD_HERE.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    private static String holder(Home home) throws IOException {
        try {
            return Files.readString(home.ownerPid()).strip();
        } catch (NoSuchFileException justTaken) {
            return "(unknown)";
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD_HERE.remove(file);
    }
}
