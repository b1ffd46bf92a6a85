package penstock.test.architecture.breach.channels.other;

import penstock.test.architecture.breach.channels.one.ChannelThatCalls;

/** An adapter that helps itself to its sibling. */
public final class ChannelThatCopies {

    public String copy(ChannelThatCalls sibling) {
        return sibling.toString();
    }
}
