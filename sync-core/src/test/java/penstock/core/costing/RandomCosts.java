package penstock.core.costing;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import penstock.core.money.Price;

/**
 * Movements by chance, of a SKU that is never short of itself: buying, selling, returns, late and lower costs, losses,
 * supplier returns, write-downs, standards, months. It keeps books of its own, of quantities and of what was paid.
 */
final class RandomCosts {

    private final Random random;
    private final List<Long> layers = new ArrayList<>();
    private final Map<Long, Long> goods = new HashMap<>();
    private final List<Long> orders = new ArrayList<>();
    private LocalDate day = LocalDate.parse("2025-11-20");
    private long position;
    private long documentNo;
    private int units;
    private long freight;

    RandomCosts(long seed) {
        random = new Random(seed);
    }

    /** Units that are there. */
    int units() {
        return units;
    }

    /** What the goods of a layer cost by the last document, by layer; of those without one nothing is said. */
    Map<Long, Long> goods() {
        return goods;
    }

    /** All landed cost. */
    long freight() {
        return freight;
    }

    CostEvent next() {
        if (random.nextInt(40) == 0) {
            day = day.plusDays(random.nextInt(1, 9));
        }
        int chance = random.nextInt(100);
        if (units == 0 || chance < 22) {
            return receive();
        } else if (chance < 52) {
            return sell();
        } else if (chance < 60 && !orders.isEmpty()) {
            return comeBack();
        } else if (chance < 65) {
            return lose();
        } else if (chance < 69) {
            return sendBack();
        }
        return document(chance);
    }

    private CostEvent document(int chance) {
        long layer = layers.get(Math.max(0, layers.size() - 1 - random.nextInt(Math.min(6, layers.size()))));
        if (chance < 80) {
            return price(layer, random.nextInt(5) == 0 ? 0 : random.nextLong(200_000));
        } else if (chance < 88) {
            long amount = random.nextLong(5_000);
            freight += amount;
            return new CostEvent.Corrected(document(), layer, amount, CostAccount.LANDED_COSTS);
        } else if (chance < 92) {
            return new CostEvent.NetRealisable(document(), new Price(random.nextLong(3_000), random.nextInt(1, 4)));
        } else if (chance < 94) {
            return new CostEvent.StandardSet(document(), new Price(random.nextLong(3_000), random.nextInt(1, 4)));
        } else if (chance < 97 && goods.containsKey(layer)) {
            long lower = -random.nextLong(goods.get(layer) + 1);
            goods.merge(layer, lower, Long::sum);
            return new CostEvent.Corrected(document(), layer, lower, CostAccount.PURCHASES);
        }
        return new CostEvent.PeriodClosed(document(), day.withDayOfMonth(1).minusDays(1));
    }

    private CostEvent price(long layer, long amount) {
        goods.put(layer, amount);
        return new CostEvent.Priced(document(), layer, amount, CostAccount.PURCHASES);
    }

    private CostEvent receive() {
        int quantity = random.nextInt(1, 200);
        Moment moment = posting(quantity);
        CostAccount from = random.nextInt(5) == 0 ? CostAccount.ADJUSTMENTS : CostAccount.PURCHASES;
        return new CostEvent.Received(moment, quantity, from, "receipt " + position);
    }

    private CostEvent sell() {
        int quantity = some();
        Moment moment = posting(-quantity);
        orders.add(position);
        return new CostEvent.Issued(moment, quantity, CostAccount.COST_OF_GOODS_SOLD, position, position % 3, "");
    }

    private CostEvent comeBack() {
        long order = orders.get(random.nextInt(orders.size()));
        int quantity = random.nextInt(1, 40);
        return new CostEvent.Returned(
                comingBack(quantity),
                quantity,
                CostAccount.COST_OF_GOODS_SOLD,
                random.nextInt(9) == 0 ? 0 : order,
                "return " + position);
    }

    /** It may open a layer; no document speaks of that one. */
    private Moment comingBack(int quantity) {
        units += quantity;
        return new Moment(++position, 0, day);
    }

    private CostEvent lose() {
        int quantity = some();
        CostAccount to = random.nextBoolean() ? CostAccount.ADJUSTMENTS : CostAccount.DISPOSALS;
        return new CostEvent.Issued(posting(-quantity), quantity, to, 0, 0, "");
    }

    private CostEvent sendBack() {
        int quantity = some();
        long layer = layers.get(random.nextInt(layers.size()));
        return new CostEvent.Issued(posting(-quantity), quantity, CostAccount.PURCHASES, 0, 0, "receipt " + layer);
    }

    private int some() {
        return random.nextInt(12) == 0 ? units : random.nextInt(1, Math.min(units, 60) + 1);
    }

    private Moment posting(int change) {
        units += change;
        position++;
        if (change > 0) {
            layers.add(position);
        }
        return new Moment(position, 0, day);
    }

    private Moment document() {
        return new Moment(position, ++documentNo, day);
    }
}
