package penstock.channels.spi;

import java.time.Instant;
import java.util.List;
import penstock.core.message.ListingRef;
import penstock.core.message.ShownQuantity;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;

/** Telling a channel what to show. */
public interface StockSink {

    /** The most lines one call carries. */
    int batchLimit();

    /**
     * Whether the channel refuses a write whose {@link StockUpdate#expectedShown} is not what it shows. Without it a
     * write may re-inflate a number that a sale has just lowered.
     */
    boolean comparesAndSets();

    /** Whether the channel refuses buyers beyond the number it shows; one that does not cannot take part in shares. */
    boolean enforcesItsNumber();

    /** What else changes the number; proven on the simulated channel. */
    NumberMeaning numberMeaning();

    /**
     * Sets the numbers, absolute. One outcome for each update, in any order; {@link penstock.core.message.Outcome.Done}
     * means that the channel shows it now, {@code Pending} that it will be seen by {@link #readBack}.
     */
    Conversation<List<StockOutcome>> publish(List<StockUpdate> updates);

    /**
     * Whether the channel can be asked what it shows. Where it cannot, its writes must be safe to repeat: a number whose
     * outcome is unknown is sent again.
     */
    default boolean canReadBack() {
        return true;
    }

    /** The most lines one read-back carries. */
    int readBackLimit();

    /** What the channel shows now; a listing it does not know is missing from the answer. */
    Conversation<List<Observed>> readBack(List<ListingRef> listings, Instant now);

    /** What a channel shows for the listing named by {@code key}. */
    record Observed(String key, ShownQuantity shown) {}
}
