package penstock.bench.publish;

/**
 * One account on a channel.
 *
 * @param name as the simulated world tells it, {@code channel/account}
 */
record Front(ChannelKind kind, String name, String accountId) {}
