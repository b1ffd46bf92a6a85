package penstock.sandbox.traffic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.buyer.Purchase;
import penstock.sandbox.buyer.Storefront;
import penstock.sandbox.time.SandboxTime;

/**
 * Random buyers that follow from a seed: the same plan gives the same baskets in the same order, whatever the machine's speed. Which of
 * them find stock depends on what the channels show. Safe for use by many threads.
 */
public final class Traffic {
    private static final double NANOS_PER_SECOND = 1e9;

    private final SandboxTime time;
    private final long seed;
    private final List<Stream> streams = new ArrayList<>();
    private int started;

    /** No traffic yet. */
    public Traffic(SandboxTime time, long seed) {
        this.time = time;
        this.seed = seed;
    }

    /** Lets buyers come to this storefront from now on. */
    public synchronized void start(TrafficPlan plan, Storefront front) {
        Stream stream = new Stream(plan, front, new Random(seed * 1009 + started++));
        streams.add(stream);
        stream.scheduleNext();
    }

    /** No more buyers come; payments and cancels that are due still happen. Answers how many had tried to buy. */
    public synchronized int stop() {
        streams.forEach(stream -> stream.stopped = true);
        int attempts = streams.stream().mapToInt(stream -> stream.attempts).sum();
        streams.clear();
        return attempts;
    }

    /** Attempts of the running streams so far. */
    public synchronized int attempts() {
        return streams.stream().mapToInt(stream -> stream.attempts).sum();
    }

    /** The buyers of one plan. */
    private final class Stream {
        private final TrafficPlan plan;
        private final Storefront front;
        private final Random random;
        private volatile boolean stopped;
        private volatile int attempts;

        private Stream(TrafficPlan plan, Storefront front, Random random) {
            this.plan = plan;
            this.front = front;
            this.random = random;
        }

        private void scheduleNext() {
            double seconds = -Math.log(1 - random.nextDouble()) / plan.ordersPerSecond();
            time.after(Duration.ofNanos((long) (seconds * NANOS_PER_SECOND)), this::come);
        }

        private void come() {
            if (stopped) {
                return;
            }
            attempts++;
            boolean paid = random.nextDouble() >= plan.pendingShare();
            boolean regrets = random.nextDouble() < plan.cancelShare();
            Purchase purchase = front.buy(new Basket(wishes(), paid));
            if (purchase instanceof Purchase.Sold sold) {
                afterwards(sold.orderId(), paid, regrets);
            }
            scheduleNext();
        }

        private void afterwards(String orderId, boolean paid, boolean regrets) {
            if (!paid) {
                time.afterScaled(plan.pendingFor(), () -> front.pay(orderId));
            }
            if (regrets) {
                time.afterScaled(plan.cancelAfter(), () -> front.cancel(orderId));
            }
        }

        private List<Basket.Wish> wishes() {
            Map<String, Double> weights = new LinkedHashMap<>(plan.weights());
            if (weights.isEmpty()) {
                front.shown().keySet().forEach(sku -> weights.put(sku, 1.0));
            }
            boolean second = random.nextDouble() < plan.multiLineShare() && weights.size() > 1;
            List<Basket.Wish> wishes = new ArrayList<>();
            for (int line = 0; line < (second ? 2 : 1); line++) {
                String sku = pick(weights);
                weights.remove(sku);
                wishes.add(new Basket.Wish(sku, 1 + random.nextInt(plan.quantityMax())));
            }
            return wishes;
        }

        private String pick(Map<String, Double> weights) {
            List<String> skus = new ArrayList<>(weights.keySet());
            Collections.sort(skus);
            double sum =
                    weights.values().stream().mapToDouble(Double::doubleValue).sum();
            double at = random.nextDouble() * sum;
            for (String sku : skus) {
                at -= weights.getOrDefault(sku, 0.0);
                if (at < 0) {
                    return sku;
                }
            }
            return skus.get(skus.size() - 1);
        }
    }
}
