package penstock.test.architecture.breach.fulfilment.one;

import penstock.test.architecture.breach.channels.one.ChannelThatCalls;

/** A provider that knows a channel. */
public final class ProviderThatAsksAChannel {

    public String ask(ChannelThatCalls channel) {
        return channel.toString();
    }
}
