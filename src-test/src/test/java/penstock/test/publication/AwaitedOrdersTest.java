package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;

/** How a listing of a hot SKU gets its number though it sells all the time: a look is kept, and its orders are polled for. */
class AwaitedOrdersTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Outcome ACCEPTED = new Outcome.Pending("ref");

    private final Market market = new Market();

    @AfterEach
    void close() {
        market.close();
    }

    @Test
    void whatAChannelSaysByItselfDoesNotUndoALook() {
        staleAt(3);
        Instant look = market.now();
        for (int sale = 1; sale <= 3; sale++) {
            market.waits(Duration.ofSeconds(10));
            market.ordered("shopify", "S" + sale, "S", 1);
            market.told("shopify", "S", 3 - sale); // each sale is told by two webhooks
        }
        market.waits(MINUTE);
        market.readsOrders("shopify", look);
        market.looks("shopify", 0);
        assertThat(market.told("shopify")).isEqualTo("S QUEUED shown 0, may sell 0");
    }

    @Test
    void theOrdersUpToALookAreAskedFor() {
        raised();
        market.waits(MINUTE);
        Instant look = market.now();
        assertThat(look(10)).contains(look);
        market.waits(MINUTE);
        assertThat(look(10)).contains(look); // the first look stands
        assertThat(market.publishing.ordersRead(market.sellerId(), market.account("amazon"), look.minusMillis(1)))
                .contains(look);
        market.readsOrders("amazon", look);
        assertThat(look(10)).isEmpty();
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 10, may sell 10");
    }

    @Test
    void noOrdersAreAskedForByALookThatTellsNothing() {
        raised();
        market.waits(MINUTE);
        assertThat(look(5)).isEmpty(); // the number has not taken effect
    }

    @Test
    void aLookNearToASaleThatIsKnownIsRepeatedSoonAndNotWaitedFor() {
        raised();
        market.waits(MINUTE.multipliedBy(4));
        market.ordered("amazon", "A1", "A", 1);
        market.waits(Duration.ofSeconds(1));
        assertThat(look(9)).isEmpty();
        market.waits(Duration.ofSeconds(5));
        Instant clear = market.now();
        assertThat(look(9)).contains(clear);
        market.readsOrders("amazon", clear);
        look(9);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 9, may sell 9");
    }

    @Test
    void aHintThatWaitsHoldsNothingUpButAnOrderThatWasPolledDoes() {
        raised();
        market.waits(MINUTE);
        look(10);
        market.write(waiting("notification:ORDER_CHANGE", 1));
        market.write(waiting("poll:order", 2));
        market.readsOrders("amazon");
        look(10);
        assertThat(market.told("amazon")).startsWith("A ACCEPTED");
        market.write("update inbox set state = 'APPLIED', next_attempt_at = null where inbox_id = 2 and seller_id = "
                + market.sellerId());
        market.waits(Publishing.READ_BACK);
        look(10);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 10, may sell 10");
    }

    private String waiting(String source, int id) {
        return """
                insert into inbox (seller_id, inbox_id, account_id, source, event_id, sha256, body, received_at, state, next_attempt_at)
                values (%d, %d, %d, '%s', 'e', ''::bytea, ''::bytea, '%s', 'WAITING', '%s')
                """.formatted(market.sellerId(), id, market.account("amazon"), source, market.now(), market.now());
    }

    /** Looks at the one listing that is due, and answers what is waited for. */
    private java.util.Optional<Instant> look(int seen) {
        Claim due = market.claims("amazon").readBacks().get(0);
        return market.publishing.observed(market.sellerId(), due, seen, market.now(), market.now());
    }

    private void raised() {
        market.listed("amazon", "A").received(10);
        market.settled("amazon");
        market.received(20);
        market.sends("amazon", ACCEPTED);
    }

    /** A comparing channel has refused a number, and was seen to show that. */
    private void staleAt(int shown) {
        market.listed("shopify", "S").received(10);
        market.looks("shopify", 0);
        market.readsOrders("shopify");
        market.waits(Publishing.READ_BACK);
        market.looks("shopify", 0);
        market.sends("shopify", new Outcome.Done("ref"));
        market.ordered("shopify", "S0", "S", 2);
        market.received(10);
        market.waits(MINUTE);
        market.sends("shopify", new Outcome.Refused(RefusalReason.STALE, "it shows something else"));
        market.looks("shopify", shown);
    }
}
