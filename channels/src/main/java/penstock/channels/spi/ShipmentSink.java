package penstock.channels.spi;

import penstock.core.message.Outcome;
import penstock.core.message.ShipmentNotice;

/** Telling a channel what was shipped. */
public interface ShipmentSink {

    /** Confirms one parcel. Reads first where that is the only way to do it once. */
    Conversation<Outcome> confirm(ShipmentNotice notice);

    /**
     * Whether the channel already has this confirmation, asked after an unknown outcome:
     * {@link penstock.core.message.Outcome.Done} if it has, {@code NotSent} if it has not.
     */
    Conversation<Outcome> readBack(ShipmentNotice notice);
}
