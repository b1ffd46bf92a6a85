package penstock.core.port;

/** Tells whoever works a seller that there is something to do. Never blocks; losing a call costs a poll interval. */
@FunctionalInterface
public interface Wake {
    void wake(long sellerId);
}
