package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.Skus;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.Claim;
import penstock.core.publication.Lane;
import penstock.core.publication.Publishing;
import penstock.core.publication.PublishingControl.Leaving;
import penstock.core.publication.PublishingMode;

/** What becomes of numbers that something holds up: a limit, an order put aside, a refusal, a person. */
class HeldUpTest {

    private static final Outcome DONE = new Outcome.Done("ref");
    private static final Outcome ACCEPTED = new Outcome.Pending("ref");
    private static final Outcome HELD_UP = new Outcome.NotSent(Duration.ofMinutes(5), "the rate limit is used up");
    private static final Outcome INVALID = new Outcome.Refused(RefusalReason.INVALID, "no such price");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Market market = new Market();

    @AfterEach
    void close() {
        market.close();
    }

    @Test
    void anOrderThatWasPutAsideIsNotKnownUntilAPersonHasGivenItUp() {
        market.listed("amazon", "A").received(10);
        market.settled("amazon");
        market.write("""
                insert into inbox (seller_id, inbox_id, account_id, source, event_id, sha256, body, received_at, state, parked_reason)
                values (%d, 1, %d, 'poll:order', 'e', ''::bytea, ''::bytea, '%s', 'PARKED', 'TRIED_TOO_OFTEN')
                """.formatted(market.sellerId(), market.account("amazon"), market.now()));
        market.control.push(market.sellerId(), market.listing("A"));
        seen(4); // one of its five is sold, by the order that was put aside
        assertThat(market.told("amazon")).isEqualTo("A QUEUED shown ?, may sell 5");
        market.write("update inbox set state = 'APPLIED', parked_reason = null where seller_id = " + market.sellerId());
        market.waits(MINUTE.multipliedBy(10));
        seen(4);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 4, may sell 4");
    }

    private void seen(int number) {
        market.waits(MINUTE);
        market.looks("amazon", number);
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", number);
    }

    @Test
    void whatALimitHoldsUpWaitsSinceItHasMoved() {
        bazaarShows(10);
        Instant moved = market.now();
        market.damaged(4);
        market.waits(MINUTE);
        market.sends("bazaar", HELD_UP);
        market.waits(MINUTE.multipliedBy(5));
        Claim late = market.sends("bazaar", new Outcome.Unknown("ref", "timeout"));
        assertThat(late.staleSince()).contains(moved);
        market.looks("bazaar", 10);
        assertThat(market.sends("bazaar", DONE).staleSince()).contains(moved);
        market.damaged(1);
        assertThat(market.sends("bazaar", DONE).staleSince()).contains(market.now());
    }

    @Test
    void whatALimitHoldsUpDoesNotHoldUpWhatIsReadBack() {
        market.listed("amazon", "A").received(10);
        market.sends("amazon", ACCEPTED);
        market.waits(Publishing.READ_BACK);
        List<Claim> unseen = market.publishing.claimUnseen(market.sellerId(), market.account("amazon"), 1);
        assertThat(unseen).extracting(Claim::channelSku).containsExactly("A");
        assertThat(market.publishing.claimUnseen(market.sellerId(), market.account("amazon"), 1))
                .isEmpty();
    }

    @Test
    void whatIsReadBackKeepsTheLaneOfItsNumber() {
        bazaarShows(10);
        market.damaged(4);
        market.sends("bazaar", ACCEPTED);
        assertThat(market.lane("B")).isEqualTo(Lane.DECREASE);
    }

    @Test
    void whatThereIsLessOfWhileANumberIsSentIsToldAtOnce() {
        bazaarShows(10);
        market.damaged(4);
        Claim sent = market.claims("bazaar").updates().get(0);
        market.damaged(3);
        market.publishing.followLedger(market.sellerId());
        market.publishing.settle(market.sellerId(), sent, ACCEPTED);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(3);
    }

    @Test
    void whatWasRejectedIsToldOnceMoreThatNothingIsLeft() {
        bazaarShows(10);
        market.received(5);
        market.sends("bazaar", INVALID);
        market.damaged(1);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.damaged(14);
        assertThat(market.sends("bazaar", INVALID).quantity()).isZero();
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.becomes("bazaar", PublishingMode.ZERO);
        assertThat(market.sends("bazaar", DONE).quantity()).isZero();
    }

    @Test
    void whatAChannelDoesNotKnowIsGone() {
        bazaarShows(10);
        market.received(5);
        market.sends("bazaar", new Outcome.Refused(RefusalReason.NOT_FOUND, "no such listing"));
        market.becomes("bazaar", PublishingMode.ZERO);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.damaged(15);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.readsOrders("bazaar");
        Leaving leaving = market.control.leaving(market.sellerId(), market.account("bazaar"));
        assertThat(leaving.mayGo()).isTrue();
    }

    @Test
    void whatThereIsLessOfWhileItIsHeldGoesFirstWhenItIsLifted() {
        bazaarShows(10);
        market.becomes("bazaar", PublishingMode.HELD);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.damaged(4);
        assertThat(market.claims("bazaar").isEmpty()).isTrue();
        market.becomes("bazaar", PublishingMode.LIVE);
        assertThat(market.lane("B")).isEqualTo(Lane.DECREASE);
    }

    @Test
    void whatIsOnItsWayIsSeenBeforeAPoolIsParted() {
        amazonShowsAPoolOfTen();
        market.damaged(8);
        market.sends("amazon", ACCEPTED); // two, and perhaps it sells ten before
        assertThatThrownBy(() -> market.becomes(Skus.Sharing.PARTITIONED))
                .isInstanceOf(InvalidField.class)
                .hasMessageContaining("a number is on its way to a channel");
        seen(2);
        market.becomes(Skus.Sharing.PARTITIONED);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown ?, may sell 2");
        assertThat(market.ordered("site", "W1", Market.SKU, 1)).isEqualTo(Verdict.EXCEEDS_AVAILABLE);
        assertThat(market.claims("amazon").updates()).isEmpty(); // read first
    }

    @Test
    void whatARefusedPoolMayStillShowIsNobodyElsesWhenItIsParted() {
        amazonShowsAPoolOfTen();
        market.damaged(8);
        market.sends("amazon", INVALID); // so it goes on showing ten
        market.becomes(Skus.Sharing.PARTITIONED);
        assertThat(market.told("amazon")).endsWith("may sell 10");
        assertThat(market.ordered("site", "W1", Market.SKU, 1)).isEqualTo(Verdict.EXCEEDS_AVAILABLE);
    }

    private void amazonShowsAPoolOfTen() {
        market.listed("amazon", "A").received(10);
        market.settled("amazon");
        market.becomes(Skus.Sharing.POOL);
        assertThat(market.sends("amazon", ACCEPTED).quantity()).isEqualTo(10);
        seen(10);
    }

    private void bazaarShows(int units) {
        market.listed("bazaar", "B").received(units);
        assertThat(market.sends("bazaar", DONE).quantity()).isEqualTo(units);
    }
}
