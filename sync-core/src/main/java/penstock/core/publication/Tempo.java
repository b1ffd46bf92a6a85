package penstock.core.publication;

import java.time.Duration;

/**
 * How fast channels do what they have accepted. Pure.
 *
 * @param factor how much faster than life a simulated one is
 */
record Tempo(double factor) {

    /** A published wait, as long as it takes here. */
    Duration paced(Duration wait) {
        return Duration.ofNanos((long) (wait.toNanos() / factor));
    }

    /** How long the channel takes it to have been. */
    Duration unpaced(Duration waited) {
        return Duration.ofNanos((long) (waited.toNanos() * factor));
    }

    /** A look that takes longer is repeated; calls to a simulated channel are none the faster. */
    Duration lookTakes() {
        return longer(paced(ReadBack.LOOK_TAKES), ReadBack.LOOK_TAKES_REALLY);
    }

    /**
     * The wait until the next look: as long again as was waited so far, so that few looks reach far.
     *
     * @param waited as the channel takes it
     */
    Duration pause(Duration waited) {
        return paced(shorter(longer(waited, Publishing.READ_BACK)));
    }

    static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** No longer than is ever waited. */
    static Duration shorter(Duration wait) {
        return wait.compareTo(Publishing.LONGEST_WAIT) > 0 ? Publishing.LONGEST_WAIT : wait;
    }
}
