package penstock.core.money;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Divides amounts so that the parts add up to the whole. */
public final class Shares {

    private Shares() {}

    /** {@code amount * part / whole}, rounded half to even; exact in between, however large. */
    public static long part(long amount, long part, long whole) {
        if (part == whole) {
            return amount;
        }
        BigInteger product = BigInteger.valueOf(amount).multiply(BigInteger.valueOf(part));
        BigInteger[] division = product.abs().divideAndRemainder(BigInteger.valueOf(whole));
        int half = division[1].shiftLeft(1).compareTo(BigInteger.valueOf(whole));
        boolean up = half > 0 || (half == 0 && division[0].testBit(0));
        BigInteger rounded = up ? division[0].add(BigInteger.ONE) : division[0];
        return (product.signum() < 0 ? rounded.negate() : rounded).longValueExact();
    }

    /**
     * The largest-remainder method (Hamilton's): each gets its part rounded towards zero, and the minor units that are
     * left go one each to the largest remainders, of equal ones to the first.
     *
     * @param weights from 0, one of them above
     */
    public static long[] split(long total, List<Long> weights) {
        BigInteger sum = weights.stream().map(BigInteger::valueOf).reduce(BigInteger.ZERO, BigInteger::add);
        if (sum.signum() <= 0 || weights.stream().anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("weights are from 0, and one of them above");
        }
        BigInteger whole = BigInteger.valueOf(Math.abs(total));
        long[] parts = new long[weights.size()];
        BigInteger[] remainders = new BigInteger[parts.length];
        long left = Math.abs(total);
        for (int i = 0; i < parts.length; i++) {
            BigInteger[] division =
                    whole.multiply(BigInteger.valueOf(weights.get(i))).divideAndRemainder(sum);
            parts[i] = division[0].longValueExact();
            remainders[i] = division[1];
            left -= parts[i];
        }
        IntStream.range(0, parts.length)
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .forEach(i -> parts[i]++);
        if (total < 0) {
            for (int i = 0; i < parts.length; i++) {
                parts[i] = -parts[i];
            }
        }
        return parts;
    }
}
