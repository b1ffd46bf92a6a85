package penstock.core.catalogue;

import java.util.Optional;

/** How large and heavy one is, packed: millimetres and grams, from 1. What nobody has measured is absent. */
public record Size(
        Optional<Integer> lengthMm, Optional<Integer> widthMm, Optional<Integer> heightMm, Optional<Integer> weightG) {

    /** Nobody has measured it. */
    public static final Size UNKNOWN = new Size(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** 100 km, 100 t: nothing larger is meant. */
    private static final int MAX = 100_000_000;

    public Size {
        Fit.within("lengthMm", lengthMm, 1, MAX);
        Fit.within("widthMm", widthMm, 1, MAX);
        Fit.within("heightMm", heightMm, 1, MAX);
        Fit.within("weightG", weightG, 1, MAX);
    }
}
