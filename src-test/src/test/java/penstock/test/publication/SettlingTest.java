package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.Outcome;
import penstock.core.message.RefusalReason;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;

/** When a number that a channel has taken, and may show at any time, becomes all that the channel can still sell. */
class SettlingTest {

    private static final Outcome ACCEPTED = new Outcome.Pending("ref");
    private static final Outcome UNKNOWN = new Outcome.Unknown("ref", "timeout");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Market market = new Market();

    @AfterEach
    void close() {
        market.close();
    }

    @Test
    void aNumberThatWasSeenIsSettledOnceTheOrdersUpToTheLookAreRead() {
        market.listed("amazon", "A").received(10); // the site's part is 5
        market.sends("amazon", ACCEPTED);
        market.waits(MINUTE);
        market.looks("amazon", 5);
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 5, may sell 5");
        Instant firstLook = market.now();
        market.waits(MINUTE.multipliedBy(2));
        market.looks("amazon", 5);
        assertThat(market.told("amazon")).startsWith("A ACCEPTED"); // nobody has read orders
        market.readsOrders("amazon", firstLook.minusMillis(1));
        market.waits(MINUTE.multipliedBy(4));
        market.looks("amazon", 5);
        assertThat(market.told("amazon")).startsWith("A ACCEPTED"); // one may have been placed just before the look
        market.readsOrders("amazon", firstLook);
        market.waits(Publishing.READ_BACK);
        assertThat(market.looks("amazon", 5)).isTrue(); // because orders were read, not because a wait was over
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 5, may sell 5");
    }

    @Test
    void whatIsSoldAfterTheLookDoesNotHoldItUp() {
        raisedFromFiveToTen();
        market.waits(MINUTE);
        market.looks("amazon", 10);
        Instant look = market.now();
        for (int sale = 1; sale <= 4; sale++) {
            market.waits(MINUTE);
            market.ordered("amazon", "A" + sale, "A", 1); // three are read, and
            market.looks("amazon", 10 - sale - 1); // one more is sold
        }
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 10, may sell 11");
        market.readsOrders("amazon", look);
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 5);
        // it shows five, and one that it has sold is still to be read
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 6, may sell 6");
    }

    @Test
    void whatWasSoldBeforeTheLookIsReadBeforeItIsSettled() {
        raisedFromFiveToTen();
        market.waits(MINUTE);
        Instant sold = market.now();
        market.waits(MINUTE);
        market.looks("amazon", 9); // one was sold
        market.readsOrders("amazon", sold.minusMillis(1));
        market.waits(MINUTE);
        market.looks("amazon", 9);
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 10, may sell 15");
        market.orderedAt(sold, "amazon", "A1", "A", 1);
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 9);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 9, may sell 9");
    }

    @Test
    void aLookTooNearToASaleIsNotCountedOn() {
        raisedFromFiveToTen();
        market.waits(MINUTE);
        market.ordered("amazon", "A1", "A", 1);
        market.waits(Duration.ofSeconds(1));
        market.looks("amazon", 10); // before the sale, or after it and the number came later
        market.readsOrders("amazon");
        market.waits(MINUTE);
        market.looks("amazon", 9);
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 10, may sell 14");
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 9);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 9, may sell 9");
    }

    @Test
    void anOldNumberThatWasSoldDownToTheNewOneIsNotTheNewOne() {
        loweredFromTenToFour();
        market.ordered("amazon", "A1", "A", 6); // of the ten that it still shows
        market.waits(MINUTE);
        market.looks("amazon", 4);
        market.readsOrders("amazon");
        market.waits(MINUTE);
        market.looks("amazon", 4);
        // four are shown, and the four that were sent may still come on top
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 4, may sell 8");
        market.readsOrders("amazon");
        market.waits(MINUTE.multipliedBy(15)); // now they never will
        market.looks("amazon", 4);
        assertThat(market.told("amazon")).isEqualTo("A QUEUED shown 4, may sell 4");
    }

    @Test
    void whoSoldMoreThanTheOldNumberSoldOffTheNewOne() {
        raisedFromFiveToTen();
        market.ordered("amazon", "A1", "A", 8);
        market.waits(MINUTE);
        market.looks("amazon", 2); // of ten; five would be sold out
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 2);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 2, may sell 2");
    }

    @Test
    void aNumberThatUndidASaleIsTheNewOneAllTheSame() {
        raisedFromFiveToTen();
        market.ordered("amazon", "A1", "A", 2); // before the ten took effect
        market.waits(MINUTE);
        market.looks("amazon", 10);
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 10);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 10, may sell 10");
    }

    @Test
    void anOrderThatIsAppliedBetweenTheClaimAndTheLookCounts() {
        loweredFromTenToFour();
        Instant sold = market.now().plusSeconds(1);
        market.waits(MINUTE);
        Claim claim = market.claims("amazon").readBacks().get(0);
        market.publishing.observed(market.sellerId(), claim, 4, market.now());
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        Claim again = market.claims("amazon").readBacks().get(0);
        market.orderedAt(sold, "amazon", "A1", "A", 6); // so the four seen may be what is left of the ten
        market.publishing.observed(market.sellerId(), again, 4, market.now());
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 4, may sell 8");
    }

    @Test
    void aNumberOfUnknownFateCountsUntilItIsTooLateForIt() {
        market.listed("amazon", "A").received(10);
        market.settled("amazon");
        market.received(20);
        market.sends("amazon", UNKNOWN);
        market.waits(MINUTE);
        market.looks("amazon", 5);
        market.readsOrders("amazon");
        market.waits(MINUTE);
        market.looks("amazon", 5);
        assertThat(market.told("amazon")).isEqualTo("A UNKNOWN shown ?, may sell 15"); // 5, and 10 that may come
        market.readsOrders("amazon");
        market.waits(MINUTE.multipliedBy(13));
        market.looks("amazon", 5);
        assertThat(market.told("amazon")).isEqualTo("A QUEUED shown 5, may sell 5");
        assertThat(market.claims("amazon").updates())
                .singleElement()
                .satisfies(claim -> assertThat(claim.quantity()).isEqualTo(10));
    }

    @Test
    void manyLooksInAShortTimeAreNoReasonToGiveUp() {
        raisedFromFiveToTen();
        for (int sale = 1; sale <= 20; sale++) {
            market.ordered("shopify", "S" + sale, "unknown", 1);
            market.received(1); // each has the listing looked at
            market.waits(Duration.ofSeconds(1));
            market.looks("amazon", 5);
        }
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 5);
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 10, may sell 15");
    }

    @Test
    void ofTwoGatewaysTheOneThatWasOvertakenSettlesNothing() {
        raisedFromFiveToTen();
        market.waits(MINUTE);
        market.looks("amazon", 10);
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        Claim slow = market.claims("amazon").readBacks().get(0);
        market.waits(Publishing.CLAIM);
        Claim other = market.claims("amazon").readBacks().get(0);
        market.publishing.observed(market.sellerId(), slow, 10, market.now());
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 10, may sell 15");
        market.publishing.observed(market.sellerId(), other, 10, market.now());
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 10, may sell 10");
    }

    @Test
    void whenASellerIsTakenOverTheClaimsOfTheDeadEndAndWhatTheySentIsReadBack() {
        market.listed("shopify", "S").received(10);
        seen("shopify", 0);
        Claim dead = market.claims("shopify").updates().get(0);
        assertThat(market.claims("shopify").isEmpty()).isTrue();
        market.publishing.endClaims(market.sellerId());
        assertThat(market.claims("shopify").readBacks())
                .extracting(Claim::channelSku)
                .containsExactly("S");
        market.publishing.settle(market.sellerId(), dead, new Outcome.Done("ref")); // it was not dead, only slow
        assertThat(market.told("shopify")).startsWith("S SENT");
    }

    @Test
    void aComparedNumberThatWasLostIsSentAgain() {
        market.listed("shopify", "S").received(10);
        seen("shopify", 0);
        market.sends("shopify", UNKNOWN);
        market.waits(MINUTE);
        seen("shopify", 0); // it never arrived
        assertThat(market.told("shopify")).isEqualTo("S QUEUED shown 0, may sell 5");
        market.sends("shopify", new Outcome.Done("ref"));
        assertThat(market.told("shopify")).isEqualTo("S OBSERVED shown 5, may sell 5");
    }

    @Test
    void aLookThatTookLongIsRepeated() {
        raisedFromFiveToTen();
        market.waits(MINUTE);
        Claim claim = market.claims("amazon").readBacks().get(0);
        Instant asked = market.now();
        market.waits(Duration.ofSeconds(4));
        market.publishing.observed(market.sellerId(), claim, 10, asked, market.now());
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 10); // the first that counts
        assertThat(market.told("amazon")).startsWith("A ACCEPTED shown 10");
    }

    @Test
    void aLookIsNotCountedOnIfUnitsWereGivenBackSince() {
        raisedFromFiveToTen();
        market.waits(MINUTE);
        market.ordered("amazon", "A1", "A", 2);
        market.waits(MINUTE);
        market.looks("amazon", 8);
        market.waits(MINUTE);
        market.ordered("amazon", "A1", new OrderLineSnapshot("1", "A", 2, 2)); // who knows whether it shows ten again
        market.waits(MINUTE);
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 8);
        assertThat(market.told("amazon")).startsWith("A ACCEPTED shown 10");
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 8);
        assertThat(market.told("amazon")).startsWith("A OBSERVED shown 8");
    }

    @Test
    void aLookIsNotCountedOnIfSomethingHasRaisedTheNumberSince() {
        raisedFromFiveToTen();
        market.waits(MINUTE);
        market.looks("amazon", 10);
        market.waits(MINUTE);
        market.ordered("amazon", "A1", "A", 2);
        market.readsOrders("amazon");
        market.waits(MINUTE);
        market.looks("amazon", 10); // eight are left of what was seen
        assertThat(market.told("amazon")).startsWith("A ACCEPTED shown 10");
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 10);
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 10, may sell 10");
    }

    @Test
    void whatAComparingChannelShowsIsNotBelievedBeforeTheOrdersUpToTheLookAreRead() {
        market.listed("shopify", "S").received(10);
        seen("shopify", 0);
        market.sends("shopify", new Outcome.Done("ref"));
        market.received(10);
        Instant sold = market.now();
        market.waits(MINUTE);
        market.sends("shopify", new Outcome.Refused(RefusalReason.STALE, "it shows 3"));
        market.looks("shopify", 3); // two were sold
        market.waits(MINUTE);
        assertThat(market.claims("shopify").updates()).isEmpty();
        assertThat(market.told("shopify")).isEqualTo("S QUEUED shown ?, may sell 5");
        market.orderedAt(sold, "shopify", "S1", "S", 2);
        market.readsOrders("shopify");
        market.waits(Publishing.CLAIM);
        market.looks("shopify", 3);
        assertThat(market.told("shopify")).isEqualTo("S QUEUED shown 3, may sell 3");
        assertThat(market.sends("shopify", new Outcome.Done("ref")).quantity()).isEqualTo(9);
        assertThat(market.told("shopify")).isEqualTo("S OBSERVED shown 9, may sell 9"); // the two do not count again
    }

    /** Sees that number, and once more when the orders up to then have been read. */
    private void seen(String account, int number) {
        market.looks(account, number);
        market.readsOrders(account);
        market.waits(Publishing.READ_BACK);
        market.looks(account, number);
    }

    private void raisedFromFiveToTen() {
        market.listed("amazon", "A").received(10);
        market.settled("amazon");
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 5, may sell 5");
        market.received(20); // its part is 15, but the site's is left alone while old and new number count
        market.sends("amazon", ACCEPTED);
        assertThat(market.told("amazon")).isEqualTo("A ACCEPTED shown 10, may sell 15");
        assertThat(market.ordered("site", "W1", Market.SKU, 16)).isEqualTo(Verdict.EXCEEDS_AVAILABLE);
        assertThat(market.ordered("site", "W2", Market.SKU, 15)).isEqualTo(Verdict.CREATED);
    }

    private void loweredFromTenToFour() {
        market.listed("amazon", "A").received(20);
        market.settled("amazon");
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 10, may sell 10");
        market.damaged(11);
        Claim claim = market.sends("amazon", ACCEPTED);
        assertThat(claim.quantity()).isEqualTo(4);
    }
}
