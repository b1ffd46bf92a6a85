package penstock.test.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.reading.MessageReader.CLOCK;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Sellers;
import penstock.core.inbox.Inbox;
import penstock.core.message.RawMessage;

/** Messages that cannot be read, or are not to be read now, keep no other from being read. */
class MessagesNotReadTest {

    private static final String HINT = """
            {"id": "gid://shopify/Order/7", "updatedAt": "2026-03-01T07:00:00Z",
             "lineItems": {"nodes": [], "pageInfo": {"hasNextPage": true, "endCursor": "L1"}}}
            """;

    private final MessageReader reader = new MessageReader(Sellers.PartialShipping.SHIP_AVAILABLE);
    private final Inbox inbox = reader.inbox;
    private final long shop = reader.account("shopify", Map.of(), Map.of("access_token", "t"));

    @AfterEach
    void close() {
        reader.close();
    }

    @Test
    void oneThatTheMasterKeyDoesNotOpenIsParkedAfterItsTurns() {
        long damaged = store("e1", HINT);
        reader.database.transact(
                reader.seller,
                transaction -> transaction.update(
                        "update message_key set sealed_key = ? where seller_id = ? and inbox_id = ?",
                        new byte[] {1, 2, 3},
                        reader.seller,
                        damaged));
        due();
        assertThat(inbox.due(reader.seller, 10)).containsExactly(damaged);
        reader.reading.read(reader.seller, damaged);
        assertThat(inbox.due(reader.seller, 10)).as("others have their turn").isEmpty();
        assertThat(state(damaged)).isEqualTo("WAITING, tried 1");
        for (int attempt = 2; attempt <= Inbox.MAX_ATTEMPTS; attempt++) {
            reader.reading.read(reader.seller, damaged);
        }
        assertThat(state(damaged)).isEqualTo("PARKED, tried " + Inbox.MAX_ATTEMPTS);
        assertThat(inbox.listParked(reader.seller, 0, 10))
                .extracting(Inbox.Parked::reason)
                .containsExactly("TRIED_TOO_OFTEN");
        assertThat(inbox.replay(reader.seller, damaged)).isTrue();
    }

    @Test
    void aHintOfAnAccountAtRestWaitsWithoutAnybodyBeingAsked() {
        reader.rest(shop, Accounts.State.PAUSED);
        long hint = store("e2", HINT);
        reader.reading.read(reader.seller, hint);
        assertThat(state(hint)).isEqualTo("WAITING, tried 0");
    }

    private long store(String eventId, String body) {
        RawMessage message =
                new RawMessage("poll:order", eventId, body.getBytes(StandardCharsets.UTF_8), CLOCK.instant());
        return inbox.storeNow(reader.seller, shop, List.of(message), Optional.empty())
                .get(0)
                .inboxId();
    }

    /** Has every message of the seller be due. */
    private void due() {
        reader.database.transact(
                reader.seller,
                transaction -> transaction.update(
                        "update inbox set next_attempt_at = ? where seller_id = ? and state = 'WAITING'",
                        CLOCK.instant(),
                        reader.seller));
    }

    private String state(long message) {
        return reader.database.transact(
                reader.seller,
                transaction -> transaction
                        .find(
                                "select state, attempts from inbox where seller_id = ? and inbox_id = ?",
                                row -> row.getText("state") + ", tried " + row.getInt("attempts"),
                                reader.seller,
                                message)
                        .orElseThrow());
    }
}
