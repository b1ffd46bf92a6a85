package penstock.core.offer;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.function.IntFunction;
import penstock.core.risk.LagDemand;

/** How many units are held back from a listing. */
public sealed interface SafetyStock {

    /** Which kind it is. */
    Kind kind();

    /** The one figure that makes it: units, percent, days or basis points. */
    int value();

    /** What it is sized by. */
    enum Kind {
        FIXED(Fixed::new),
        PERCENTAGE(Percentage::new),
        DAYS_OF_COVER(DaysOfCover::new),
        RISK(Risk::new);

        private final IntFunction<SafetyStock> of;

        Kind(IntFunction<SafetyStock> of) {
            this.of = of;
        }

        /** One of this kind. */
        public SafetyStock of(int value) {
            return of.apply(value);
        }
    }

    /** Of so many units, by how fast they sell. */
    int units(int available, Demand demand);

    /** How that was found, for a person. */
    String words(Demand demand);

    /** Always as many. */
    record Fixed(int units) implements SafetyStock {
        @Override
        public Kind kind() {
            return Kind.FIXED;
        }

        @Override
        public int value() {
            return units;
        }

        @Override
        public int units(int available, Demand demand) {
            return units;
        }

        @Override
        public String words(Demand demand) {
            return "";
        }
    }

    /** A part of what there is, rounded up. */
    record Percentage(int percent) implements SafetyStock {
        @Override
        public Kind kind() {
            return Kind.PERCENTAGE;
        }

        @Override
        public int value() {
            return percent;
        }

        @Override
        public int units(int available, Demand demand) {
            return (int) (((long) available * percent + 99) / 100);
        }

        @Override
        public String words(Demand demand) {
            return percent + " %";
        }
    }

    /** What all channels together sell in so many days, rounded up. */
    record DaysOfCover(int days) implements SafetyStock {
        @Override
        public Kind kind() {
            return Kind.DAYS_OF_COVER;
        }

        @Override
        public int value() {
            return days;
        }

        @Override
        public int units(int available, Demand demand) {
            return (int) Math.min(LagDemand.MAX_UNITS, Math.ceil(demand.all().perDay() * days));
        }

        @Override
        public String words(Demand demand) {
            return days + (days == 1 ? " day" : " days") + " of cover at "
                    + decimal(demand.all().perDay()) + " a day";
        }
    }

    /**
     * What the other channels sell before this one shows that they did: more than that only with a probability of {@code basisPoints}
     * hundredths of a percent.
     */
    record Risk(int basisPoints) implements SafetyStock {

        static final double WHOLE = 10_000;

        @Override
        public Kind kind() {
            return Kind.RISK;
        }

        @Override
        public int value() {
            return basisPoints;
        }

        @Override
        public int units(int available, Demand demand) {
            return demand.inLag().quantile(basisPoints / WHOLE);
        }

        @Override
        public String words(Demand demand) {
            return "risk "
                    + BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %: others sell "
                    + decimal(demand.others().perDay()) + " a day, "
                    + decimal(demand.inLag().mean())
                    + " before it is seen";
        }
    }

    private static String decimal(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
