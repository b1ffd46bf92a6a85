package penstock.core.scanning;

import java.util.List;
import java.util.Optional;

/**
 * A session, and what is to be done next.
 *
 * @param bin the code of the bin that is worked on
 * @param sku of which the lot or the piece is to be scanned now
 * @param held units that were scanned and are to be put into a bin
 * @param missing what was expected and not scanned, at most {@value #MAX_MISSING}
 */
public record SessionView(
        ScanSession session,
        List<Next> next,
        Optional<String> bin,
        Optional<String> sku,
        int held,
        int scanned,
        List<Missing> missing) {

    /** Rows of what is missing that are shown. */
    public static final int MAX_MISSING = 200;

    /**
     * Units that are expected and were not scanned.
     *
     * @param bin where they are expected, {@code ""} for nowhere in particular
     * @param lot {@code ""} for none
     * @param units empty if whoever counts is not to be told
     */
    public record Missing(String sku, String bin, String lot, Optional<Integer> units) {}
}
