package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.Claim;
import penstock.core.publication.Rejection;

/** A channel that refuses a call as a whole, and says of no line that it is the wrong one. */
class RefusedTogetherTest {

    private static final Outcome WHOLE = new Outcome.Refused(RefusalReason.INVALID, "malformed batch");
    private static final int LISTINGS = 64;

    private final Market market = new Market();

    @AfterEach
    void close() {
        market.close();
    }

    /** Of 64 listings one is wrong: halving finds it in 13 calls. */
    @Test
    void oneBadLineKeepsNoOtherFromItsChannel() {
        for (int i = 1; i <= LISTINGS; i++) {
            market.found("bazaar", "B" + i);
        }
        market.received(5);
        int calls = 0;
        for (List<Claim> call = claims(); !call.isEmpty(); call = claims()) {
            boolean bad = call.stream().anyMatch(claim -> claim.channelSku().equals("B23"));
            Map<Claim, Outcome> outcomes = new LinkedHashMap<>();
            call.forEach(claim -> outcomes.put(claim, bad ? WHOLE : new Outcome.Done("ref")));
            market.publishing.settle(market.sellerId(), outcomes);
            calls++;
        }
        assertThat(calls).isLessThanOrEqualTo(13);
        assertThat(market.told("bazaar").lines().filter(line -> line.contains("OBSERVED shown 5")))
                .hasSize(LISTINGS - 1);
        assertThat(market.told("bazaar")).contains("B23 REJECTED");
    }

    @Test
    void whatIsRejectedSaysWhatToDoAndIsTriedAgain() {
        market.found("bazaar", "B").received(5);
        market.sends("bazaar", new Outcome.Refused(RefusalReason.NOT_FOUND, "no such offer: B"));
        market.damaged(1);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(Rejection.parse("NOT_FOUND: no such offer: B"))
                .isEqualTo(new Rejection(RefusalReason.NOT_FOUND, "no such offer: B"));
        assertThat(Rejection.parse("NOT_FOUND: no such offer: B").whatToDo()).contains("channelRef", "retry");
        long listing = market.listing("B").id();
        assertThat(market.control.retry(market.sellerId(), listing)).isTrue();
        assertThat(market.control.retry(market.sellerId(), listing)).isFalse();
        assertThat(market.looks("bazaar", 0)).isTrue();
        assertThat(market.sends("bazaar", new Outcome.Done("ref")).quantity()).isEqualTo(4);
    }

    private List<Claim> claims() {
        market.publishing.followLedger(market.sellerId());
        return market.publishing
                .claim(market.sellerId(), market.account("bazaar"), LISTINGS, LISTINGS)
                .updates();
    }
}
