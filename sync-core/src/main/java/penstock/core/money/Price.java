package penstock.core.money;

/**
 * What units cost: an amount for so many of them. 1.25 for 100 screws is {@code (125, 100)}, so that a price finer than a
 * minor unit needs no decimals.
 *
 * @param minor minor units, from 0
 * @param per units, from 1
 */
public record Price(long minor, long per) {

    public Price {
        if (minor < 0 || per < 1) {
            throw new IllegalArgumentException("a price is an amount from 0 for at least one unit");
        }
    }

    /** What so many units cost, in minor units, rounded half to even. */
    public long of(long units) {
        return Shares.part(minor, units, per);
    }
}
