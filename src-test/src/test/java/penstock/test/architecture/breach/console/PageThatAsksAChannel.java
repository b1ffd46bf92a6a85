package penstock.test.architecture.breach.console;

import penstock.test.architecture.breach.channels.one.ChannelThatCalls;

/** A page that goes past sync-core. */
public final class PageThatAsksAChannel {

    public String ask(ChannelThatCalls channel) {
        return channel.toString();
    }
}
