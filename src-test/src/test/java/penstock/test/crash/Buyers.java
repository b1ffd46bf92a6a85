package penstock.test.crash;

import static org.awaitility.Awaitility.await;
import static penstock.test.crash.GatewayProcess.PATIENCE;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.buyer.Purchase;
import penstock.sandbox.buyer.Storefront;
import penstock.test.crash.ConnectedSeller.Front;
import penstock.test.crash.GatewayProcess.Answer;

/**
 * Buyers who order at the site, with and without a cart, in the shops and at Amazon; and the two who have to do with the goods:
 * the seller's warehouse and a supplier. Like a site that is worth its money they repeat, under the same id and at any gateway,
 * what was not answered; they note what was acknowledged.
 */
final class Buyers implements AutoCloseable {

    private static final int COUNT = 4;

    /** Refused for want of stock. */
    private static final int SOLD_OUT = 422;

    private static final int UNAVAILABLE = 503;
    private static final int BUSY = 429;

    /** Parcels that leave when somebody in the warehouse has time. */
    private static final int SHIPPED_AT_A_TIME = 5;

    private final ConnectedSeller seller;
    private final Supplier<List<GatewayProcess>> gateways;
    private final Semaphore wishes = new Semaphore(0);
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, Bought> acknowledged = new ConcurrentSkipListMap<>();
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final Queue<String> unpaid = new ConcurrentLinkedQueue<>();
    private final AtomicInteger vases = new AtomicInteger(ConnectedSeller.VASE_UNITS);
    private final Lock supplier = new ReentrantLock();
    private volatile int listed = ConnectedSeller.LISTED_AT_FIRST;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Buyers who do nothing yet.
     *
     * @param gateways those that may be asked now
     */
    Buyers(ConnectedSeller seller, Supplier<List<GatewayProcess>> gateways, Campaign campaign) {
        this.seller = seller;
        this.gateways = gateways;
        for (int i = 0; i < COUNT; i++) {
            Random random = new Random(campaign.seed() + i);
            Thread thread = new Thread(() -> buy(random), "buyer-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    /** An order that was acknowledged. */
    record Bought(String sku, int units) {}

    @FunctionalInterface
    private interface Call {
        Answer to(GatewayProcess gateway) throws IOException, InterruptedException;
    }

    /** Gives them so many more wishes. */
    void wish(int more) {
        made.addAndGet(more);
        wishes.release(more);
    }

    /** How many of their wishes were answered, by a yes or a no. */
    int answered() {
        return answered.get();
    }

    void awaitAnswered(int least) {
        try {
            await().atMost(PATIENCE).until(() -> answered.get() >= least);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("answered " + answered + " of " + made + ", waiting for " + unanswered, e);
        }
    }

    /** Whether they have nothing left to wish for. */
    boolean idle() {
        return answered.get() == made.get();
    }

    /** Waits until every wish has been answered. */
    void awaitAllAnswered() {
        awaitAnswered(made.get());
    }

    /** The own site's orders that were acknowledged, by their ids. */
    Map<String, Bought> acknowledged() {
        return acknowledged;
    }

    /** Vases that have ever arrived in the warehouse. */
    int vases() {
        return vases.get();
    }

    /** Chairs and benches that the supplier has by the last of his lists that was acknowledged. */
    int listed() {
        return listed;
    }

    /** So many buyers order in the shops in one moment, which tell us of each. */
    void storm(int orders) {
        List<Front> shops = seller.frontsOf(ConnectedSeller.LAMP);
        for (int i = 0; i < orders; i++) {
            shops.get(i % shops.size()).truth().buy(Basket.of(ConnectedSeller.LAMP, 1));
        }
    }

    /** Answers that nobody should get. */
    List<String> surprises() {
        return List.copyOf(surprises);
    }

    private void buy(Random random) {
        try {
            while (true) {
                wishes.acquire();
                fulfil(random);
                answered.incrementAndGet();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void fulfil(Random random) throws InterruptedException {
        String id = "w" + ids.incrementAndGet();
        switch (random.nextInt(16)) {
            case 0 -> sold(random, ConnectedSeller.LAMP);
            case 1 -> sold(random, random.nextBoolean() ? ConnectedSeller.CHAIR : ConnectedSeller.STOOL);
            case 2 -> sold(random, ConnectedSeller.VASE);
            case 3 -> soldAtAmazon(random);
            case 4, 5, 6 -> withCart(id, random);
            case 7, 8 -> order(id, ConnectedSeller.RARE, 1 + random.nextInt(2), Optional.empty(), random);
            case 9 -> order(id, ConnectedSeller.STOOL, 1, Optional.empty(), random);
            case 10 -> vasesArrive(id, 1 + random.nextInt(4), random);
            case 11 -> warehouseShips(random);
            case 12 -> supplierSendsList(random);
            default -> order(id, ConnectedSeller.LAMP, 1 + random.nextInt(2), Optional.empty(), random);
        }
    }

    private void sold(Random random, String sku) {
        List<Front> fronts = seller.frontsOf(sku);
        fronts.get(random.nextInt(fronts.size())).truth().buy(Basket.of(sku, 1));
    }

    /** A vase that is paid at once or later, or never. */
    private void soldAtAmazon(Random random) {
        Storefront amazon = seller.amazon().truth();
        Optional<String> earlier = random.nextBoolean() ? Optional.ofNullable(unpaid.poll()) : Optional.empty();
        if (earlier.isPresent()) {
            if (random.nextBoolean()) {
                amazon.pay(earlier.get());
            } else {
                amazon.cancel(earlier.get());
            }
            return;
        }
        boolean paid = random.nextBoolean();
        Basket basket = new Basket(List.of(new Basket.Wish(ConnectedSeller.VASE, 1)), paid);
        if (amazon.buy(basket) instanceof Purchase.Sold sale && !paid) {
            unpaid.add(sale.orderId());
        }
    }

    private void vasesArrive(String id, int units, Random random) throws InterruptedException {
        if (insist(id, random, gateway -> seller.receiveVases(gateway, id, units))) {
            vases.addAndGet(units);
        }
    }

    private void warehouseShips(Random random) throws InterruptedException {
        for (GatewayProcess gateway : gateways.get()) {
            List<String> open;
            try {
                open = seller.openFulfilments(gateway);
            } catch (IOException e) {
                continue; // killed meanwhile: they look again at the next wish
            }
            for (String fulfilment : open.subList(0, Math.min(SHIPPED_AT_A_TIME, open.size()))) {
                insist("box-" + fulfilment, random, any -> seller.ship(any, fulfilment));
            }
            return;
        }
    }

    /** One list at a time, so that the last is the truth. */
    private void supplierSendsList(Random random) throws InterruptedException {
        supplier.lockInterruptibly();
        try {
            int units = listed + 1;
            if (insist("list-" + units, random, gateway -> seller.sendFeed(gateway, units))) {
                listed = units;
            }
        } finally {
            supplier.unlock();
        }
    }

    private void withCart(String id, Random random) throws InterruptedException {
        String cart = "cart-" + id;
        if (!insist(cart, random, gateway -> seller.hold(gateway, cart, ConnectedSeller.LAMP, 1))) {
            return;
        }
        if (random.nextInt(3) == 0) {
            insist(cart, random, gateway -> seller.letGo(gateway, cart));
        } else {
            order(id, ConnectedSeller.LAMP, 1, Optional.of(cart), random);
        }
    }

    private void order(String id, String sku, int units, Optional<String> cart, Random random)
            throws InterruptedException {
        if (insist(id, random, gateway -> seller.order(gateway, id, sku, units, cart))) {
            acknowledged.put(id, new Bought(sku, units));
        }
    }

    /** Calls one gateway or another until there is an answer; whether it is a yes. */
    private boolean insist(String what, Random random, Call call) throws InterruptedException {
        while (true) {
            List<GatewayProcess> open = gateways.get();
            GatewayProcess gateway = open.get(random.nextInt(open.size()));
            try {
                Answer answer = call.to(gateway);
                if (answer.status() != UNAVAILABLE && answer.status() != BUSY) {
                    unanswered.remove(what);
                    return judged(what, answer);
                }
                if (!answer.saysWhen()) {
                    surprises.add(what + ": " + answer.status() + " without Retry-After");
                }
                unanswered.put(what, "status " + answer.status());
            } catch (IOException e) {
                unanswered.put(what, e.toString()); // killed meanwhile: it may have been done or not
            }
            await().atMost(PATIENCE).until(() -> gateways.get().stream().anyMatch(GatewayProcess::isUp));
        }
    }

    private boolean judged(String what, Answer answer) {
        if (!answer.done() && answer.status() != SOLD_OUT) {
            surprises.add(what + ": " + answer.status() + " " + answer.body());
        }
        return answer.done();
    }

    @Override
    public void close() throws InterruptedException {
        threads.forEach(Thread::interrupt);
        for (Thread thread : threads) {
            thread.join(PATIENCE.toMillis());
        }
    }
}
