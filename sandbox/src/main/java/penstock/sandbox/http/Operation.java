package penstock.sandbox.http;

import java.util.function.Supplier;

/**
 * What a request asks of a channel.
 *
 * @param channel the path prefix: shopify, amazon, supplier, carrier, _control
 * @param account the shop, seller or supplier; a dash where there is none
 * @param name the channel's own name of the operation, as faults and statistics use it
 * @param action applies it and words the answer
 */
public record Operation(String channel, String account, String name, Supplier<Reply> action) {
    /** An operation that applies nothing and only answers. */
    public static Operation answering(String channel, String name, Reply reply) {
        return new Operation(channel, "-", name, () -> reply);
    }
}
