package penstock.core.message;

import java.util.List;

/**
 * The state of a provider's order for one of our fulfilment orders, as a snapshot.
 *
 * @param providerOrderId the id we made for the attempt and the provider knows
 * @param status what it comes down to for us
 * @param providerStatus the provider's own word, for people
 * @param packages what has been shipped so far; grows only
 */
public record ProviderUpdate(
        String providerOrderId, ProviderStatus status, String providerStatus, List<Parcel> packages)
        implements InboundMessage {

    public ProviderUpdate {
        packages = List.copyOf(packages);
    }

    /** What a provider's status comes down to. */
    public enum ProviderStatus {
        /** Taken in, not shipped in full. */
        ACCEPTED,
        /** Everything that will be shipped has been shipped. */
        COMPLETE,
        /** Cancelled before it was shipped in full. */
        CANCELLED,
        /** The provider will not ship it. */
        REFUSED
    }

    /**
     * One package on its way.
     *
     * @param parcelId the provider's id of the package, unique within its order
     * @param lines units in it by our fulfilment line number
     */
    public record Parcel(String parcelId, String carrier, String trackingNumber, List<ParcelLine> lines) {
        public Parcel {
            lines = List.copyOf(lines);
        }
    }

    /** Units of one fulfilment line in a package. */
    public record ParcelLine(int lineNo, int quantity) {}
}
