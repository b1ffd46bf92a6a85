package penstock.core.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import penstock.core.risk.Velocity;

/** Sellers that buffers are tried on: many SKUs, some channels, stock that mostly does not last until the next delivery. Pure. */
public enum BufferMix {
    LONG_TAIL("from one sold a week to sixty a day, over a shop, a polled marketplace and a feed"),
    FAST_SELLERS("sixty to two hundred a day, over a shop and two polled marketplaces"),
    SEVERAL_AT_ONCE("as the long tail, but buyers take several: the variance is four times the mean"),
    FEEDS_ONLY("as the long tail, but three channels that are told by feeds alone"),
    ONE_LARGE_CHANNEL("as the long tail, but nine in ten are sold by the marketplace"),
    EVENING_PEAK("as the long tail, but three times the mean is sold in four hours of the evening");

    /** Days that a trial lasts, and as many before it to measure. */
    public static final int DAYS = 28;

    private static final int DELIVERY_DAYS = 3;

    /** A webhook for each sale, a call for each number. */
    private static final Outlet SHOP = new Outlet(
            new SpreadOfLag(Duration.ofSeconds(2), Duration.ofSeconds(10)),
            new SpreadOfLag(Duration.ofSeconds(1), Duration.ofSeconds(4)),
            Duration.ofMillis(500));

    /** Orders polled every two minutes, numbers that are processed for a while. */
    private static final Outlet MARKETPLACE = new Outlet(
            new SpreadOfLag(Duration.ofSeconds(60), Duration.ofSeconds(150)),
            new SpreadOfLag(Duration.ofSeconds(45), Duration.ofMinutes(3)),
            Duration.ofSeconds(5));

    /** Orders polled every ten minutes, a file of numbers four times an hour. */
    private static final Outlet FEED = new Outlet(
            new SpreadOfLag(Duration.ofMinutes(5), Duration.ofMinutes(12)),
            new SpreadOfLag(Duration.ofMinutes(8), Duration.ofMinutes(25)),
            Duration.ofMinutes(15));

    private final String words;

    BufferMix(String words) {
        this.words = words;
    }

    private record Outlet(SpreadOfLag saleToCommit, SpreadOfLag commitToShown, Duration between) {}

    /** What kind of seller that is. */
    public String words() {
        return words;
    }

    /** The seller's SKUs; the same for the same seed. */
    public List<SimulatedSku> skus(long seed) {
        SplittableRandom chance = new SplittableRandom(seed + 31L * ordinal());
        List<SimulatedSku> all = new ArrayList<>();
        int many = this == FAST_SELLERS ? 6 : 40;
        while (all.size() < many) {
            double perDay = this == FAST_SELLERS ? between(60, 200, chance) : between(1 / 7.0, 60, chance);
            all.add(sku(perDay, chance));
        }
        return all;
    }

    /** As many between two numbers as between any two of the same ratio. */
    private static double between(double least, double most, RandomGenerator chance) {
        return least * Math.exp(chance.nextDouble() * Math.log(most / least));
    }

    private SimulatedSku sku(double perDay, RandomGenerator chance) {
        List<Outlet> outlets = switch (this) {
            case FAST_SELLERS -> List.of(SHOP, MARKETPLACE, MARKETPLACE);
            case FEEDS_ONLY -> List.of(FEED, FEED, FEED);
            default -> List.of(SHOP, MARKETPLACE, FEED);
        };
        double[] parts = this == ONE_LARGE_CHANNEL ? new double[] {0.05, 0.9, 0.05} : new double[] {0.5, 0.3, 0.2};
        double dispersion = this == SEVERAL_AT_ONCE ? 4 : 1;
        List<SimulatedSku.Outlet> sold = new ArrayList<>();
        for (int i = 0; i < parts.length; i++) {
            double here = perDay * parts[i];
            Outlet outlet = outlets.get(i);
            sold.add(new SimulatedSku.Outlet(
                    new Velocity(here, here * dispersion),
                    outlet.saleToCommit(),
                    outlet.commitToShown(),
                    outlet.between()));
        }
        int delivery = Math.max(1, (int) Math.round(perDay * DELIVERY_DAYS * (0.7 + 0.4 * chance.nextDouble())));
        return new SimulatedSku(sold, delivery, delivery, DELIVERY_DAYS, this == EVENING_PEAK ? 3 : 1);
    }
}
