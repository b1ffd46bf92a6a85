package penstock.core.warehouse;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Which units came, as whoever opens the box says it.
 *
 * @param bin where they are put; in none if nobody says
 * @param lot that they are of; one that nobody knows yet is entered if it says when it was made or expires
 * @param serialNos of what is tracked by serial, as many as units
 */
public record Named(
        Optional<String> bin,
        Optional<String> lot,
        Optional<LocalDate> madeOn,
        Optional<LocalDate> expiresOn,
        List<String> serialNos) {

    /** Nobody says, as of what is not told apart. */
    public static final Named NOTHING =
            new Named(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    public Named {
        serialNos = List.copyOf(serialNos);
    }

    public boolean isNothing() {
        return equals(NOTHING);
    }

    boolean isDated() {
        return madeOn.isPresent() || expiresOn.isPresent();
    }
}
