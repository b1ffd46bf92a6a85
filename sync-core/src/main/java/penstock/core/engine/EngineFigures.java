package penstock.core.engine;

import java.time.Duration;

/**
 * What an engine has done since it was started, for whoever watches it; several batches are decided at a time, so
 * {@code busy} may grow faster than the clock.
 *
 * @param batches committed
 * @param commands in these batches
 * @param failures batches that were not committed; one of several commands is tried again one by one
 * @param ahead batches decided while the one before was being written, and committed so
 * @param inVain batches decided so that had to be decided again
 * @param busy from taking a batch to its commit, over all batches committed
 * @param clockLag the farthest that this node's clock was behind another's that had posted before it
 * @param waiting commands that wait now
 */
public record EngineFigures(
        long batches,
        long commands,
        long failures,
        long ahead,
        long inVain,
        Duration busy,
        Duration clockLag,
        int waiting) {}
