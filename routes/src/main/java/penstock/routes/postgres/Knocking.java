package penstock.routes.postgres;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Asks a server to let us in as long as it lives and does not say no. On a machine that has much else to do it says that it is ready
 * and still takes many seconds to fork a session and to check a password.
 */
final class Knocking {

    /** How long a server that runs is asked again before its start counts as failed. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Class 08 of SQLSTATE: no connection came about. */
    private static final String NO_CONNECTION = "08";

    /** It starts up, or recovers. */
    private static final String NOT_YET = "57P03";

    private Knocking() {}

    /** One attempt to get in. */
    interface Attempt<T> {
        T make() throws SQLException;
    }

    /**
     * What the first attempt gives that succeeds.
     *
     * @throws SQLException the refusal, or the last failure when the patience is over or the server has died
     */
    static <T> T until(Attempt<T> attempt, BooleanSupplier isRunning, Duration patience) throws SQLException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                return attempt.make();
            } catch (SQLException e) {
                if (!isNotYet(e) || !isRunning.getAsBoolean() || System.nanoTime() - deadline >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private static boolean isNotYet(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        return state.startsWith(NO_CONNECTION) || state.equals(NOT_YET);
    }
}
