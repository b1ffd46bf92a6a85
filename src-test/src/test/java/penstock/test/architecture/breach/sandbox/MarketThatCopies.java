package penstock.test.architecture.breach.sandbox;

import penstock.test.architecture.breach.channels.one.ChannelThatCalls;

/** A marketplace that speaks with our own mapping, so that a mistake in it cancels out. */
public final class MarketThatCopies {

    public String copy(ChannelThatCalls mapping) {
        return mapping.toString();
    }
}
