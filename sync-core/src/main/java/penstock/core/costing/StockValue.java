package penstock.core.costing;

import java.util.List;
import penstock.core.money.Price;
import penstock.core.money.Shares;

/** The units of a SKU in stock and their value at cost, by one method. One thread. */
abstract sealed class StockValue {

    private long units;
    private long value;

    private StockValue(long units, long value) {
        this.units = units;
        this.value = value;
    }

    /** Stock that is valued by that method. */
    static StockValue by(CostMethod method, long units, long value, Price standard) {
        return switch (method) {
            case FIFO, LIFO -> new OfLayers(units, value);
            case MOVING_AVERAGE, PERIODIC_AVERAGE -> new Pooled(units, value);
            case STANDARD -> new AtStandard(units, value, standard);
        };
    }

    /** Units taken from a layer. */
    record Slice(Layer layer, int units) {}

    final long units() {
        return units;
    }

    final long value() {
        return value;
    }

    final void add(long amount) {
        value = Math.addExact(value, amount);
        if (value < 0) {
            throw new IllegalStateException("stock would be worth " + value);
        }
    }

    /** Puts units into their layer, says by how much stock is worth more. */
    final long put(Layer layer, int quantity, long cost) {
        long rise = rise(layer, quantity, cost);
        layer.put(quantity);
        units += quantity;
        add(rise);
        return rise;
    }

    /** Takes units out of their layers, says what each slice was worth. The last unit takes what is left. */
    final long[] take(List<Slice> slices) {
        int quantity = slices.stream().mapToInt(Slice::units).sum();
        long[] amounts = worth(slices, quantity);
        for (int i = 0; i < amounts.length; i++) {
            slices.get(i).layer().put(-slices.get(i).units());
            add(-amounts[i]);
        }
        units -= quantity;
        return amounts;
    }

    abstract long rise(Layer layer, int quantity, long cost);

    abstract long[] worth(List<Slice> slices, int quantity);

    /** What a correction of a layer's cost may take out of stock. */
    abstract long room(Layer layer);

    /** Corrects what is left of a layer. */
    abstract void correct(Layer layer, long amount);

    private static long[] byUnits(long total, List<Slice> slices) {
        return Shares.split(
                total, slices.stream().map(slice -> (long) slice.units()).toList());
    }

    /** Each layer has its own value. */
    private static final class OfLayers extends StockValue {
        OfLayers(long units, long value) {
            super(units, value);
        }

        @Override
        long rise(Layer layer, int quantity, long cost) {
            layer.addValue(cost);
            return cost;
        }

        @Override
        long[] worth(List<Slice> slices, int quantity) {
            return slices.stream()
                    .mapToLong(slice -> {
                        Layer layer = slice.layer();
                        long worth = Shares.part(layer.value(), slice.units(), layer.remaining());
                        layer.addValue(-worth);
                        return worth;
                    })
                    .toArray();
        }

        @Override
        long room(Layer layer) {
            return layer.value();
        }

        @Override
        void correct(Layer layer, long amount) {
            layer.addValue(amount);
            add(amount);
        }
    }

    /** All units have one value together. */
    private static final class Pooled extends StockValue {
        Pooled(long units, long value) {
            super(units, value);
        }

        @Override
        long rise(Layer layer, int quantity, long cost) {
            return cost;
        }

        @Override
        long[] worth(List<Slice> slices, int quantity) {
            return byUnits(Shares.part(value(), quantity, units()), slices);
        }

        @Override
        long room(Layer layer) {
            return units() > 0 ? value() : 0;
        }

        @Override
        void correct(Layer layer, long amount) {
            add(amount);
        }
    }

    /** Units are worth their price. */
    private static final class AtStandard extends StockValue {
        private final Price standard;

        AtStandard(long units, long value, Price standard) {
            super(units, value);
            this.standard = standard;
        }

        @Override
        long rise(Layer layer, int quantity, long cost) {
            return standard.of(units() + quantity) - value();
        }

        @Override
        long[] worth(List<Slice> slices, int quantity) {
            return byUnits(value() - standard.of(units() - quantity), slices);
        }

        @Override
        long room(Layer layer) {
            return 0;
        }

        @Override
        void correct(Layer layer, long amount) {
            throw new IllegalStateException("a cost at standard is not corrected");
        }
    }
}
