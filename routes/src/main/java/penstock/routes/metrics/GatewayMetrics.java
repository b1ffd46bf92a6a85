package penstock.routes.metrics;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.stream.Stream;
import penstock.core.engine.Engine;
import penstock.core.port.Metrics;
import penstock.routes.transport.CallCarrier;

/** The gateway's measurements, and what is read from its parts when somebody asks. Any thread. */
public final class GatewayMetrics implements Metrics, AutoCloseable {

    /** Bounds of the buckets in which waits are counted; few, since each is a series for every channel and outcome. */
    private static final List<Duration> BOUNDS = Stream.of(10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 15_000, 60_000)
            .map(Duration::ofMillis)
            .toList();

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics garbage = new JvmGcMetrics();

    public GatewayMetrics() {
        registry.config().meterFilter(new MeterFilter() {
            @Override
            public DistributionStatisticConfig configure(
                    io.micrometer.core.instrument.Meter.Id id, DistributionStatisticConfig config) {
                boolean inBuckets = id.getName().startsWith("penstock.") && id.getTag(Stages.ACCOUNT) == null;
                return inBuckets ? inBuckets().merge(config) : config;
            }
        });
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        garbage.bindTo(registry);
    }

    private static DistributionStatisticConfig inBuckets() {
        return DistributionStatisticConfig.builder()
                .serviceLevelObjectives(
                        BOUNDS.stream().mapToDouble(Duration::toNanos).toArray())
                .build();
    }

    /** Where measurements are put. */
    public MeterRegistry meters() {
        return registry;
    }

    /** Watches the pool of connections to the database: in use, idle, waited for, and how long. */
    public void watch(HikariDataSource pool) {
        pool.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }

    /** Watches an engine: {@code commands / batches} is the size of a batch, {@code busy / batches} the time of its commit. */
    public void watch(Engine engine) {
        FunctionCounter.builder(
                        "penstock.engine.batches",
                        engine,
                        watched -> watched.figures().batches())
                .register(registry);
        FunctionCounter.builder(
                        "penstock.engine.commands",
                        engine,
                        watched -> watched.figures().commands())
                .register(registry);
        FunctionCounter.builder(
                        "penstock.engine.failures",
                        engine,
                        watched -> watched.figures().failures())
                .register(registry);
        FunctionCounter.builder(
                        "penstock.engine.ahead",
                        engine,
                        watched -> watched.figures().ahead())
                .register(registry);
        FunctionCounter.builder(
                        "penstock.engine.in.vain",
                        engine,
                        watched -> watched.figures().inVain())
                .register(registry);
        FunctionCounter.builder(
                        "penstock.engine.busy",
                        engine,
                        watched -> watched.figures().busy().toNanos() / 1e9)
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "penstock.engine.clock.lag",
                        engine,
                        watched -> watched.figures().clockLag().toNanos() / 1e9)
                .baseUnit("seconds")
                .register(registry);
        Gauge.builder(
                        "penstock.engine.waiting",
                        engine,
                        watched -> watched.figures().waiting())
                .register(registry);
    }

    /** Watches what waits for threads of ours. */
    public void watch(String threads, ThreadPoolExecutor executor) {
        Gauge.builder(
                        "penstock.threads.waiting",
                        executor,
                        watched -> watched.getQueue().size())
                .tags(Tags.of("threads", threads))
                .register(registry);
        Gauge.builder("penstock.threads.busy", executor, ThreadPoolExecutor::getActiveCount)
                .tags(Tags.of("threads", threads))
                .register(registry);
    }

    /** Watches for how many accounts of each kind of channel calls are not made, because they keep failing. */
    public void watch(CallCarrier carrier, Collection<String> channels) {
        for (String channel : channels) {
            Gauge.builder("penstock.breakers.open", carrier, watched -> watched.openBreakers(channel))
                    .tags(Tags.of("channel", channel))
                    .register(registry);
        }
    }

    @Override
    public String text() {
        return registry.scrape();
    }

    @Override
    public void close() {
        garbage.close();
        registry.close();
    }
}
