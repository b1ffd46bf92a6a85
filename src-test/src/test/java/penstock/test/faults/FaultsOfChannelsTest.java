package penstock.test.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import penstock.core.catalogue.Accounts.State;
import penstock.core.ledger.MoveStock;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.core.publication.MassZero;
import penstock.core.publication.ZeroGuard;
import penstock.sandbox.amazon.AmazonSeller;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.shopify.ShopifyShop;
import penstock.test.TestDatabase;

class FaultsOfChannelsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration SHORT = Duration.ofSeconds(5);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final String WRITE = "patchListingsItem";
    private static final String LOOK = "getListingsItem";

    private final Rig rig = new Rig();

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aStormOfHalfAnHourIsOnlyProbedAndLeavesOneNumberAListingToTell() {
        AmazonSeller seller = rig.amazon("S1", "LAMP", "VASE");
        rig.receive(10);
        rig.passes(MINUTE, TEN);
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 10, "VASE", 10));

        rig.strikes(0, "amazon", "*", FaultKind.UNAVAILABLE, Duration.ZERO);
        long before = rig.requests("amazon", "*");
        rig.passes(MINUTE.multipliedBy(30), MINUTE, () -> rig.receive(1));

        assertThat(rig.requests("amazon", "*") - before).isBetween(10L, 10L + 2 * 60 + 2);
        assertThat(rig.account("S1").failingSince()).isPresent();
        assertThat(rig.account("S1").state()).isEqualTo(State.ACTIVE);
        assertThat(rig.queued()).isEqualTo(2);

        rig.sandbox.faults().clear();
        rig.passes(MINUTE.multipliedBy(3), TEN);
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 40, "VASE", 40));
        assertThat(rig.account("S1").failingSince()).isEmpty();
        assertThat(rig.queued()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"SERVER_ERROR", "UNAVAILABLE", "DROP_BEFORE", "DROP_AFTER", "GARBAGE"})
    void afterAWriteOfUnknownFateNothingIsSentBeforeTheChannelHasBeenRead(FaultKind kind) {
        AmazonSeller seller = rig.amazon("S1", "LAMP");
        rig.receive(10);
        rig.passes(MINUTE, SHORT);
        long written = rig.requests("amazon", WRITE);

        rig.strikes(1, "amazon", WRITE, kind, Duration.ZERO);
        rig.strikes(4, "amazon", LOOK, FaultKind.SERVER_ERROR, Duration.ZERO);
        rig.receive(5);
        rig.round();
        long looked = rig.requests("amazon", LOOK);
        assertThat(rig.told("S1", "LAMP")).startsWith("UNKNOWN ?");
        while (rig.requests("amazon", LOOK) < looked + 4) {
            assertThat(rig.requests("amazon", WRITE)).isEqualTo(written + 1);
            rig.passes(SHORT, SHORT);
        }
        rig.passes(MINUTE.multipliedBy(3), SHORT);
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 15));
        assertThat(rig.told("S1", "LAMP")).isEqualTo("OBSERVED 15");
    }

    @Test
    void whatIsAcceptedAndShownMinutesLaterIsPublishedWhenItIsSeen() {
        AmazonSeller seller = rig.amazon("S1", "LAMP");
        rig.strikes(1, "amazon", WRITE, FaultKind.APPLIES_LATE, MINUTE.multipliedBy(5));
        rig.receive(10);
        rig.passes(MINUTE.multipliedBy(4), SHORT);
        assertThat(rig.told("S1", "LAMP")).startsWith("ACCEPTED");
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 0));

        rig.passes(MINUTE.multipliedBy(10), SHORT);
        assertThat(rig.told("S1", "LAMP")).isEqualTo("OBSERVED 10");
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 10));
        assertThat(rig.requests("amazon", WRITE)).isEqualTo(1);
    }

    @Test
    void whatIsAcceptedAndNeverShownIsSentAgain() {
        AmazonSeller seller = rig.amazon("S1", "LAMP");
        rig.strikes(1, "amazon", WRITE, FaultKind.APPLIES_LATE, Duration.ofDays(2));
        rig.receive(10);
        rig.passes(MINUTE.multipliedBy(14), SHORT);
        assertThat(rig.told("S1", "LAMP")).startsWith("ACCEPTED");

        rig.passes(MINUTE.multipliedBy(12), SHORT);
        assertThat(rig.told("S1", "LAMP")).isEqualTo("OBSERVED 10");
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 10));
        assertThat(rig.requests("amazon", WRITE)).isEqualTo(2);
    }

    /** The thirteenth of twenty is the first that the channel does not let in. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aGrantThatEndsAmongTwentyNumbersHoldsUpThoseThatAreLeftAndNoOtherAccount(boolean revoked) throws IOException {
        try (PretendAmazon amazon = new PretendAmazon(13, revoked)) {
            rig.connectAmazon("P1", amazon.address(), "P1");
            List<String> codes =
                    IntStream.rangeClosed(1, 20).mapToObj("T%02d"::formatted).toList();
            codes.forEach(code -> rig.listed("P1", code, "", ""));
            AmazonSeller other = rig.amazon("S1", "LAMP");
            rig.receive(10);
            rig.passes(TEN, SECOND);
            rig.passes(MINUTE, TEN);

            assertThat(other.shown()).isEqualTo(Map.of("LAMP", 10));
            if (revoked) {
                assertThat(amazon.patched).hasSize(12);
                assertThat(rig.account("P1").state()).isEqualTo(State.NEEDS_ATTENTION);
                assertThat(rig.account("P1").stateReason()).contains("credentials");
                assertThat(amazon.tokenRequests())
                        .as("one for the first, one that is refused")
                        .isEqualTo(2);
                amazon.grant();
                rig.accounts.changeSecrets(
                        rig.sellerId,
                        rig.key("P1").accountId(),
                        Map.of("client_id", "c", "client_secret", "s", "refresh_token", "new"));
                rig.passes(MINUTE.multipliedBy(2), TEN);
            }
            assertThat(amazon.patched).containsExactlyInAnyOrderElementsOf(codes); // each once
            assertThat(amazon.shown().values()).containsOnly(10);
            assertThat(rig.account("P1").state()).isEqualTo(State.ACTIVE);
        }
    }

    @Test
    void ofTwentyFiveListingsTheTwoThatAreGoneAreRejectedAndNotAskedForAgain() {
        List<String> codes =
                IntStream.rangeClosed(1, 25).mapToObj("T%02d"::formatted).toList();
        List<String> there = codes.stream()
                .filter(code -> !code.equals("T03") && !code.equals("T17"))
                .toList();
        ShopifyShop shop = rig.shopify("weir", there.toArray(String[]::new));
        for (String gone : List.of("T03", "T17")) {
            rig.listed("weir", gone, "gid://shopify/InventoryItem/1", "");
        }
        rig.receive(10);
        rig.passes(MINUTE, SHORT);

        assertThat(shop.shown()).isEqualTo(there.stream().collect(Collectors.toMap(code -> code, code -> 10)));
        assertThat(rig.told("weir", "T03")).startsWith("REJECTED ? NOT_FOUND");
        assertThat(rig.told("weir", "T17")).startsWith("REJECTED ? NOT_FOUND");

        long requests = rig.requests("shopify", "*");
        rig.passes(MINUTE.multipliedBy(20), MINUTE, () -> rig.move(MoveStock.Kind.RECEIVE, "T03", 1));
        assertThat(rig.requests("shopify", "*")).isEqualTo(requests);
        rig.move(MoveStock.Kind.RECEIVE, "T04", 1);
        rig.passes(MINUTE, SHORT);
        assertThat(shop.shown()).containsEntry("T04", 11);
    }

    @Test
    void whatMovesWhileANumberIsOnItsWayIsToldByTheNext() {
        AmazonSeller seller = rig.amazon("S1", "LAMP");
        rig.receive(10);
        rig.publishing.followLedger(rig.sellerId);
        Claim claim = rig.publishing
                .claim(rig.sellerId, rig.key("S1").accountId(), 1, 1)
                .updates()
                .get(0);
        rig.move(MoveStock.Kind.DAMAGE, "LAMP", 4);
        rig.publishing.followLedger(rig.sellerId);
        assertThat(rig.publishing
                        .claim(rig.sellerId, rig.key("S1").accountId(), 1, 1)
                        .isEmpty())
                .as("one write of a listing at a time")
                .isTrue();
        rig.publishing.settle(rig.sellerId, claim, new Outcome.NotSent(SECOND, "not now"));
        assertThat(claim.quantity()).isEqualTo(10);

        rig.passes(MINUTE, SHORT);
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 6));
        assertThat(rig.requests("amazon", WRITE)).isEqualTo(1);
    }

    /** The first number is lost on its way, the second is seen, and then the first arrives. */
    @Test
    void aNumberThatArrivesAfterALaterOneIsFoundAndPutRight() {
        AmazonSeller seller = rig.amazon("S1", "LAMP");
        rig.strikes(1, "amazon", WRITE, FaultKind.ARRIVES_LATE, MINUTE.multipliedBy(5));
        rig.receive(10);
        rig.round();
        assertThat(rig.requests("amazon", WRITE))
                .as("read back at once, and sent again")
                .isEqualTo(2);
        rig.move(MoveStock.Kind.DAMAGE, "LAMP", 7);
        rig.passes(MINUTE.multipliedBy(2), SHORT);
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 3));

        rig.passes(MINUTE.multipliedBy(4), SHORT);
        assertThat(seller.shown()).as("the fault has struck").isEqualTo(Map.of("LAMP", 10));
        rig.passes(MINUTE.multipliedBy(12), SHORT);
        assertThat(seller.shown()).isEqualTo(Map.of("LAMP", 3));
        assertThat(rig.told("S1", "LAMP")).isEqualTo("OBSERVED 3");
    }

    @Test
    void aNumberThatAPersonChangedAtTheChannelIsPutBackWhenTheChannelSaysSo() {
        ShopifyShop shop = rig.shopify("weir", "LAMP");
        rig.receive(10);
        rig.passes(MINUTE, SHORT);
        rig.sandbox.shopify().recount("weir", "LAMP", Optional.empty(), 90);
        rig.publishing.told(rig.sellerId, rig.key("weir").accountId(), "LAMP", 90, rig.clock.instant());
        rig.passes(MINUTE, SHORT);
        assertThat(shop.shown()).isEqualTo(Map.of("LAMP", 10));
    }

    @Test
    void aMistakeThatTakesHalfOfTheListingsToNothingIsNotToldUntilAPersonLetsIt() {
        ShopifyShop shop = rig.shopify("weir", "T1", "T2", "T3", "T4", "T5", "T6");
        rig.receive(10);
        rig.passes(MINUTE, TEN);
        ZeroGuard guard = new ZeroGuard(TestDatabase.database(), rig.clock);
        guard.put(rig.sellerId, rig.key("weir").accountId(), new MassZero(30, 3));

        List.of("T1", "T2", "T3").forEach(code -> rig.move(MoveStock.Kind.DAMAGE, code, 10));
        rig.move(MoveStock.Kind.DAMAGE, "T4", 2);
        rig.passes(MINUTE, TEN);
        assertThat(shop.shown()).isEqualTo(Map.of("T1", 10, "T2", 10, "T3", 10, "T4", 8, "T5", 10, "T6", 10));
        assertThat(guard.find(rig.sellerId, rig.key("weir").accountId()).why()).isPresent();

        guard.decide(rig.sellerId, rig.key("weir").accountId(), true, "a test");
        rig.passes(MINUTE, TEN);
        assertThat(shop.shown()).isEqualTo(Map.of("T1", 0, "T2", 0, "T3", 0, "T4", 8, "T5", 10, "T6", 10));
    }

    @Test
    void aChannelIsNeverAskedForMoreThanItsQuota() {
        List<String> codes =
                IntStream.rangeClosed(1, 8).mapToObj("T%02d"::formatted).toList();
        AmazonSeller seller = rig.amazon("S1", codes.toArray(String[]::new));
        rig.receive(10);
        rig.passes(SECOND.multipliedBy(2), Duration.ofMillis(200));

        assertThat(rig.requests("amazon", WRITE)).as("with a burst of five").isEqualTo(8);
        assertThat(rig.sandbox.audit().refusals()).isEmpty();
        rig.passes(MINUTE, TEN);
        assertThat(seller.shown().values()).containsOnly(10);
        assertThat(rig.sandbox.audit().refusals()).isEmpty();
    }
}
