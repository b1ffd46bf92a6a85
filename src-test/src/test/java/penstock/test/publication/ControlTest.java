package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;
import penstock.core.publication.PublishingControl.Leaving;
import penstock.core.publication.PublishingControl.WouldShow;
import penstock.core.publication.PublishingMode;

/** What becomes of numbers when a person holds them, takes them to zero, has them looked at, or only wants to see. */
class ControlTest {

    private static final Outcome DONE = new Outcome.Done("ref");
    private static final Outcome ACCEPTED = new Outcome.Pending("ref");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Market market = new Market();

    @AfterEach
    void close() {
        market.close();
    }

    private void bazaarShows(int units) {
        market.listed("bazaar", "B").received(units);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(units);
    }

    @Test
    void whatIsHeldStaysAsItIsUntilItIsLive() {
        bazaarShows(10);
        market.becomes("bazaar", PublishingMode.HELD);
        market.damaged(4);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(market.told("bazaar")).isEqualTo("B OBSERVED shown 10, may sell nothing of ours");
        market.becomes("bazaar", PublishingMode.LIVE);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(6);
    }

    @Test
    void theKillSwitchSetsZeroAndStaysThere() {
        bazaarShows(10);
        market.becomes("bazaar", PublishingMode.ZERO);
        assertThat(market.sends("bazaar", DONE).quantity()).isZero();
        market.received(5);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.becomes("bazaar", PublishingMode.LIVE);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(15);
    }

    @Test
    void theStrictestModeHolds() {
        bazaarShows(10);
        market.control.put(market.sellerId(), market.listing("B"), PublishingMode.HELD, "photographs", "KEY:1");
        market.control.put(market.sellerId(), market.sku(), PublishingMode.ZERO, "recalled", "KEY:1");
        assertThat(market.sends("bazaar", DONE).quantity()).isZero();
        market.becomes("bazaar", PublishingMode.SHADOW);
        market.control.put(market.sellerId(), market.sku(), PublishingMode.LIVE, "sound after all", "KEY:1");
        market.control.put(market.sellerId(), market.listing("B"), PublishingMode.LIVE, "done", "KEY:1");
        assertThat(market.claims("bazaar").updates()).isEmpty();
        assertThat(market.control.list(market.sellerId(), 10))
                .extracting(said -> said.target().scope() + " " + said.mode())
                .containsExactly("ACCOUNT SHADOW");
    }

    @Test
    void aShareThatIsTakenToZeroIsNobodysBeforeItsChannelIsSeenToShowNothing() {
        market.listed("amazon", "A").listed("shopify", "S").received(10);
        market.settled("amazon");
        String before = market.told("amazon");
        market.becomes("amazon", PublishingMode.ZERO);
        assertThat(market.sends("amazon", ACCEPTED).quantity()).isZero();
        assertThat(before).endsWith("may sell 3"); // a third: the site has its own
        assertThat(market.told("amazon")).endsWith("may sell 3");
        market.waits(MINUTE);
        market.looks("amazon", 0);
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 0);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 0, may sell 0");
    }

    @Test
    void aShadowReadsEverythingWritesNothingAndTellsWhatItWould() {
        market.becomes("bazaar", PublishingMode.SHADOW);
        market.listed("bazaar", "B").received(10);
        assertThat(market.looks("bazaar", 7)).isTrue();
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        List<WouldShow> page = market.control.wouldShow(market.sellerId(), market.account("bazaar"), 0, 10);
        assertThat(page)
                .extracting(row -> row.channelSku() + " " + row.shows() + " " + row.would() + " " + row.differs())
                .containsExactly("B OptionalInt[7] OptionalInt[10] true");
        market.becomes("bazaar", PublishingMode.LIVE);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(10);
    }

    @Test
    void whoPushesHasAnEditAtTheChannelFoundAtOnce() {
        bazaarShows(10);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(market.control.push(market.sellerId(), market.listing("B"))).isEqualTo(1);
        assertThat(market.looks("bazaar", 12)).isTrue(); // somebody has written over it
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(10);
        market.control.refresh(market.sellerId(), market.accountOf("bazaar"));
        assertThat(market.looks("bazaar", 10)).isTrue();
        assertThat(market.claims("bazaar").isEmpty()).isTrue(); // as it should be
        assertThat(market.told("bazaar")).isEqualTo("B OBSERVED shown 10, may sell nothing of ours");
    }

    @Test
    void anAccountIsLeftWhenItShowsNothingAndItsOrdersAreRead() {
        bazaarShows(10);
        assertThat(leaving()).isEqualTo("LIVE, not told 1, not seen 0, orders read false, open orders 0");
        market.becomes("bazaar", PublishingMode.ZERO);
        Claim zero = market.sends("bazaar", ACCEPTED);
        assertThat(zero.quantity()).isZero();
        assertThat(leaving()).isEqualTo("ZERO, not told 0, not seen 1, orders read false, open orders 0");
        market.waits(MINUTE);
        market.looks("bazaar", 0);
        assertThat(leaving()).isEqualTo("ZERO, not told 0, not seen 0, orders read false, open orders 0");
        market.ordered("bazaar", "B1", "B", 1); // before it was told
        market.readsOrders("bazaar");
        assertThat(leaving()).isEqualTo("ZERO, not told 0, not seen 0, orders read true, open orders 1");
        assertThat(market.control
                        .leaving(market.sellerId(), market.account("bazaar"))
                        .mayGo())
                .isFalse();
    }

    private String leaving() {
        Leaving left = market.control.leaving(market.sellerId(), market.account("bazaar"));
        return "%s, not told %d, not seen %d, orders read %s, open orders %d"
                .formatted(left.mode(), left.notToldZero(), left.notSeenZero(), left.ordersRead(), left.openOrders());
    }
}
