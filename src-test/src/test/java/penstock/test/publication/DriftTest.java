package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.DriftCause;
import penstock.core.publication.Drifts;
import penstock.core.publication.Drifts.EditedNumbers;
import penstock.core.publication.Publishing;
import penstock.core.publication.PublishingMode;

/** What is noted of channels that show something else than they should, and when that is over. */
class DriftTest {

    private static final Outcome DONE = new Outcome.Done("ref");
    private static final Outcome ACCEPTED = new Outcome.Pending("ref");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Market market = new Market();

    @BeforeEach
    void theBazaarShowsTen() {
        market.listed("bazaar", "B").received(10);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(10);
    }

    @AfterEach
    void close() {
        market.close();
    }

    private void aDayGoesBy() {
        market.waits(Drifts.LOOKED_AT_WITHIN.plusSeconds(1));
        assertThat(market.drifts.reconcile(market.sellerId(), 100)).isEqualTo(1);
    }

    @Test
    void anEditAtTheChannelIsFoundWithinADayAndOverwritten() {
        market.waits(Drifts.LOOKED_AT_WITHIN);
        assertThat(market.drifts.reconcile(market.sellerId(), 100)).isZero();
        market.waits(Duration.ofSeconds(1));
        assertThat(market.drifts.reconcile(market.sellerId(), 100)).isEqualTo(1);
        assertThat(market.drifts.reconcile(market.sellerId(), 100)).isZero(); // it is asked for already
        assertThat(market.looks("bazaar", 12)).isTrue();
        market.waits(MINUTE);
        assertThat(market.drifted())
                .isEqualTo("B EDITED_AT_CHANNEL OVERWRITTEN, should show 10, showed 12, open for PT1M");
        assertThat(market.drifts.counts(market.sellerId(), Optional.of(market.account("bazaar"))))
                .isEqualTo(Map.of(DriftCause.EDITED_AT_CHANNEL, 1L));
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(10);
        assertThat(market.drifted()).isEqualTo("B EDITED_AT_CHANNEL OVERWRITTEN, should show 10, showed 12, ended");
        assertThat(market.drifts.counts(market.sellerId(), Optional.empty())).isEmpty();
    }

    @Test
    void aListingThatShowsWhatItShouldIsLeftInPeace() {
        aDayGoesBy();
        assertThat(market.looks("bazaar", 10)).isTrue();
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(market.told("bazaar")).startsWith("B OBSERVED shown 10");
        assertThat(market.drifted()).isEmpty();
    }

    @Test
    void aLowerNumberIsTakenOverWhereTheAccountSaysSo() {
        market.drifts.put(market.sellerId(), market.account("bazaar"), EditedNumbers.TAKE_OVER);
        aDayGoesBy();
        market.looks("bazaar", 12); // there are ten
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(10);
        aDayGoesBy();
        market.readsOrders("bazaar");
        market.looks("bazaar", 3);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.received(5);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(market.drifted()).isEqualTo("""
                B EDITED_AT_CHANNEL OVERWRITTEN, should show 10, showed 12, ended
                B EDITED_AT_CHANNEL TAKEN_OVER, should show 10, showed 3, ended""");
    }

    @Test
    void whatIsHeldIsLeftAsSomebodyWroteIt() {
        market.becomes("bazaar", PublishingMode.HELD);
        market.claims("bazaar");
        aDayGoesBy();
        market.looks("bazaar", 12);
        assertThat(market.claims("bazaar").updates()).isEmpty();
        assertThat(market.drifted()).startsWith("B EDITED_AT_CHANNEL LEFT, should show 10, showed 12, open");
    }

    @Test
    void anOrderThatIsNotReadYetIsNoEdit() {
        aDayGoesBy();
        market.looks("bazaar", 8);
        assertThat(market.drifted()).startsWith("B UNREAD_ORDER WAITS, should show 10, showed 8, open");
        assertThat(market.claims("bazaar").isEmpty()).isTrue(); // ten would sell those two again
        market.orderedAt(market.now().minus(MINUTE), "bazaar", "B1", "B", 2);
        market.readsOrders("bazaar");
        assertThat(market.looks("bazaar", 8)).isTrue();
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(market.told("bazaar")).startsWith("B OBSERVED shown 8");
        assertThat(market.drifted()).isEqualTo("B UNREAD_ORDER WAITS, should show 10, showed 8, ended");
    }

    @Test
    void aSaleThatWasReadIsNoDifference() {
        market.waits(MINUTE);
        market.ordered("bazaar", "B1", "B", 2);
        market.readsOrders("bazaar");
        assertThat(market.claims("bazaar").isEmpty()).isTrue(); // the bazaar has taken them off itself
        aDayGoesBy();
        market.looks("bazaar", 8);
        assertThat(market.drifted()).isEmpty();
    }

    @Test
    void aNumberThatTakesLongIsLateAndOneThatNeverComesIsLost() {
        market.damaged(4);
        assertThat(market.sends("bazaar", ACCEPTED).quantity()).isEqualTo(6);
        market.waits(Publishing.READ_BACK);
        market.looks("bazaar", 10);
        assertThat(market.drifted()).isEmpty(); // on its way
        market.waits(MINUTE);
        market.looks("bazaar", 10);
        assertThat(market.drifted()).startsWith("B LAG WAITS, should show 6, showed 10, open");
        market.readsOrders("bazaar");
        market.waits(MINUTE.multipliedBy(15));
        market.looks("bazaar", 10);
        assertThat(market.drifted()).startsWith("B LOST_WRITE SENT_AGAIN, should show 6, showed 10, open");
        assertThat(market.sends("bazaar", ACCEPTED).quantity()).isEqualTo(6); // by the one path there is
        market.waits(MINUTE);
        market.looks("bazaar", 6);
        assertThat(market.drifted()).isEqualTo("B LOST_WRITE SENT_AGAIN, should show 6, showed 10, ended");
    }

    @Test
    void whatIsRejectedIsOpenUntilTheChannelTakesIt() {
        market.damaged(4);
        market.sends("bazaar", new Outcome.Refused(RefusalReason.INVALID, "the listing has no price"));
        assertThat(market.drifted()).startsWith("B REJECTED ASKS, should show 6, showed 10, open");
        market.control.retry(market.sellerId(), market.listing("B").id());
        market.looks("bazaar", 10);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(6);
        assertThat(market.drifted()).endsWith("ended");
    }

    /** Channels tell of every change of a number, our own among them. */
    @Test
    void theEchoOfOurOwnWriteIsNeitherReadNorAnswered() {
        market.damaged(4);
        market.sends("bazaar", DONE);
        market.told("bazaar", "B", 6);
        market.waits(MINUTE);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        assertThat(market.told("bazaar")).startsWith("B OBSERVED shown 6");
        market.told("bazaar", "B", 9); // and this is none
        market.waits(MINUTE);
        assertThat(market.looks("bazaar", 9)).isTrue();
        assertThat(market.drifted()).startsWith("B EDITED_AT_CHANNEL OVERWRITTEN, should show 6, showed 9, open");
    }
}
