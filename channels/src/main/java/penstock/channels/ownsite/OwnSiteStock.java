package penstock.channels.ownsite;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.HttpCall;
import penstock.channels.spi.StockSink;
import penstock.core.message.ListingRef;
import penstock.core.message.Outcome;
import penstock.core.message.StockOutcome;
import penstock.core.message.StockUpdate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells the site its numbers, many lines in one {@code stock.updated} event.
 *
 * <p>An event is cut before it grows beyond what the specification advises; each piece has its own id and its own
 * outcome. The site answers for a piece as a whole.
 */
final class OwnSiteStock implements StockSink {

    /** Lines in one call of {@link #publish}: one event for SKUs of ordinary length. */
    static final int BATCH = 200;

    /** Room for the event around its lines. */
    private static final int ENVELOPE = 200;

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

    @Override
    public Conversation<List<StockOutcome>> publish(List<StockUpdate> updates) {
        Conversation<List<StockOutcome>> all = Conversation.done(List.of());
        for (List<StockUpdate> piece : pieces(updates)) {
            all = all.then(before -> tell(piece)
                    .then(more -> Conversation.done(
                            Stream.concat(before.stream(), more.stream()).toList())));
        }
        return all;
    }

    private Conversation<List<StockOutcome>> tell(List<StockUpdate> piece) {
        String id = id(piece);
        ObjectNode data = OwnSiteEvents.object();
        ArrayNode lines = data.putArray("lines");
        piece.forEach(update -> lines.add(line(update)));
        HttpCall call = events.call(id, "stock.updated", Optional.empty(), data);
        return Conversation.ask(call, reply -> {
            Outcome outcome = OwnSiteErrors.judge(reply, id);
            return Conversation.done(piece.stream()
                    .map(update -> new StockOutcome(update.key(), outcome))
                    .toList());
        });
    }

    /** The updates in the order of their keys, so that the same ones always make the same pieces. */
    private static List<List<StockUpdate>> pieces(List<StockUpdate> updates) {
        List<List<StockUpdate>> pieces = new ArrayList<>();
        int room = 0;
        for (StockUpdate update :
                updates.stream().sorted(Comparator.comparing(StockUpdate::key)).toList()) {
            int size = OwnSiteEvents.bytes(line(update)) + 1;
            if (size > room) {
                pieces.add(new ArrayList<>());
                room = OwnSiteEvents.MAX_BODY - ENVELOPE;
            }
            pieces.get(pieces.size() - 1).add(update);
            room -= size;
        }
        return pieces;
    }

    private static ObjectNode line(StockUpdate update) {
        ObjectNode line = OwnSiteEvents.object().put("sku", update.channelSku()).put("quantity", update.quantity());
        return update.channelLocation().isBlank() ? line : line.put("location", update.channelLocation());
    }

    /** The same for the same attempts of the same lines. */
    private static String id(List<StockUpdate> piece) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            piece.forEach(update -> {
                digest.update(update.idempotencyKey().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return "stk_" + HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
