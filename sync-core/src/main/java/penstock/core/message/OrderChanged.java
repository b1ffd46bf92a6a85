package penstock.core.message;

/** A hint that an order changed, without its content: the order is to be fetched from the channel. */
public record OrderChanged(String channelOrderId) implements InboundMessage {}
