package penstock.routes.command.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import penstock.routes.command.demo.Assortment.Sku;
import penstock.routes.command.demo.JsonCalls.Answer;

/**
 * Customers of the own site. Each asks whether it is there, puts it into the cart (a hold), and then buys, walks away (the
 * hold expires) or puts it back; some cancel later. The site notes what it sold: it is the oracle of its own channel.
 */
final class Customers {

    private static final double WALKS_AWAY = 0.12;
    private static final double PUTS_BACK = 0.08;
    private static final double CANCELS = 0.08;
    private static final int TWO_LINES_IN = 4;
    private static final int HOLD_SECONDS = 4;

    /** How long after the purchase a customer cancels. */
    private static final Duration CANCELS_AFTER = Duration.ofSeconds(3);

    private final GatewayApi api;
    private final String account;
    private final Random random;
    private final Clock clock;
    private final List<OwnSale> sales = new ArrayList<>();
    private final Deque<Regret> regrets = new ArrayDeque<>();
    private final List<Double> holdMillis = new ArrayList<>();
    private int customers;
    private int turnedAway;

    Customers(GatewayApi api, String account, Random random, Clock clock) {
        this.api = api;
        this.account = account;
        this.random = random;
        this.clock = clock;
    }

    /** An order that Penstock took from the own site, with its units by SKU. */
    record OwnSale(String id, Instant at, Map<String, Integer> units) {}

    private record Regret(String orderId, Instant at) {}

    /** One customer comes and goes. */
    void serveOne() {
        int number = nextNumber();
        List<Map<String, Object>> wanted = wanted();
        if (!api.check(account, wanted)) {
            noteTurnedAway();
            return;
        }
        String cart = "cart-" + number;
        long begun = System.nanoTime();
        Answer held = api.hold(account, Map.of("id", cart, "expiresInSeconds", HOLD_SECONDS, "lines", wanted));
        noteHold((System.nanoTime() - begun) / 1e6, held.isFine());
        if (!held.isFine()) {
            requireSoldOut("hold", held);
            return;
        }
        double mood = random.nextDouble();
        if (mood < WALKS_AWAY) {
            return; // the hold expires
        }
        if (mood < WALKS_AWAY + PUTS_BACK) {
            api.release(account, cart);
            return;
        }
        order(number, cart, wanted);
    }

    private void order(int number, String cart, List<Map<String, Object>> wanted) {
        String id = "site-" + number;
        Answer placed = api.order(
                account, Map.of("id", id, "holdId", cart, "lines", numbered(wanted), "recipient", recipient()));
        if (!placed.isFine()) {
            requireSoldOut("order", placed);
            return;
        }
        note(new OwnSale(id, clock.instant(), units(wanted)));
    }

    /** Whoever is sorry by now cancels. */
    void regret() {
        for (Regret regret = nextRegret(); regret != null; regret = nextRegret()) {
            Answer answer = api.cancel(account, regret.orderId());
            if (!answer.isFine() && answer.status() != 409) { // 409: it has left
                throw new CallRefused("cancel", answer.status(), answer.body().toString());
            }
        }
    }

    /** Running short is part of the game; anything else is not. */
    private void requireSoldOut(String what, Answer answer) {
        if (answer.status() != 422) {
            throw new CallRefused(what, answer.status(), answer.body().toString());
        }
        noteTurnedAway();
    }

    private List<Map<String, Object>> wanted() {
        List<Sku> skus = new ArrayList<>(Assortment.all());
        int lines = random.nextInt(TWO_LINES_IN) == 0 ? 2 : 1;
        List<Map<String, Object>> wanted = new ArrayList<>();
        for (int line = 0; line < lines; line++) {
            Sku sku = skus.remove(random.nextInt(skus.size()));
            wanted.add(Map.of("sku", sku.code(), "quantity", 1 + random.nextInt(2)));
        }
        return wanted;
    }

    private static List<Map<String, Object>> numbered(List<Map<String, Object>> wanted) {
        List<Map<String, Object>> lines = new ArrayList<>();
        for (Map<String, Object> line : wanted) {
            Map<String, Object> numbered = new HashMap<>(line);
            numbered.put("id", Integer.toString(lines.size() + 1));
            lines.add(numbered);
        }
        return lines;
    }

    private static Map<String, Integer> units(List<Map<String, Object>> wanted) {
        Map<String, Integer> units = new HashMap<>();
        wanted.forEach(line -> units.merge((String) line.get("sku"), (Integer) line.get("quantity"), Integer::sum));
        return units;
    }

    private static Map<String, Object> recipient() {
        return Map.of(
                "name", "Robin Sample",
                "addressLine1", "1 Mill Lane",
                "city", "Hamburg",
                "postalCode", "20457",
                "countryCode", "DE");
    }

    private synchronized int nextNumber() {
        return ++customers;
    }

    private synchronized void noteTurnedAway() {
        turnedAway++;
    }

    private synchronized void noteHold(double millis, boolean held) {
        if (held) {
            holdMillis.add(millis);
        }
    }

    private synchronized void note(OwnSale sale) {
        sales.add(sale);
        if (random.nextDouble() < CANCELS) {
            regrets.add(new Regret(sale.id(), sale.at().plus(CANCELS_AFTER)));
        }
    }

    private synchronized @org.jspecify.annotations.Nullable Regret nextRegret() {
        boolean due = !regrets.isEmpty() && !regrets.peek().at().isAfter(clock.instant());
        return due ? regrets.poll() : null;
    }

    /** Sales from that one on. */
    synchronized List<OwnSale> sales(int from) {
        return List.copyOf(sales.subList(from, sales.size()));
    }

    /** How long each hold took to be answered, in milliseconds. */
    synchronized List<Double> holdMillis() {
        return List.copyOf(holdMillis);
    }

    /** Customers who found it sold out. */
    synchronized int turnedAway() {
        return turnedAway;
    }
}
