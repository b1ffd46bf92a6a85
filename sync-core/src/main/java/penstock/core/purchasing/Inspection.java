package penstock.core.purchasing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Fit;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.InvalidField.Reason;

/**
 * A lot that is looked at before it can be sold, or was let through unseen. Until then its units are in quality control.
 *
 * @param receipt the caller's id of the delivery
 * @param plan by which the sample was sized
 * @param accepts so many defective ones in the sample, or fewer, and the lot passes
 */
public record Inspection(
        long inspectionId,
        String receipt,
        String sku,
        String location,
        Optional<String> supplier,
        String plan,
        int units,
        int sample,
        int accepts,
        State state,
        int inspected,
        int defective,
        Sorted sorted,
        Instant createdAt,
        List<Check> checks,
        List<Photo> photos) {

    /** Photos of one inspection. */
    public static final int MAX_PHOTOS = 20;

    /** Characters of where a photo is kept. */
    public static final int MAX_REFERENCE = 500;

    /** How far it has come. */
    public enum State {
        OPEN,
        /** Its sample let it pass: what was found defective is damaged, the rest available. */
        PASSED,
        /** Its sample did not: somebody says what becomes of its units. */
        REJECTED,
        /** Rejected, and its units were sorted. */
        SORTED,
        /** Let through unseen, because those before it were good. */
        SKIPPED,
        /** Its units left quality control by another way: nobody inspects them any more. */
        GONE;

        /** Whether its units wait in quality control. */
        public boolean isWaiting() {
            return this == OPEN || this == REJECTED;
        }
    }

    /** Where the units of a lot went. */
    public record Sorted(int available, int damaged, int toSupplier) {
        static final Sorted NOT_YET = new Sorted(0, 0, 0);

        public Sorted {
            Fit.within("available", available, 0, Fit.MAX_UNITS);
            Fit.within("damaged", damaged, 0, Fit.MAX_UNITS - available);
            Fit.within("toSupplier", toSupplier, 0, Fit.MAX_UNITS - available - damaged);
        }

        public int units() {
            return available + damaged + toSupplier;
        }
    }

    /** Which pieces are sorted out, of a lot that was named by serial; the others are available. */
    public record SortedPieces(List<String> damaged, List<String> toSupplier) {

        /** No piece is named: where all go one way, or pieces are not told apart. */
        public static final SortedPieces NONE = new SortedPieces(List.of(), List.of());

        public SortedPieces {
            damaged = List.copyOf(damaged);
            toSupplier = List.copyOf(toSupplier);
        }
    }

    /** A question of the checklist as it was when the lot came, and its answer. */
    public record Check(
            int itemNo, CheckItem item, Optional<Boolean> passed, Optional<BigDecimal> measured, String note) {}

    /**
     * Where a picture is kept: we keep no pictures.
     *
     * @param itemNo the question that it is about, if about one
     * @param sha256 of the picture, by which it can be proven unchanged
     */
    public record Photo(Optional<Integer> itemNo, String reference, Optional<String> sha256) {
        public Photo {
            Fit.text("reference", reference, MAX_REFERENCE);
            sha256.filter(text -> !text.matches("[0-9a-f]{64}")).ifPresent(text -> {
                throw new InvalidField("sha256", text, Reason.MALFORMED, "is 64 hexadecimal digits, in small letters");
            });
        }
    }

    /**
     * What was found, as somebody reports it.
     *
     * @param defectivePieces of a lot that was named by serial, which ones
     */
    public record Result(
            int inspected, int defective, List<Answer> answers, List<Photo> photos, List<String> defectivePieces) {

        /** Of a lot whose pieces are not told apart, or of which none is defective. */
        public Result(int inspected, int defective, List<Answer> answers, List<Photo> photos) {
            this(inspected, defective, answers, photos, List.of());
        }

        public Result {
            answers = List.copyOf(answers);
            photos = List.copyOf(photos);
            defectivePieces = List.copyOf(defectivePieces);
            Fit.within("photos", photos.size(), 0, MAX_PHOTOS);
        }

        String content() {
            return inspected + "\t" + defective + "\t" + answers + "\t" + photos
                    + (defectivePieces.isEmpty() ? "" : "\t" + defectivePieces);
        }
    }

    /**
     * An answer to a question.
     *
     * @param passed of a question that is answered by yes or no
     * @param measured of one that asks for a measure; whether that is good, its bounds say
     */
    public record Answer(int itemNo, Optional<Boolean> passed, Optional<BigDecimal> measured, String note) {
        public Answer {
            if (!note.isEmpty()) {
                Fit.text("note", note, Fit.MAX_NAME);
            }
        }
    }
}
