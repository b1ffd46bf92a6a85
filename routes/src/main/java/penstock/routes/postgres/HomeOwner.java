package penstock.routes.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The right to a home whose database is elsewhere: its watched folder, its keys and its log are one gateway's too. The same right that
 * an embedded server comes with.
 */
public final class HomeOwner implements AutoCloseable {

    private final OwnerLock lock;

    private HomeOwner(OwnerLock lock) {
        this.lock = lock;
    }

    /** @throws HomeInUse at once if another process (or this one) has it already */
    public static HomeOwner of(Home home) {
        try {
            return new HomeOwner(OwnerLock.take(home.create()));
        } catch (IOException e) {
            throw new PostgresUnavailable("Cannot use the home " + home.directory() + ": " + e, e);
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
