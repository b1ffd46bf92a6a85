package penstock.core.publication;

import java.time.Duration;
import penstock.core.publication.Publishing.Claim;

/** What to make of reading what a channel shows. Pure. */
final class ReadBack {

    /** An accepted number that has not shown up after this many looks is sent again. */
    static final int MAX_LOOKS = 12;

    private ReadBack() {}

    /**
     * How it goes on.
     *
     * @param state the listing's next
     * @param undecided whether nothing is believed yet and the channel is to be read again
     * @param lookAgain whether the number is to be computed again
     * @param exposureSettled whether what it shows is all that it can still sell
     */
    record Next(String state, boolean undecided, boolean lookAgain, boolean exposureSettled, Duration after) {}

    /**
     * Decides on one reading.
     *
     * @param ordersRead whether every order up to the moment of reading has been applied: only then is what a channel
     *     shows all that it can still sell
     */
    static Next judge(Claim claim, int quantity, boolean ordersRead) {
        boolean settled = !claim.partitioned() || ordersRead;
        boolean inDoubt = claim.state().equals("UNKNOWN") || claim.state().equals("SENT");
        Duration pause = pause(claim.looks());
        if (claim.state().equals("ACCEPTED")) {
            if (settled && shows(claim, quantity)) {
                return new Next("OBSERVED", false, false, ordersRead, Duration.ZERO);
            }
            if (claim.looks() < MAX_LOOKS) {
                return new Next("ACCEPTED", true, false, false, pause);
            }
        } else if (inDoubt && !settled && !claim.comparesAndSets() && claim.looks() < MAX_LOOKS) {
            return new Next(claim.state(), true, false, false, pause);
        }
        return new Next("QUEUED", false, true, ordersRead, Duration.ZERO);
    }

    private static boolean shows(Claim claim, int quantity) {
        return claim.expectedShown().isPresent()
                && quantity <= claim.expectedShown().getAsInt()
                && quantity >= claim.expectedShown().getAsInt() - claim.perhapsNotPutBack();
    }

    private static Duration pause(int looks) {
        Duration pause = Publishing.READ_BACK.multipliedBy(1L << Math.min(looks, 10));
        return pause.compareTo(Publishing.LONGEST_WAIT) > 0 ? Publishing.LONGEST_WAIT : pause;
    }
}
