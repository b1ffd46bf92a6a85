package penstock.test.architecture.breach.fulfilment.other;

import penstock.test.architecture.breach.fulfilment.one.ProviderThatAsksAChannel;

/** A provider that helps itself to its sibling. */
public final class ProviderThatCopies {

    public String copy(ProviderThatAsksAChannel sibling) {
        return sibling.toString();
    }
}
