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
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import penstock.sandbox.buyer.Basket;
import penstock.test.crash.ConnectedSeller.Shop;
import penstock.test.crash.GatewayProcess.Answer;

/**
 * Buyers who order at the site, with and without a cart, and in the shops. Like a site that is worth its money they repeat,
 * under the same id and at any gateway, what was not answered; they note what was acknowledged.
 */
final class Buyers implements AutoCloseable {

    private static final int COUNT = 4;

    /** Refused for want of stock. */
    private static final int SOLD_OUT = 422;

    private final ConnectedSeller seller;
    private final Supplier<List<GatewayProcess>> gateways;
    /** What Amazon ships is bought in long campaigns only: it takes minutes until a dead gateway's claims on it run out. */
    private final boolean stools;

    private final Semaphore wishes = new Semaphore(0);
    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger ids = new AtomicInteger();
    private final Map<String, Bought> acknowledged = new ConcurrentSkipListMap<>();
    private final Map<String, String> unanswered = new ConcurrentHashMap<>();
    private final Queue<String> surprises = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();

    /**
     * Buyers who do nothing yet.
     *
     * @param gateways those that may be asked now
     */
    Buyers(ConnectedSeller seller, Supplier<List<GatewayProcess>> gateways, Campaign campaign) {
        this.seller = seller;
        this.gateways = gateways;
        this.stools = campaign.isLong();
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
        int kind = random.nextInt(20);
        if (kind < 3) {
            shopsSell(random);
        } else if (kind < 7) {
            withCart(id, random);
        } else if (kind < 10) {
            order(id, ConnectedSeller.RARE, 1 + random.nextInt(2), Optional.empty(), random);
        } else if (kind < 11 && stools) {
            order(id, ConnectedSeller.STOOL, 1, Optional.empty(), random);
        } else {
            order(id, ConnectedSeller.LAMP, 1 + random.nextInt(2), Optional.empty(), random);
        }
    }

    private void shopsSell(Random random) {
        List<Shop> shops = seller.shops();
        shops.get(random.nextInt(shops.size())).truth().buy(Basket.of(ConnectedSeller.LAMP, 1));
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
                if (answer.status() != 503 && answer.status() != 429) {
                    unanswered.remove(what);
                    return judged(what, answer);
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
