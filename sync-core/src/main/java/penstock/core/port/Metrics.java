package penstock.core.port;

/** What this process has measured of itself, as text in the Prometheus exposition format 0.0.4. Never blocks for long. */
@FunctionalInterface
public interface Metrics {
    String text();
}
