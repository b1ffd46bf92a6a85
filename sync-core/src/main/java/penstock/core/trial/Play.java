package penstock.core.trial;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import penstock.core.risk.LagHistogram;

/**
 * Plays what happens between channels that sell the same units and hear of each other late: what is sold twice, and who is turned away
 * though there was some. An event simulation; the same buyers and the same chance give the same story. One thread.
 *
 * <p>A channel sells no more than it shows, and counts its own sales off at once; we hear of a sale later, then tell the others, each no
 * faster than its rate limit and with the number as it is when it is sent; that is shown later still. A number that arrives does not undo
 * what the channel sold meanwhile (compare-and-set, or orders that are read first). What was sold and is not there is cancelled. An own
 * site asks instead, and what it is answered is in the ledger at once.
 */
final class Play {

    private static final double NANOS_OF_A_DAY = Duration.ofDays(1).toNanos();

    /**
     * A channel.
     *
     * @param between the least time between two numbers that it is sent
     * @param asks whether it asks what there is for each sale
     */
    record Outlet(SpreadOfLag commitToShown, Duration between, boolean asks) {}

    /** Instead of a location: from wherever there are some. */
    static final int ANYWHERE = -1;

    /** Units that come to a location or go from there, but for sales; no more go than there are. */
    record Move(double at, int location, int units) {}

    /** What is to be shown of a SKU, in its units. */
    interface Numbers {
        /** @param available by location */
        int units(int outlet, int[] available, boolean shownNow);
    }

    /** What was measured meanwhile, as a gateway measures it: of each outlet. */
    record Measured(List<LagHistogram> saleToCommit, List<LagHistogram> commitToShown) {}

    private enum Kind {
        MOVE,
        COMMIT,
        SHOW,
        SEND
    }

    /** What happens next; of two at a time the one that was planned first. Of a move, {@code where} is the location. */
    private record Event(double at, long planned, Kind kind, int where, int units) {}

    /** What a channel shows, and what we know of it. */
    private static final class Shop {
        final Outlet outlet;
        int shown;
        int unread; // sold, and not yet in the ledger
        int readSinceSent; // in the ledger since the number on its way was sent
        boolean onItsWay;
        boolean planned; // a sending is
        double staleSince = Double.NaN;
        double lastSent = Double.NEGATIVE_INFINITY;
        double shownUpTo; // units by days
        double shownSince;
        Result result = Result.NOTHING;
        final TreeMap<Integer, Long> sales = new TreeMap<>();
        final TreeMap<Integer, Long> shows = new TreeMap<>();

        Shop(Outlet outlet) {
            this.outlet = outlet;
        }

        void show(int units, double now) {
            shownUpTo += shown * Math.max(0, now - shownSince);
            shownSince = Math.max(shownSince, now);
            shown = units;
        }
    }

    private final int[] available;
    private final Numbers numbers;
    private final int days;
    private final RandomGenerator chance;
    private final List<Shop> shops;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingDouble(Event::at).thenComparingLong(Event::planned));

    private long planned;
    private double now;

    /**
     * Sets the scene: everything shows what it should when it begins.
     *
     * @param stock by location
     */
    Play(List<Outlet> outlets, int[] stock, Numbers numbers, int days, RandomGenerator chance) {
        this.available = stock.clone();
        this.numbers = numbers;
        this.days = days;
        this.chance = chance;
        this.shops = outlets.stream().map(Shop::new).toList();
        for (int i = 0; i < shops.size(); i++) {
            shops.get(i).shown = numbers.units(i, available, false);
        }
    }

    /** Plays it, and what was sold on the last day until it is there, or is not. */
    Play play(List<Move> moves, List<Buyer> buyers) {
        moves.forEach(move -> plan(move.at(), Kind.MOVE, move.location(), move.units()));
        for (Buyer buyer : buyers) {
            happen(buyer.at());
            now = buyer.at();
            buy(shops.get(buyer.outlet()), buyer);
        }
        happen(days);
        shops.forEach(shop -> shop.show(shop.shown, days));
        double[] listed =
                shops.stream().mapToDouble(shop -> shop.shownUpTo / days).toArray();
        happen(Double.POSITIVE_INFINITY);
        for (int i = 0; i < listed.length; i++) {
            Shop shop = shops.get(i);
            shop.result = shop.result.plus(new Result(0, 0, 0, 0, listed[i]));
        }
        return this;
    }

    /** By outlet. */
    List<Result> results() {
        return shops.stream().map(shop -> shop.result).toList();
    }

    /** Of all, listed on average over them. */
    Result result() {
        Result all = results().stream().reduce(Result.NOTHING, Result::plus);
        return new Result(
                all.wanted(), all.served(), all.oversold(), all.turnedAway(), all.listed() / Math.max(1, shops.size()));
    }

    Measured measured() {
        return new Measured(
                shops.stream().map(shop -> new LagHistogram(shop.sales)).toList(),
                shops.stream().map(shop -> new LagHistogram(shop.shows)).toList());
    }

    private void plan(double at, Kind kind, int where, int units) {
        events.add(new Event(at, planned++, kind, where, units));
    }

    private void happen(double upTo) {
        while (!events.isEmpty() && events.peek().at() <= upTo) {
            Event event = events.remove();
            now = event.at();
            switch (event.kind()) {
                case MOVE -> move(event.where(), event.units());
                case COMMIT -> commit(shops.get(event.where()), event.units());
                case SEND -> send(event.where());
                case SHOW -> arrive(event.where(), event.units());
            }
        }
    }

    private void move(int location, int units) {
        if (location == ANYWHERE) {
            takeAll(-units);
        } else {
            available[location] = Math.max(0, available[location] + units);
        }
        tellAll();
    }

    private void buy(Shop shop, Buyer buyer) {
        int units = buyer.units();
        int offered = shop.outlet.asks() ? numbers.units(buyer.outlet(), available, shop.shown > 0) : shop.shown;
        boolean sold = offered >= units;
        boolean turnedAway = !sold && free() >= units;
        shop.result = shop.result.plus(new Result(units, 0, 0, turnedAway ? units : 0, 0));
        if (!sold) {
            return;
        }
        if (shop.outlet.asks()) {
            take(shop, units);
        } else {
            shop.show(shop.shown - units, now);
            shop.unread += units;
            count(shop.sales, buyer.sale());
            plan(now + buyer.sale(), Kind.COMMIT, buyer.outlet(), units);
        }
    }

    /** Units that are there, and not sold by anybody. */
    private int free() {
        int free = -shops.stream().mapToInt(shop -> shop.unread).sum();
        for (int units : available) {
            free += units;
        }
        return free;
    }

    private static void count(TreeMap<Integer, Long> lags, double days) {
        lags.merge(LagHistogram.bucket(Duration.ofNanos((long) (days * NANOS_OF_A_DAY))), 1L, Long::sum);
    }

    private void commit(Shop shop, int units) {
        shop.unread -= units;
        shop.readSinceSent += units;
        take(shop, units);
    }

    private void take(Shop shop, int units) {
        int missing = takeAll(units);
        shop.result = shop.result.plus(new Result(0, units - missing, missing, 0, 0));
        tellAll();
    }

    /** From the locations in their order; how many are not there. */
    private int takeAll(int units) {
        int missing = units;
        for (int i = 0; i < available.length; i++) {
            int here = Math.min(missing, available[i]);
            available[i] -= here;
            missing -= here;
        }
        return missing;
    }

    private void tellAll() {
        for (int i = 0; i < shops.size(); i++) {
            Shop shop = shops.get(i);
            if (Double.isNaN(shop.staleSince)) {
                shop.staleSince = now;
            }
            planSending(i);
        }
    }

    private void planSending(int outlet) {
        Shop shop = shops.get(outlet);
        if (!shop.onItsWay && !shop.planned) {
            shop.planned = true;
            double between = shop.outlet.between().toNanos() / NANOS_OF_A_DAY;
            plan(Math.max(now, shop.lastSent + between), Kind.SEND, outlet, 0);
        }
    }

    private void send(int outlet) {
        Shop shop = shops.get(outlet);
        shop.planned = false;
        int number = numbers.units(outlet, available, shop.shown > 0);
        if (number == shop.shown + shop.unread) { // as it is believed to show already: nothing is sent
            shop.staleSince = Double.NaN;
            return;
        }
        shop.onItsWay = true;
        shop.lastSent = now;
        shop.readSinceSent = 0;
        double lag = shop.outlet.commitToShown().draw(chance);
        count(shop.shows, now - shop.staleSince + lag);
        shop.staleSince = Double.NaN;
        plan(now + lag, Kind.SHOW, outlet, number);
    }

    private void arrive(int outlet, int number) {
        Shop shop = shops.get(outlet);
        shop.onItsWay = false;
        shop.show(Math.max(0, number - shop.unread - shop.readSinceSent), now);
        if (!Double.isNaN(shop.staleSince)) {
            planSending(outlet);
        }
    }
}
