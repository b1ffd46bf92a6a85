package penstock.channels.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import penstock.core.message.RawMessage;
import penstock.core.message.Translation;

/** Reading a channel's orders, page by page, changes since a cursor. */
public interface OrderSource {

    /** How often to poll while the webhooks or notifications work as well. */
    Duration pollInterval();

    /** How long after an order was placed or changed a poll finds it for sure, as time passes for the account. */
    Duration searchLag();

    /**
     * Asks for one page of the orders that changed since the cursor.
     *
     * @param cursor where the last page left off; empty at the first poll ever, which begins at {@code now} less the
     *     adapter's stated look-back
     * @param now when the page is asked for
     */
    Conversation<OrderPage> poll(Optional<Cursor> cursor, Instant now);

    /** Asks for one order; empty when the channel does not know it. */
    Conversation<Optional<RawMessage>> fetch(String channelOrderId, Instant now);

    /** What a message of {@link #poll} or {@link #fetch} means. Pure: the same bytes give the same messages. */
    Translation translate(RawMessage raw);

    /** Where to go on reading; the text is the adapter's own. */
    record Cursor(String text) {}

    /**
     * One page.
     *
     * @param messages one for each order, event id made of the order's id and revision
     * @param next stored together with the messages, in one transaction
     * @param more whether the next page is to be asked for at once
     * @param readThrough every change before this moment of the channel's clock has been read once this page is stored;
     *     empty while pages are still to come
     */
    record OrderPage(List<RawMessage> messages, Cursor next, boolean more, Optional<Instant> readThrough) {
        public OrderPage {
            messages = List.copyOf(messages);
        }
    }
}
