package penstock.routes.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * As whom the server's programs run: PostgreSQL refuses root.
 *
 * @param prefix the words before each command
 * @param owner the uid and gid that must own the server's files, absent if whoever makes them does
 */
record RunAs(String description, List<String> prefix, OptionalInt owner) {

    /** How a run decides this; a test decides otherwise. */
    interface Choice {
        RunAs in(Home home) throws IOException;
    }

    static final RunAs THIS_USER = new RunAs("this user", List.of(), OptionalInt.empty());

    /**
     * Root of the host is nobody in a namespace that maps no one, so PostgreSQL is content; to the host its files and processes stay
     * root's, and its pids are the host's.
     */
    static final RunAs ROOT_IN_A_NAMESPACE =
            new RunAs("root in a user namespace", List.of("unshare", "--user", "--"), OptionalInt.empty());

    /** The uid and gid that every Unix gives to those without rights. */
    static final int NOBODY = 65534;

    private static final Duration PROBE_LIMIT = Duration.ofSeconds(10);

    /**
     * This user; or for root what works here. A data directory that another user owns stays that user's.
     *
     * @throws PostgresUnavailable for root where neither namespaces nor another user work
     */
    static RunAs choose(Home home) throws IOException {
        if (new UnixSystem().getUid() != 0) {
            return THIS_USER;
        }
        int owner = Files.exists(home.data()) ? uid(home.data()) : 0;
        if (owner != 0) {
            return as(owner);
        }
        if (works(ROOT_IN_A_NAMESPACE)) {
            return ROOT_IN_A_NAMESPACE;
        }
        if (!Files.exists(home.data()) && works(as(NOBODY))) {
            return as(NOBODY);
        }
        throw new PostgresUnavailable(
                "PostgreSQL does not run as root, and here root can neither make a user namespace (unshare --user)"
                        + " nor become uid " + NOBODY + " for " + home.data()
                        + " (setpriv). Run Penstock as an ordinary user who owns "
                        + home.directory() + ", or set PENSTOCK_DB_URL to a PostgreSQL of your own.");
    }

    static RunAs as(int uid) {
        return new RunAs(
                "uid " + uid,
                List.of("setpriv", "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--"),
                OptionalInt.of(uid));
    }

    private static boolean works(RunAs candidate) throws IOException {
        return candidate.run(List.of("true"), PROBE_LIMIT).well();
    }

    Command.Ended run(List<String> command, Duration limit) throws IOException {
        List<String> words = new ArrayList<>(prefix);
        words.addAll(command);
        return Command.run(words, limit);
    }

    /** Gives a file to whom the server runs as. */
    void give(Path path) throws IOException {
        if (owner.isPresent()) {
            Files.setAttribute(path, "unix:uid", owner.getAsInt());
            Files.setAttribute(path, "unix:gid", owner.getAsInt());
        }
    }

    /** Lets whom the server runs as pass through a directory of ours, without reading it. */
    void letThrough(Path directory) throws IOException {
        if (owner.isPresent() && owner.getAsInt() != uid(directory)) {
            Files.setAttribute(directory, "unix:gid", owner.getAsInt());
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x---"));
        }
    }

    private static int uid(Path path) throws IOException {
        return (int) Files.getAttribute(path, "unix:uid");
    }
}
