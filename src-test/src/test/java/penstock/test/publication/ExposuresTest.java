package penstock.test.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Reply.Verdict;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.Outcome;
import penstock.core.publication.Publishing;

/** What channels may still sell, and what of it the own site may not promise. */
class ExposuresTest {

    private final Market market = new Market();

    @AfterEach
    void close() {
        market.close();
    }

    @Test
    void theOwnSiteHasNoExposureAndSellsWhatNobodyElseMay() {
        market.listed("amazon", "A").listed("site", Market.SKU).received(10);
        market.settled("amazon");
        market.write("update publication set exposure = 5 where account_id = " + market.account("site"));
        assertThat(market.told("site")).endsWith("may sell nothing of ours");
        assertThat(market.ordered("site", "W1", Market.SKU, 6)).isEqualTo(Verdict.EXCEEDS_AVAILABLE);
        assertThat(market.ordered("site", "W2", Market.SKU, 5)).isEqualTo(Verdict.CREATED);
        assertThat(market.ordered("site", "W3", Market.SKU, 1)).isEqualTo(Verdict.EXCEEDS_AVAILABLE);
        assertThat(market.ordered("amazon", "A1", "A", 5)).isEqualTo(Verdict.CREATED); // its five were kept for it
    }

    @Test
    void aListingThatIsTakenOverMaySellWhatItShowsUntilItIsKnownToShowLess() {
        market.received(10).found("amazon", "A");
        assertThat(market.claims("amazon").updates())
                .as("it is read before it is told anything")
                .isEmpty();
        market.waits(Publishing.CLAIM);
        market.looks("amazon", 50);
        market.readsOrders("amazon");
        market.waits(Publishing.READ_BACK);
        market.looks("amazon", 50);
        assertThat(market.told("amazon")).endsWith("shown 50, may sell 50");
        assertThat(market.ordered("site", "W1", Market.SKU, 1)).isEqualTo(Verdict.EXCEEDS_AVAILABLE);
        assertThat(market.sends("amazon", new Outcome.Pending("ref")).quantity())
                .isEqualTo(5);
    }

    @Test
    void aNumberThatIsNotEnforcedKeepsNothingBack() {
        market.listed("bazaar", "B").listed("amazon", "A").received(10);
        market.sends("bazaar", new Outcome.Done("ref"));
        assertThat(market.told("bazaar")).isEqualTo("B OBSERVED shown 10, may sell nothing of ours");
        market.settled("amazon");
        assertThat(market.told("amazon")).isEqualTo("A OBSERVED shown 5, may sell 5");
        assertThat(market.ordered("site", "W1", Market.SKU, 5)).isEqualTo(Verdict.CREATED);
    }

    @Test
    void anOrderDrainsTheListingItWasPlacedThrough() {
        twoListings();
        market.ordered("amazon", "A1", "A2", 2);
        assertThat(market.told("amazon")).isEqualTo("""
                A1 OBSERVED shown 4, may sell 4
                A2 OBSERVED shown 4, may sell 2""");
        market.write("update publication p set exposed_from = s.head from seller s where s.seller_id = p.seller_id"
                + " and p.seller_id = " + market.sellerId());
        market.ordered("amazon", "A1", new OrderLineSnapshot("1", "A2", 2, 2)); // which gives back to that one alone
        assertThat(market.told("amazon")).isEqualTo("""
                A1 OBSERVED shown 4, may sell 4
                A2 OBSERVED shown 4, may sell 6""");
    }

    @Test
    void anOrderThroughTwoListingsDrainsEachByItsOwn() {
        twoListings();
        market.ordered("amazon", "A1", new OrderLineSnapshot("1", "A1", 3, 0), new OrderLineSnapshot("2", "A2", 1, 0));
        assertThat(market.told("amazon")).isEqualTo("""
                A1 OBSERVED shown 4, may sell 1
                A2 OBSERVED shown 4, may sell 3""");
        market.ordered("amazon", "A1", new OrderLineSnapshot("1", "A1", 3, 3), new OrderLineSnapshot("2", "A2", 1, 0));
        assertThat(market.told("amazon")).isEqualTo("""
                A1 OBSERVED shown 4, may sell 4
                A2 OBSERVED shown 4, may sell 3""");
    }

    private void twoListings() {
        market.listed("amazon", "A1").listed("amazon", "A2").received(12);
        market.settled("amazon");
        assertThat(market.told("amazon")).isEqualTo("""
                A1 OBSERVED shown 4, may sell 4
                A2 OBSERVED shown 4, may sell 4""");
    }
}
