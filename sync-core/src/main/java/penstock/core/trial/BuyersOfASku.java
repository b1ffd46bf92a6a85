package penstock.core.trial;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import penstock.core.risk.LagDemand;
import penstock.core.risk.Velocity;

/**
 * Who comes when to buy how many: the same for every buffer that is tried. Buyers come at random, and take several units as often as the
 * velocity's variance says: a negative binomial process is Poisson arrivals of logarithmic numbers (Johnson, Kemp, Kotz, "Univariate
 * Discrete Distributions", 3rd edition 2005, section 5.3). Pure.
 */
final class BuyersOfASku {

    /** Hours of a day. */
    static final double DAY = 24;

    /** Hours of the evening's peak, at its end. */
    static final double PEAK = 4;

    private BuyersOfASku() {}

    static List<Buyer> list(SimulatedSku sku, int days, RandomGenerator chance) {
        List<Buyer> all = new ArrayList<>();
        for (int i = 0; i < sku.outlets().size(); i++) {
            SimulatedSku.Outlet outlet = sku.outlets().get(i);
            Velocity velocity = outlet.velocity();
            double q = velocity.variancePerDay() <= velocity.perDay()
                    ? 0
                    : 1 - velocity.perDay() / velocity.variancePerDay();
            double unitsOfABuyer = q == 0 ? 1 : -q / ((1 - q) * Math.log(1 - q));
            double buyersPerDay = velocity.perDay() / unitsOfABuyer;
            for (double at = wait(buyersPerDay, chance); at < days; at += wait(buyersPerDay, chance)) {
                all.add(new Buyer(
                        moment(at, sku.eveningPeak()),
                        i,
                        units(q, chance),
                        outlet.saleToCommit().draw(chance)));
            }
        }
        all.sort(Comparator.comparingDouble(Buyer::at));
        return all;
    }

    /** Units sold by one shop that knows at once what there is. */
    static long servedAtBest(SimulatedSku sku, List<Buyer> buyers) {
        long there = sku.stock();
        long served = 0;
        int deliveries = 0;
        for (Buyer buyer : buyers) {
            while (sku.deliveryDays() > 0 && (deliveries + 1) * sku.deliveryDays() <= buyer.at()) {
                deliveries++;
                there += sku.delivery();
            }
            if (there >= buyer.units()) {
                there -= buyer.units();
                served += buyer.units();
            }
        }
        return served;
    }

    private static double wait(double perDay, RandomGenerator chance) {
        return perDay <= 0 ? Double.POSITIVE_INFINITY : -Math.log(1 - chance.nextDouble()) / perDay;
    }

    /** When in the day, if the last hours are busier than the others by so much. */
    private static double moment(double at, double peak) {
        double day = Math.floor(at);
        double ofDay = at - day;
        double before = 1 - peak * PEAK / DAY; // the part of the day's buyers who come before the peak
        double quiet = 1 - PEAK / DAY; // the part of the day that lies before it
        return day + (ofDay < before ? ofDay / before * quiet : quiet + (ofDay - before) / (1 - before) * (1 - quiet));
    }

    /** A logarithmic number: 1 or more, each next one q times as frequent but for its size. */
    private static int units(double q, RandomGenerator chance) {
        if (q == 0) {
            return 1;
        }
        double left = chance.nextDouble();
        double probability = -q / Math.log(1 - q);
        int units = 1;
        while (left > probability && units < LagDemand.MAX_UNITS) {
            left -= probability;
            units++;
            probability *= q * (units - 1) / units;
        }
        return units;
    }
}
