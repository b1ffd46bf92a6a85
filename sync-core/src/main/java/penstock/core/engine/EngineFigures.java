package penstock.core.engine;

import java.time.Duration;

/**
 * What an engine has done since it was started, for whoever watches it; several batches are decided at a time, so
 * {@code busy} may grow faster than the clock.
 *
 * @param batches committed
 * @param commands in these batches
 * @param failures batches that were not committed; one of several commands is tried again one by one
 * @param busy from taking a batch to its commit, over all batches committed
 * @param clockLag the farthest that this node's clock was behind another's that had posted before it
 * @param waiting commands that wait now
 */
public record EngineFigures(
        long batches, long commands, long failures, Duration busy, Duration clockLag, int waiting) {}
