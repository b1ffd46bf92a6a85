package penstock.core.scanning;

import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.shelf.PhysicalState;

/**
 * A barcode that somebody scanned or typed.
 *
 * @param id the caller's, the same in every repeat; of this session
 * @param barcode as the scanner gives it
 * @param quantity how many of what bears it: units, or packs
 * @param damaged of what is received
 * @param state of what is brought from bin to bin, if units in several states lie there
 * @param reason that they are damaged, or are what was not expected and came all the same, by the seller's list of reasons
 */
public record Scan(
        String id,
        String barcode,
        int quantity,
        boolean damaged,
        Optional<PhysicalState> state,
        Optional<String> reason) {

    /** Characters of a barcode: more than any element string of the AIs that are read. */
    public static final int MAX_BARCODE = 200;

    /** What scanners give for FNC1, which ends an element of variable length. */
    static final char GROUP_SEPARATOR = '\u001d';

    public Scan {
        Fit.code("id", id);
        if (barcode.isBlank() || barcode.length() > MAX_BARCODE) {
            throw new InvalidField(
                    "barcode",
                    barcode,
                    barcode.isBlank() ? Reason.MISSING : Reason.TOO_LONG,
                    "has " + barcode.length() + " characters; 1 to " + MAX_BARCODE + " are taken");
        }
        if (barcode.chars().anyMatch(sign -> Character.isISOControl(sign) && sign != GROUP_SEPARATOR)) {
            throw new InvalidField("barcode", "", Reason.MALFORMED, "holds a control character; set up the scanner");
        }
        Fit.within("quantity", quantity, 1, Fit.MAX_UNITS);
        if (damaged && reason.isEmpty()) {
            throw new InvalidField(
                    "reason", "", Reason.MISSING, "is missing; say why they are damaged, by an adjustment reason");
        }
    }

    /** Everything that matters, for telling a repeat from another scan. */
    String content() {
        return barcode + "\t" + quantity + "\t" + damaged + "\t" + state + "\t" + reason;
    }
}
