package penstock.test.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.Conversation;
import penstock.core.message.FulfilmentRequest;
import penstock.core.message.Outcome;
import penstock.core.message.ProviderUpdate;
import penstock.core.message.Recipient;
import penstock.core.message.ShownQuantity;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.oracle.Report;

/** Amazon as the one who ships: orders of ours and stock of ours, as the sandbox serves them. */
class AmazonMcfContractTest {

    private static final Duration SHORT = Duration.ofSeconds(2);

    private static final Recipient BUYER = new Recipient(
            "Ada Weir",
            "1 Mill Lane",
            Optional.empty(),
            "Seattle",
            Optional.of("WA"),
            "98101",
            "US",
            Optional.empty(),
            Optional.empty());

    @Test
    void aPreviewSaysWhatCannotBeShipped() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            assertThat(s1.mcfTalk.result(s1.mcf.preview(request(s1, "F-1", 5))).fulfillable())
                    .isTrue();
            assertThat(s1.mcfTalk.result(s1.mcf.preview(request(s1, "F-1", 6))).reasons())
                    .containsExactly("FBA: NotEnoughInventory");
        }
    }

    @Test
    void anOrderIsTakenWorkedOnAndShippedInAParcel() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            assertThat(s1.mcfTalk.outcome(s1.mcf.create(request(s1, "F-1", 2)))).isInstanceOf(Outcome.Done.class);
            assertThat(state(s1, "F-1")).isEqualTo("ACCEPTED");
            s1.time.advance(Duration.ofMinutes(20));
            assertThat(state(s1, "F-1")).isEqualTo("ACCEPTED");
            s1.time.advance(Duration.ofMinutes(45));
            assertThat(state(s1, "F-1")).isEqualTo("COMPLETE 1x2");
            assertThat(update(s1, "F-1").packages().get(0).trackingNumber()).startsWith("TBA");
        }
    }

    @Test
    void anIdIsTakenOnce() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.mcfTalk.outcome(s1.mcf.create(request(s1, "F-1", 2)));

            assertThat(Settling.word(s1.mcfTalk.outcome(s1.mcf.create(request(s1, "F-1", 2)))))
                    .isEqualTo("Refused ALREADY_DONE");
            assertThat(created(s1)).isEqualTo(1);
            assertThat(stock(s1, "FBA")).isEqualTo("FBA 3\n");
        }
    }

    @Test
    void anOrderIsCancelledUntilItIsWorkedOn() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.mcfTalk.outcome(s1.mcf.create(request(s1, "F-1", 2)));
            s1.mcfTalk.outcome(s1.mcf.create(request(s1, "F-2", 1)));
            s1.time.advance(Duration.ofMinutes(6));

            assertThat(s1.mcfTalk.outcome(s1.mcf.cancel("F-1"))).isInstanceOf(Outcome.Done.class);
            assertThat(state(s1, "F-1")).isEqualTo("CANCELLED");
            assertThat(stock(s1, "FBA")).isEqualTo("FBA 4\n");
            s1.time.advance(Duration.ofMinutes(10));
            assertThat(Settling.word(s1.mcfTalk.outcome(s1.mcf.cancel("F-2")))).isEqualTo("Refused INVALID");
            assertThat(Settling.word(s1.mcfTalk.outcome(s1.mcf.cancel("F-3")))).isEqualTo("Refused NOT_FOUND");
            assertThat(s1.mcfTalk.result(s1.mcf.find("F-3", s1.time.now()))).isEmpty();
        }
    }

    @Test
    void anOrderBeyondAmazonsStockIsRefusedAfterwardsAndTakesNothing() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            assertThat(s1.mcfTalk.outcome(s1.mcf.create(request(s1, "F-1", 6)))).isInstanceOf(Outcome.Done.class);
            s1.time.advance(Duration.ofMinutes(6));

            assertThat(state(s1, "F-1")).isEqualTo("REFUSED");
            assertThat(stock(s1, "FBA")).isEqualTo("FBA 5\n");
        }
    }

    @Test
    void stockIsWhatAmazonCanShipOfAnyNumberOfSkus() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            List<String> skus = new ArrayList<>(List.of("FBA", "LAMP", "NONE"));
            for (int i = 0; i < 60; i++) {
                s1.seller.list("F" + i, "Stool", "1.00", false, 0, Optional.of(i));
                skus.add("F" + i);
            }
            assertThat(s1.mcfTalk.result(s1.mcf.stock(skus, s1.time.now())))
                    .hasSize(63)
                    .contains(
                            new ShownQuantity("LAMP", "", 0, s1.time.now()),
                            new ShownQuantity("NONE", "", 0, s1.time.now()),
                            new ShownQuantity("FBA", "", 5, s1.time.now()),
                            new ShownQuantity("F59", "", 59, s1.time.now()));
        }
    }

    @Test
    void aSkuIsAskedForByItself() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.seller.list("A,B", "Stool", "1.00", false, 0, Optional.of(7));
            s1.seller.list("A", "Stool", "1.00", false, 0, Optional.of(8));
            // were all asked for, their pages would break the burst of two
            for (int i = 0; i < 120; i++) {
                s1.seller.list("F" + i, "Stool", "1.00", false, 0, Optional.of(i));
            }

            assertThat(stock(s1, "A,B")).isEqualTo("A,B 7\n");
            assertThat(stock(s1, "A")).isEqualTo("A 8\n");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = Settling.UNDER_EVERY_FAULT)
    void underEveryFaultAnOrderIsCreatedOnceAndCancelledOnce(FaultKind kind, String steps) {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.fault("createFulfillmentOrder", kind, Duration.ofSeconds(20));
            assertThat(new Settling(s1.mcfTalk.patient(SHORT), s1.time)
                            .settle(() -> s1.mcf.create(request(s1, "F-1", 2)), () -> is(s1, "F-1", "ACCEPTED")))
                    .isEqualTo(steps);
            assertThat(created(s1)).isEqualTo(1);

            s1.fault("cancelFulfillmentOrder", kind, Duration.ofSeconds(20));
            assertThat(new Settling(s1.mcfTalk.patient(SHORT), s1.time)
                            .settle(() -> s1.mcf.cancel("F-1"), () -> is(s1, "F-1", "CANCELLED")))
                    .isEqualTo(steps);
            assertThat(stock(s1, "FBA")).isEqualTo("FBA 5\n");
        }
    }

    @Test
    void anOrderThatArrivesAfterItsRepeatIsOneOrder() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.fault("createFulfillmentOrder", FaultKind.ARRIVES_LATE, Duration.ofMinutes(3));
            String went = new Settling(s1.mcfTalk, s1.time)
                    .settle(() -> s1.mcf.create(request(s1, "F-1", 2)), () -> is(s1, "F-1", "ACCEPTED"));
            s1.time.advance(Duration.ofMinutes(4));

            assertThat(went).isEqualTo("Unknown, NotSent, Done");
            assertThat(created(s1)).isEqualTo(1);
            assertThat(stock(s1, "FBA")).isEqualTo("FBA 3\n");
        }
    }

    private static FulfilmentRequest request(AmazonAccount s1, String id, int units) {
        return new FulfilmentRequest(
                id, "#1001", s1.time.now(), BUYER, List.of(new FulfilmentRequest.Line(1, "FBA", units)));
    }

    private static Conversation<Outcome> is(AmazonAccount s1, String id, String state) {
        return s1.mcf
                .find(id, s1.time.now())
                .then(found -> Conversation.done(
                        found.isPresent() && state(s1, id).equals(state)
                                ? new Outcome.Done(id)
                                : new Outcome.NotSent(Duration.ZERO, "not there")));
    }

    private static ProviderUpdate update(AmazonAccount s1, String id) {
        return (ProviderUpdate) ShopifyAccount.understood(s1.mcf.translate(
                        s1.mcfTalk.result(s1.mcf.find(id, s1.time.now())).orElseThrow()))
                .get(0);
    }

    /** The status, then each package's lines as number x units. */
    private static String state(AmazonAccount s1, String id) {
        ProviderUpdate update = update(s1, id);
        return update.status()
                + update.packages().stream()
                        .flatMap(parcel -> parcel.lines().stream())
                        .map(line -> " " + line.lineNo() + "x" + line.quantity())
                        .collect(Collectors.joining());
    }

    private static long created(AmazonAccount s1) {
        return s1.sandbox.oracle().report().providerOrders().stream()
                .mapToLong(Report.Provided::created)
                .sum();
    }

    private static String stock(AmazonAccount s1, String sku) {
        s1.time.advance(Duration.ofSeconds(1));
        return s1.mcfTalk.result(s1.mcf.stock(List.of(sku), s1.time.now())).stream()
                .map(shown -> shown.channelSku() + " " + shown.quantity() + "\n")
                .collect(Collectors.joining());
    }
}
