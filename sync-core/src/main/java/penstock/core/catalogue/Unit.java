package penstock.core.catalogue;

/** What a SKU is counted or measured in. */
public enum Unit {
    PIECE(Measure.COUNT),
    PAIR(Measure.COUNT),
    SET(Measure.COUNT),
    GRAM(Measure.WEIGHT),
    KILOGRAM(Measure.WEIGHT),
    OUNCE(Measure.WEIGHT),
    POUND(Measure.WEIGHT),
    MILLIMETRE(Measure.LENGTH),
    CENTIMETRE(Measure.LENGTH),
    METRE(Measure.LENGTH),
    INCH(Measure.LENGTH),
    FOOT(Measure.LENGTH),
    YARD(Measure.LENGTH),
    MILLILITRE(Measure.VOLUME),
    LITRE(Measure.VOLUME),
    CUBIC_METRE(Measure.VOLUME);

    private final Measure measure;

    Unit(Measure measure) {
        this.measure = measure;
    }

    /** What kind of quantity it is. */
    public enum Measure {
        /** Whole ones only. */
        COUNT,
        WEIGHT,
        LENGTH,
        VOLUME
    }

    public Measure measure() {
        return measure;
    }
}
