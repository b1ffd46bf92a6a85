package penstock.channels.ownsite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.NumberMeaning;
import penstock.channels.spi.NumberMeaning.OnCancel;
import penstock.channels.spi.NumberMeaning.OnSale;
import penstock.channels.spi.StockSink;
import penstock.core.message.ListingRef;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the site its numbers, many lines in one {@code stock.updated} event, for which it answers as a whole.
 *
 * <p>Lines that would make the event longer than the specification advises are sent back at once, to be told by the next.
 */
final class OwnSiteStock implements StockSink {

    /** Lines in one event; they fit for SKUs and locations of up to 300 bytes together. */
    static final int BATCH = 50;

    /** Room for the event around its lines. */
    private static final int ENVELOPE = 200;

    private static final Outcome NO_ROOM =
            new Outcome.NotSent(Duration.ZERO, "no room in this event, it comes with the next");
    private static final Outcome TOO_LONG =
            new Outcome.Refused(RefusalReason.INVALID, "the SKU is longer than an event may be: shorten it");

    private final OwnSiteEvents events;

    OwnSiteStock(OwnSiteEvents events) {
        this.events = events;
    }

    @Override
    public int batchLimit() {
        return BATCH;
    }

    @Override
    public boolean comparesAndSets() {
        return false;
    }

    /** True because the site holds units with Penstock at each checkout: it is our refusal that its buyers meet. */
    @Override
    public boolean enforcesItsNumber() {
        return true;
    }

    /** It shows what it was told last; what its buyers may have is said at the counter. */
    @Override
    public NumberMeaning numberMeaning() {
        return new NumberMeaning(OnSale.STAYS, OnCancel.STAYS, false);
    }

    @Override
    public Conversation<List<StockOutcome>> publish(List<StockUpdate> updates) {
        List<StockUpdate> inOrder =
                updates.stream().sorted(Comparator.comparing(StockUpdate::key)).toList();
        int fit = fit(inOrder);
        if (fit == 0) {
            int first = Math.min(1, inOrder.size());
            return Conversation.done(both(
                    outcomes(inOrder.subList(0, first), TOO_LONG),
                    outcomes(inOrder.subList(first, inOrder.size()), NO_ROOM)));
        }
        List<StockOutcome> later = outcomes(inOrder.subList(fit, inOrder.size()), NO_ROOM);
        return tell(inOrder.subList(0, fit)).then(told -> Conversation.done(both(told, later)));
    }

    private Conversation<List<StockOutcome>> tell(List<StockUpdate> told) {
        String id = id(told);
        ObjectNode data = OwnSiteEvents.object();
        ArrayNode lines = data.putArray("lines");
        told.forEach(update -> lines.add(line(update)));
        return Conversation.ask(
                events.call(id, "stock.updated", Optional.empty(), data),
                reply -> Conversation.done(outcomes(told, OwnSiteErrors.judge(reply, id))));
    }

    private static List<StockOutcome> outcomes(List<StockUpdate> updates, Outcome outcome) {
        return updates.stream()
                .map(update -> new StockOutcome(update.key(), outcome))
                .toList();
    }

    private static List<StockOutcome> both(List<StockOutcome> some, List<StockOutcome> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    /** How many of the updates, from the first on, one event has room for. */
    private static int fit(List<StockUpdate> updates) {
        int room = OwnSiteEvents.MAX_BODY - ENVELOPE;
        for (int i = 0; i < updates.size(); i++) {
            room -= OwnSiteEvents.bytes(line(updates.get(i))) + 1;
            if (room < 0) {
                return i;
            }
        }
        return updates.size();
    }

    private static ObjectNode line(StockUpdate update) {
        ObjectNode line = OwnSiteEvents.object().put("sku", update.channelSku()).put("quantity", update.quantity());
        return update.channelLocation().isBlank() ? line : line.put("location", update.channelLocation());
    }

    /** The same for the same attempts of the same lines. */
    private static String id(List<StockUpdate> told) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            told.forEach(update -> {
                digest.update(update.idempotencyKey().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return "stk_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public boolean canReadBack() {
        return false;
    }

    @Override
    public int readBackLimit() {
        return BATCH;
    }

    /** Nothing: webhooks go one way, the site cannot be asked. */
    @Override
    public Conversation<List<Observed>> readBack(List<ListingRef> listings, Instant now) {
        return Conversation.done(List.of());
    }
}
