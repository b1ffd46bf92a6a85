package penstock.core.costing;

import static penstock.core.costing.CostAccount.COST_VARIANCE;
import static penstock.core.costing.CostAccount.LANDED_COSTS;
import static penstock.core.costing.CostAccount.PURCHASES;
import static penstock.core.costing.CostAccount.REVALUATION;
import static penstock.core.costing.CostAccount.STOCK;
import static penstock.core.costing.CostAccount.STOCK_ALLOWANCE;
import static penstock.core.costing.CostAccount.WRITE_DOWNS;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import penstock.core.costing.StockValue.Slice;
import penstock.core.money.Price;
import penstock.core.money.Shares;

/**
 * What one SKU's stock cost, by one method, kept up event by event. One thread.
 *
 * <p>After every event, to the minor unit: units in stock are what is left of the layers; what the layers cost is the
 * value of stock, the cost of what left and did not come back, and the variance; with a method that values layers,
 * the value of stock is the value of what is left of them. Nothing is ever below zero.
 */
public final class SkuCosts {

    private static final Price FREE = new Price(0, 1);

    private final CostMethod method;
    private final CostRecords records;
    private final Consumer<CostEntry> journal;
    private StockValue stock;
    private long allowance;
    private long variance;
    private long lastLayer;
    private Optional<Price> lastPrice;
    private Optional<Price> standard;
    private Optional<LocalDate> month;
    private long monthFrom;

    /** Goes on where {@code totals} and {@code records} left off; new entries go to {@code journal}. */
    public SkuCosts(SkuTotals totals, CostRecords records, Consumer<CostEntry> journal) {
        this.method = totals.method();
        this.records = records;
        this.journal = journal;
        this.stock = StockValue.by(
                method, totals.units(), totals.value(), totals.standard().orElse(FREE));
        this.allowance = totals.allowance();
        this.variance = totals.variance();
        this.lastLayer = totals.lastLayer();
        this.lastPrice = totals.lastPrice();
        this.standard = totals.standard();
        this.month = totals.month();
        this.monthFrom = totals.monthFrom();
    }

    public SkuTotals totals() {
        return new SkuTotals(
                method,
                stock.units(),
                stock.value(),
                allowance,
                variance,
                lastLayer,
                lastPrice,
                standard,
                month,
                monthFrom);
    }

    public CostRecords records() {
        return records;
    }

    /** Takes the next event. */
    public void apply(CostEvent event) {
        averageMonthsBefore(event.moment());
        if (event instanceof CostEvent.Received received) {
            open(received.moment(), received.quantity(), received.from(), received.cause());
        } else if (event instanceof CostEvent.Issued issued) {
            issue(issued);
        } else if (event instanceof CostEvent.Returned returned) {
            takeBack(returned);
        } else if (event instanceof CostEvent.Priced priced) {
            price(priced);
        } else if (event instanceof CostEvent.Corrected corrected) {
            correct(corrected);
        } else if (event instanceof CostEvent.Charged charged) {
            book(charged.moment(), charged.from(), charged.to(), 0, charged.amount(), 0, 0);
        } else if (event instanceof CostEvent.NetRealisable realisable) {
            writeDownTo(realisable.moment(), realisable.price().of(stock.units()));
        } else if (event instanceof CostEvent.StandardSet set) {
            setStandard(set);
        } else if (event instanceof CostEvent.PeriodClosed closed) {
            averageMonthsThrough(closed);
        }
        if (allowance > stock.value()) {
            writeDownTo(event.moment(), 0); // stock that lost its cost cannot be worth less than nothing
        }
    }

    // units ----------------------------------------------------------------------------------------------------------

    private void open(Moment moment, int quantity, CostAccount from, String cause) {
        long estimate = estimate(quantity);
        Layer layer = Layer.arrived(
                new Layer.Source(moment.position(), quantity, cause, moment.bookedOn()),
                from,
                estimate,
                from == PURCHASES || lastPrice.isEmpty());
        records.add(layer);
        put(moment, layer, quantity, estimate, from, 0);
    }

    /** The last cost that a document told, else the standard, else nothing: settled when a document comes. */
    private long estimate(int quantity) {
        Optional<Price> known =
                method == CostMethod.STANDARD ? standard.or(() -> lastPrice) : lastPrice.or(() -> standard);
        return known.orElse(FREE).of(quantity);
    }

    private void put(Moment moment, Layer layer, int quantity, long cost, CostAccount from, long channelAccountId) {
        long rise = stock.put(layer, quantity, cost);
        records.settle(layer);
        book(moment, from, STOCK, quantity, cost, channelAccountId, layer.position());
        vary(moment, cost - rise, layer.position());
    }

    /** Takes out of stock what was charged beyond the value at which units are kept. */
    private void vary(Moment moment, long amount, long layer) {
        variance += amount;
        book(moment, STOCK, COST_VARIANCE, 0, amount, 0, layer);
    }

    private void issue(CostEvent.Issued issued) {
        Moment moment = issued.moment();
        boolean toSupplier = issued.to() == PURCHASES;
        List<Slice> slices = choose(issued.quantity(), toSupplier ? records.openOf(issued.cause()) : List.of());
        List<Long> units = slices.stream().map(slice -> (long) slice.units()).toList();
        long[] reliefs = Shares.split(Shares.part(allowance, issued.quantity(), stock.units()), units);
        long[] worth = stock.take(slices);
        long charged = 0;
        long relieved = 0;
        long beyond = 0;
        for (int i = 0; i < worth.length; i++) {
            Slice slice = slices.get(i);
            records.settle(slice.layer());
            long charge = toSupplier ? credited(slice, worth[i]) : worth[i];
            records.add(Consumption.taken(
                    new Consumption.Source(
                            moment.position(),
                            slice.layer().position(),
                            slice.units(),
                            issued.to(),
                            issued.orderId(),
                            issued.channelAccountId()),
                    charge,
                    reliefs[i]));
            charged += charge;
            relieved += reliefs[i];
            beyond += worth[i] - charge;
        }
        long layer = slices.size() == 1 ? slices.get(0).layer().position() : 0;
        book(moment, STOCK, issued.to(), issued.quantity(), charged, issued.channelAccountId(), layer);
        vary(moment, beyond, layer);
        allowance -= relieved;
        book(moment, reliefOf(issued.to()), STOCK_ALLOWANCE, 0, relieved, issued.channelAccountId(), layer);
    }

    /** A supplier credits what was paid for the units, whatever they are kept at. */
    private long credited(Slice slice, long worth) {
        return method.valuesLayers()
                ? worth
                : Shares.part(slice.layer().cost(), slice.units(), slice.layer().quantity());
    }

    /** Whose charge is lower because units had been written down. */
    private static CostAccount reliefOf(CostAccount charged) {
        return charged == PURCHASES ? WRITE_DOWNS : charged;
    }

    /** Layers to take units from: the named ones first, the others in the order of the method. */
    private List<Slice> choose(int quantity, List<Layer> named) {
        Collection<Layer> open = method.oldestFirst()
                ? records.open().values()
                : records.open().descendingMap().values();
        List<Slice> slices = new ArrayList<>();
        int left = quantity;
        for (Layer layer : named) {
            left = left == 0 ? 0 : slice(slices, layer, left);
        }
        for (Layer layer : open) {
            if (left == 0) {
                break;
            }
            if (!named.contains(layer)) {
                left = slice(slices, layer, left);
            }
        }
        if (left > 0) {
            throw new IllegalStateException(quantity + " units left, " + (quantity - left) + " were in layers");
        }
        return slices;
    }

    private static int slice(List<Slice> slices, Layer layer, int wanted) {
        int units = Math.min(wanted, layer.remaining());
        slices.add(new Slice(layer, units));
        return wanted - units;
    }

    private void takeBack(CostEvent.Returned returned) {
        Moment moment = returned.moment();
        int left = returned.quantity();
        List<Consumption> taken = returned.orderId() == 0 ? List.of() : records.ofOrder(returned.orderId());
        for (Consumption consumption : taken) {
            if (left == 0) {
                break;
            }
            if (consumption.source().account() == returned.from()) {
                left -= takeBack(moment, consumption, Math.min(left, consumption.outstanding()));
            }
        }
        if (left > 0) { // more came back than was taken, or nobody knows when, or it was made: worth what such units
            // cost now
            open(moment, left, returned.from(), returned.cause());
        }
    }

    private int takeBack(Moment moment, Consumption consumption, int units) {
        long value = Shares.part(consumption.value(), units, consumption.outstanding());
        long relief = Shares.part(consumption.relief(), units, consumption.outstanding());
        consumption.giveBack(units, value, relief);
        Layer layer = records.layer(consumption.source().layer());
        long channel = consumption.source().channelAccountId();
        CostAccount charged = consumption.source().account();
        put(moment, layer, units, value, charged, channel);
        allowance += relief;
        book(moment, STOCK_ALLOWANCE, charged, 0, relief, channel, layer.position());
        return units;
    }

    // documents ------------------------------------------------------------------------------------------------------

    private void price(CostEvent.Priced priced) {
        Layer layer = records.layer(priced.layer());
        if (layer.account() != priced.from()) {
            book(priced.moment(), priced.from(), layer.account(), 0, layer.goods(), 0, layer.position());
        }
        long difference = priced.amount() - layer.goods();
        layer.price(priced.amount(), priced.from());
        spread(priced.moment(), layer, difference, priced.from());
        if (layer.position() >= lastLayer) {
            remember(layer);
        }
    }

    private void correct(CostEvent.Corrected corrected) {
        Layer layer = records.layer(corrected.layer());
        if (corrected.from() == LANDED_COSTS) {
            layer.addLanded(corrected.amount());
        } else {
            layer.addGoods(corrected.amount());
        }
        spread(corrected.moment(), layer, corrected.amount(), corrected.from());
        if (layer.position() == lastLayer) {
            remember(layer);
        }
    }

    private void remember(Layer layer) {
        lastLayer = layer.position();
        lastPrice = Optional.of(new Price(layer.cost(), layer.quantity()));
    }

    /** Splits a change of a layer's cost between what is left of it and what was taken from it. */
    private void spread(Moment moment, Layer layer, long amount, CostAccount from) {
        if (method == CostMethod.STANDARD) {
            variance += amount;
            book(moment, from, COST_VARIANCE, 0, amount, 0, layer.position());
            return;
        }
        List<Consumption> taken = records.ofLayer(layer.position());
        Spread spread = Spread.of(amount, layer, stock.room(layer), taken);
        stock.correct(layer, spread.toStock());
        book(moment, from, STOCK, 0, spread.toStock(), 0, layer.position());
        long toVariance = spread.toNobody();
        Charges charges = new Charges();
        for (int i = 0; i < taken.size(); i++) {
            Consumption consumption = taken.get(i);
            boolean creditedBySupplier = consumption.source().account() == PURCHASES;
            if (creditedBySupplier && from == LANDED_COSTS) { // no supplier pays back the freight
                toVariance += spread.toTaken()[i];
            } else {
                consumption.addValue(spread.toTaken()[i]);
                charges.add(consumption.source(), spread.toTaken()[i]);
            }
        }
        charges.forEach((charge, sum) ->
                book(moment, from, charge.account(), 0, sum, charge.channelAccountId(), layer.position()));
        variance += toVariance;
        book(moment, from, COST_VARIANCE, 0, toVariance, 0, layer.position());
    }

    private void writeDownTo(Moment moment, long realisable) {
        long target = Math.max(0, stock.value() - realisable);
        book(moment, STOCK_ALLOWANCE, WRITE_DOWNS, 0, target - allowance, 0, 0);
        allowance = target;
    }

    private void setStandard(CostEvent.StandardSet set) {
        standard = Optional.of(set.price());
        if (method == CostMethod.STANDARD) {
            long rise = set.price().of(stock.units()) - stock.value();
            stock = StockValue.by(method, stock.units(), stock.value() + rise, set.price());
            variance -= rise;
            book(set.moment(), REVALUATION, STOCK, 0, rise, 0, 0);
        }
    }

    // months ---------------------------------------------------------------------------------------------------------

    private void averageMonthsBefore(Moment moment) {
        LocalDate now = moment.bookedOn().withDayOfMonth(1);
        if (method == CostMethod.PERIODIC_AVERAGE && month.map(now::isAfter).orElse(true)) {
            month.ifPresent(begun -> average(moment, begun));
            month = Optional.of(now);
            monthFrom = moment.positionBefore();
        }
    }

    private void averageMonthsThrough(CostEvent.PeriodClosed closed) {
        if (method == CostMethod.PERIODIC_AVERAGE
                && month.filter(begun -> !begun.isAfter(closed.through())).isPresent()) {
            average(closed.moment(), month.get());
            month = Optional.of(closed.through().withDayOfMonth(1).plusMonths(1));
            monthFrom = closed.moment().positionBefore();
        }
    }

    /** The month is over: all that moved in it costs the same. */
    private void average(Moment moment, LocalDate begun) {
        LocalDate lastDay = begun.plusMonths(1).minusDays(1);
        List<Consumption> taken = records.after(monthFrom).stream()
                .filter(consumption -> consumption.source().account() != PURCHASES)
                .toList();
        List<Long> weights = new ArrayList<>(List.of(stock.units()));
        taken.forEach(consumption -> weights.add((long) consumption.outstanding()));
        if (taken.isEmpty()) {
            return;
        }
        long whole =
                stock.value() + taken.stream().mapToLong(Consumption::value).sum();
        long[] parts = Shares.split(whole, weights);
        Charges charges = new Charges();
        for (int i = 0; i < taken.size(); i++) {
            long difference = parts[i + 1] - taken.get(i).value();
            taken.get(i).addValue(difference);
            charges.add(taken.get(i).source(), difference);
        }
        stock.add(parts[0] - stock.value());
        charges.forEach(
                (charge, sum) -> book(moment, lastDay, STOCK, charge.account(), 0, sum, charge.channelAccountId(), 0));
    }

    // journal --------------------------------------------------------------------------------------------------------

    private void book(
            Moment moment,
            CostAccount from,
            CostAccount to,
            long quantity,
            long amount,
            long channelAccountId,
            long layer) {
        book(moment, moment.bookedOn(), from, to, quantity, amount, channelAccountId, layer);
    }

    private void book(
            Moment moment,
            LocalDate day,
            CostAccount from,
            CostAccount to,
            long quantity,
            long amount,
            long channelAccountId,
            long layer) {
        boolean nothing = from == to || (amount == 0 && quantity == 0);
        if (!nothing) {
            journal.accept(
                    amount < 0
                            ? new CostEntry(moment, day, to, from, quantity, -amount, channelAccountId, layer)
                            : new CostEntry(moment, day, from, to, quantity, amount, channelAccountId, layer));
        }
    }
}
