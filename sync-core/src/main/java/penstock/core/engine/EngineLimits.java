package penstock.core.engine;

/**
 * The engine's limits.
 *
 * @param committers threads that commit; more than 8 gained nothing on any machine tried
 * @param batch commands decided in one transaction, and waiting ones that are decided ahead; beyond 500 only the wait grows
 * @param queue commands that may wait for one seller; the next one is refused with a wish to come back
 * @param cachedSellers sellers whose catalogue and balances are kept in memory; where more are served in turn, each order reads
 *     its seller's anew
 */
public record EngineLimits(int committers, int batch, int queue, int cachedSellers) {

    public static final EngineLimits DEFAULT = new EngineLimits(8, 500, 20_000, 2_000);
}
