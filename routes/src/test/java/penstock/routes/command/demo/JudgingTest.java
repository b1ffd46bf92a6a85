package penstock.routes.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import penstock.routes.command.demo.DemoSeller.Front;
import tools.jackson.databind.JsonNode;

class JudgingTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");
    private static final Front SHOP = new Front("shopify weir", "7", "shopify/weir");

    /** A demo in which all is well: one order of two units, shipped; eight of ten shown. */
    private boolean partitioned = true;

    private List<String> unsettled = List.of();
    private List<Seen.Order> orders = new ArrayList<>(List.of(order("100", "gid://shopify/Order/41", 2)));
    private List<Evidence.Sold> sold = new ArrayList<>(List.of(new Evidence.Sold("shopify/weir", "41", 2, 0, 2)));
    private List<Seen.Posting> postings = new ArrayList<>(List.of(posting("available", "reserved", 2)));
    private int shown = 8;
    private List<Shorts.Short> shorts = List.of();
    private final List<Truth.Sale> sales = List.of(new Truth.Sale("shopify/weir", "41", "GATE-S", 2, NOON));
    private List<Evidence.Broken> invariants =
            List.of(new Evidence.Broken(2, "no balance is below zero", 0, List.of()));
    private List<String> repeats = List.of();
    private Map<String, Instant> cancels = Map.of();
    private List<Seen.Parcel> parcels = List.of(new Seen.Parcel(NOON, "CONFIRMED"));
    private int forged;

    @Test
    void aDemoInWhichAllIsWellIsFine() {
        assertThat(told()).isEqualTo("fine, beyond 0, twice 0");
    }

    @Test
    void anOrderThatIsMissingIsNamed() {
        orders.clear();
        shown = 10; // of which nobody took any, as far as is known
        assertThat(told()).isEqualTo("beyond 0, twice 0: shopify/weir order 41 is here 0 times");
    }

    @Test
    void anOrderThatIsHereTwiceIsNamed() {
        orders.add(order("101", "41", 2));
        assertThat(told()).isEqualTo("beyond 0, twice 0: shopify/weir order 41 is here 2 times");
    }

    @Test
    void anOrderThatNobodyPlacedIsNamed() {
        sold.clear();
        assertThat(told())
                .isEqualTo("beyond 0, twice 0: an order is here that the channel does not have: shopify/weir 41");
    }

    @Test
    void otherQuantitiesAreTold() {
        sold.set(0, new Evidence.Sold("shopify/weir", "41", 3, 1, 2));
        assertThat(told())
                .isEqualTo("beyond 0, twice 0: shopify/weir order 41: ordered 3, cancelled 1, shipped 2 there;"
                        + " ordered 2, cancelled 0, shipped 2 here");
    }

    @Test
    void aNumberThatIsNotWhatPenstockBelievesIsTold() {
        shown = 9;
        assertThat(told())
                .isEqualTo("beyond 0, twice 0: shopify weir shows 9 of GATE-S, Penstock takes it to show 8 to 8");
    }

    @Test
    void whatAChannelDidNotPutBackIsNoDifference() {
        postings.add(posting("reserved", "available", 1));
        assertThat(told()).isEqualTo("fine, beyond 0, twice 0");
        shown = 9;
        assertThat(told()).isEqualTo("fine, beyond 0, twice 0");
        shown = 7;
        assertThat(told())
                .isEqualTo("beyond 0, twice 0: shopify weir shows 7 of GATE-S, Penstock takes it to show 8 to 9");
    }

    @Test
    void shortUnitsOfPartitionedSkusAreAFault() {
        shorts = List.of(new Shorts.Short("100", "41", "7", 1, "GATE-S", 2));
        assertThat(told())
                .isEqualTo("beyond 0, twice 2: 2 units were sold twice though each channel has its share: 41 GATE-S 2");
    }

    @Test
    void shortUnitsOfAPoolAreShownAsTheyAre() {
        partitioned = false;
        shorts = List.of(new Shorts.Short("100", "41", "7", 1, "GATE-S", 2));
        assertThat(told()).isEqualTo("fine, beyond 0, twice 2");
    }

    @Test
    void whatWasLostOutsideWasNotSoldTwice() {
        shorts = List.of(new Shorts.Short("100", "41", "7", 1, "GATE-S", 2));
        postings.add(new Seen.Posting(9, "GATE-S", "WH1/available", "outside/adjustment", 1, "FEED", "5", NOON));
        assertThat(told())
                .isEqualTo("beyond 0, twice 1: 1 units were sold twice though each channel has its share: 41 GATE-S 2");
    }

    @Test
    void aLossThatCameTooEarlyOrTooLateExplainsNothing() {
        shorts = List.of(new Shorts.Short("100", "41", "7", 1, "GATE-S", 2));
        postings.add(loss("available", NOON.minusSeconds(3)));
        postings.add(loss("available", NOON.plusSeconds(3)));
        assertThat(told()).startsWith("beyond 0, twice 2:");
        postings.add(loss("available", NOON.minusSeconds(1)));
        assertThat(told()).startsWith("beyond 0, twice 1:");
    }

    @Test
    void promisedUnitsThatVanishLeaveALineShortWheneverTheyVanish() {
        shorts = List.of(new Shorts.Short("100", "41", "7", 1, "GATE-S", 2));
        postings.add(loss("reserved", NOON.minusSeconds(1))); // of some other order
        assertThat(told()).startsWith("beyond 0, twice 2:");
        postings.add(loss("reserved", NOON.plusSeconds(60)));
        assertThat(told()).startsWith("beyond 0, twice 1:");
    }

    @Test
    void aParcelThatLeftBeforeItsOrderWasCancelledThereIsNobodysFault() {
        sold.set(0, new Evidence.Sold("shopify/weir", "41", 2, 2, 0));
        parcels = List.of(new Seen.Parcel(NOON, "REFUSED"));
        cancels = Map.of("shopify/weir 41", NOON.minusSeconds(1)); // in the window: it could not be known
        assertThat(told()).isEqualTo("fine, beyond 0, twice 0");
        cancels = Map.of("shopify/weir 41", NOON.minusSeconds(3));
        assertThat(told()).contains("cancelled 2, shipped 0 there", "confirmation is REFUSED");
    }

    @Test
    void aBrokenInvariantIsTold() {
        invariants = List.of(
                new Evidence.Broken(3, "what is reserved is what open reservations say", 2, List.of("SKU 1: 4, not 5")),
                new Evidence.Broken(7, "positions never go back", 1, List.of("listing 1")));
        assertThat(told())
                .isEqualTo("beyond 2, twice 0:"
                        + " invariant 3 is broken 2 times (what is reserved is what open reservations say): SKU 1: 4, not 5,"
                        + " invariant 7 is broken 1 times (positions never go back): listing 1");
    }

    @Test
    void whatDidNotComeToRestIsTold() {
        unsettled = List.of("3 orders to be read");
        assertThat(told()).isEqualTo("beyond 0, twice 0: it did not come to rest: 3 orders to be read");
    }

    @Test
    void repeatsForgeriesAndUntoldParcelsAreTold() {
        repeats = List.of("a parcel was confirmed twice: 41");
        forged = 1;
        parcels = List.of(new Seen.Parcel(NOON, "CONFIRMED"), new Seen.Parcel(NOON, "REFUSED"));
        assertThat(told())
                .isEqualTo(
                        "beyond 0, twice 0: a parcel was confirmed twice: 41,"
                                + " 1 messages to the own site were not signed rightly, order 41: a parcel's confirmation is REFUSED");
    }

    @Test
    void theOraclesRepeatsAreFound() {
        JsonNode oracle = JsonCalls.JSON.readTree("""
                {"report": {"duplicateConfirmations": [{"orderId": "41"}],
                            "confirmations": [{"orderId": "42", "accepted": 2}, {"orderId": "43", "accepted": 1}],
                            "providerOrders": [{"id": "P-1", "steps": ["CREATED", "SHIPPED"]},
                                               {"id": "P-2", "steps": ["CREATED", "CREATED"]}]},
                 "quotaBreaches": ["searchOrders"]}
                """);
        assertThat(Evidence.repeats(oracle))
                .containsExactly(
                        "a parcel was confirmed twice: 41",
                        "a parcel was confirmed twice: 42",
                        "a provider's order was created twice: P-2",
                        "beyond a published limit: \"searchOrders\"");
    }

    private String told() {
        Sighting sighting = new Sighting(
                NOON,
                orders,
                List.of(new Seen.Listing(
                        "1", "7", "GATE-S", "GATE-S", "OBSERVED", Optional.of(10), 0, Optional.empty(), "")),
                List.of(),
                List.of(),
                Map.of("GATE-S", postings),
                Map.of("shopify/weir", Map.of("GATE-S", shown)),
                sales,
                cancels);
        Verdict verdict = Judging.judge(new Evidence(
                partitioned,
                List.of(SHOP),
                unsettled,
                sighting,
                sold,
                shorts,
                invariants,
                repeats,
                Map.of(orders.isEmpty() ? "41" : orders.get(0).channelOrderId(), parcels),
                Duration.ofSeconds(2),
                Duration.ofSeconds(10),
                forged));
        String numbers = "beyond %d, twice %d".formatted(verdict.reservedBeyondStock(), verdict.soldTwice());
        return verdict.isFine() ? "fine, " + numbers : numbers + ": " + String.join(", ", verdict.wrong());
    }

    private static Seen.Order order(String id, String channelOrderId, int shipped) {
        return new Seen.Order(
                id,
                "7",
                channelOrderId,
                "CONFIRMED",
                List.of(new Seen.Line(1, "1", "GATE-S", 2, 2 - shipped, shipped, 0, 0)));
    }

    private static Seen.Posting loss(String from, Instant at) {
        return new Seen.Posting(9, "GATE-S", "WH1/" + from, "outside/adjustment", 1, "FEED", "5", at);
    }

    private static Seen.Posting posting(String from, String to, int quantity) {
        return new Seen.Posting(5, "GATE-S", "WH1/" + from, "WH1/" + to, quantity, "ORDER", "100", NOON);
    }
}
