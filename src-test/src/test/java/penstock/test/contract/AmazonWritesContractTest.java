package penstock.test.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.contract.AmazonAccount.lampsAndVases;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import penstock.channels.spi.Conversation;
import penstock.channels.spi.ShipmentSink;
import penstock.core.message.Outcome;
import penstock.core.message.ShipmentNotice;
import penstock.sandbox.buyer.Basket;
import penstock.sandbox.fault.FaultKind;
import penstock.sandbox.oracle.Entry;

/** What the adapter tells Amazon, what Amazon makes of it, and the end it comes to under every fault. */
class AmazonWritesContractTest {

    private static final Duration SHORT = Duration.ofSeconds(2);

    @Test
    void aNumberIsPendingUntilItIsReadBack() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            assertThat(s1.talk.outcome(s1.publish("LAMP", 4))).isInstanceOf(Outcome.Pending.class);
            assertThat(s1.shown("LAMP")).hasValue(10);
            s1.time.advance(Duration.ofSeconds(31));
            assertThat(s1.shown("LAMP")).hasValue(4);
        }
    }

    @Test
    void aSaleInBetweenIsSeenInTheReadBackAndOverwrittenByTheWriteOnItsWay() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.talk.outcome(s1.publish("LAMP", 8));
            s1.buy(Basket.of("LAMP", 3));
            assertThat(s1.shown("LAMP")).hasValue(7);
            s1.time.advance(Duration.ofSeconds(31));
            assertThat(s1.shown("LAMP")).hasValue(8);
        }
    }

    @ParameterizedTest
    @CsvSource({"A/B", "A B", "A+B", "Ü-1", "50%", "a,b", "x?y#z"})
    void aSkuOfAnyLettersIsSetAndReadBack(String sku) {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.seller.list(sku, "Odd", "1.00", false, 1, Optional.empty());
            assertThat(s1.talk.outcome(s1.publish(sku, 4))).isInstanceOf(Outcome.Pending.class);
            s1.time.advance(Duration.ofSeconds(31));
            assertThat(s1.shown(sku)).hasValue(4);
        }
    }

    @Test
    void aListingThatIsUnknownOrAmazonsIsRefusedAndShowsNothing() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            assertThat(Settling.word(s1.talk.outcome(s1.publish("NONE", 4)))).isEqualTo("Refused NOT_FOUND");
            assertThat(Settling.word(s1.talk.outcome(s1.publish("FBA", 4)))).isEqualTo("Refused INVALID");
            assertThat(s1.shown("NONE")).isEmpty();
            assertThat(s1.shown("FBA")).isEmpty();
        }
    }

    @Test
    void patchesBeyondTheBurstAreNotSent() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            for (int i = 0; i < 5; i++) {
                assertThat(s1.talk.outcome(s1.publish("LAMP", i))).isInstanceOf(Outcome.Pending.class);
            }
            assertThat(s1.talk.outcome(s1.publish("LAMP", 6))).isInstanceOf(Outcome.NotSent.class);
            s1.time.advance(Talk.WAIT);
            assertThat(s1.talk.outcome(s1.publish("LAMP", 6))).isInstanceOf(Outcome.Pending.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            RATE_LIMITED  | NotSent, Pending, Done
            SERVER_ERROR  | Unknown, NotSent, Pending, Done
            UNAVAILABLE   | Unknown, NotSent, Pending, Done
            DROP_BEFORE   | Unknown, NotSent, Pending, Done
            DROP_AFTER    | Unknown, Done
            TIMEOUT_AFTER | Unknown, Done
            SLOW          | Unknown, Done
            ARRIVES_LATE  | Unknown, Done
            GARBAGE       | Unknown, Done
            APPLIES_LATE  | Pending, Done
            """)
    void underEveryFaultANumberIsSetOnce(FaultKind kind, String steps) {
        try (AmazonAccount s1 = new AmazonAccount()) {
            s1.shown("LAMP");
            s1.fault("patchListingsItem", kind, Duration.ofSeconds(20));
            String went = new Settling(s1.talk.patient(SHORT), s1.time)
                    .settle(() -> s1.publish("LAMP", 4), () -> isShown(s1, 4));

            assertThat(went).isEqualTo(steps);
            assertThat(s1.shown("LAMP")).hasValue(4);
            assertThat(s1.sandbox.oracle().report().stockWrites()).containsEntry("LAMP", 1);
        }
    }

    private static Conversation<Outcome> isShown(AmazonAccount s1, int quantity) {
        return Conversation.done(
                s1.shown("LAMP").equals(OptionalInt.of(quantity))
                        ? new Outcome.Done("")
                        : new Outcome.NotSent(Duration.ZERO, "not there"));
    }

    @Test
    void aParcelIsConfirmedOnceHoweverOftenItIsTold() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(lampsAndVases(2, 1, true));
            ShipmentNotice parcel = s1.parcel(1, order, "UPS", "1Z1", 2, 1);

            assertThat(s1.talk.outcome(sink(s1).readBack(parcel))).isInstanceOf(Outcome.NotSent.class);
            assertThat(s1.talk.outcome(sink(s1).confirm(parcel))).isInstanceOf(Outcome.Done.class);
            assertThat(s1.talk.outcome(sink(s1).confirm(parcel))).isInstanceOf(Outcome.Done.class);
            assertThat(s1.talk.outcome(sink(s1).readBack(parcel))).isInstanceOf(Outcome.Done.class);
            assertThat(s1.notices()).isEqualTo(1);
            assertThat(shipped(s1)).isEqualTo("1 1Z1 LAMP 2 VASE 1\n");
            assertThat(s1.snapshot(order).phase()).hasToString("CONFIRMED");
        }
    }

    @Test
    void anOrderLeavesInTwoParcelsOfItsLines() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(lampsAndVases(3, 1, true));
            ShipmentNotice second = s1.parcel(2, order, "Neighbour's van", "V-2", 1, 1);

            assertThat(s1.talk.outcome(sink(s1).confirm(s1.parcel(1, order, "UPS", "1Z1", 2, 0))))
                    .isInstanceOf(Outcome.Done.class);
            assertThat(s1.talk.outcome(sink(s1).readBack(second))).isInstanceOf(Outcome.NotSent.class);
            assertThat(s1.talk.outcome(sink(s1).confirm(second))).isInstanceOf(Outcome.Done.class);
            assertThat(shipped(s1)).isEqualTo("1 1Z1 LAMP 2\n2 V-2 LAMP 1 VASE 1\n");
            assertThat(Settling.word(s1.talk.outcome(sink(s1).confirm(s1.parcel(3, order, "UPS", "1Z3", 1, 0)))))
                    .isEqualTo("Refused INVALID");
            s1.snapshot(order)
                    .lines()
                    .forEach(line -> assertThat(line.cancelled()).isZero());
        }
    }

    @Test
    void aParcelWhoseNumberWasWrongIsEdited() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(Basket.of("LAMP", 1));
            ShipmentNotice right = s1.parcel(1, order, "UPS", "1Z2", 1);
            s1.talk.outcome(sink(s1).confirm(s1.parcel(1, order, "UPS", "1Z1", 1)));

            assertThat(s1.talk.outcome(sink(s1).readBack(right))).isInstanceOf(Outcome.NotSent.class);
            assertThat(s1.talk.outcome(sink(s1).confirm(right))).isInstanceOf(Outcome.Done.class);
            assertThat(s1.talk.outcome(sink(s1).readBack(right))).isInstanceOf(Outcome.Done.class);
            assertThat(s1.notices()).isEqualTo(1);
        }
    }

    @Test
    void whatIsPendingCancelledOrUnknownIsNotConfirmed() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            String order = s1.buy(new Basket(List.of(new Basket.Wish("LAMP", 1)), false));
            ShipmentNotice parcel = s1.parcel(1, order, "UPS", "1Z1", 1);
            ShipmentNotice strange =
                    new ShipmentNotice(9, 1, "111-0000000-0000000", "UPS", "1Z9", s1.time.now(), parcel.lines());

            assertThat(Settling.word(s1.talk.outcome(sink(s1).confirm(parcel)))).isEqualTo("Refused INVALID");
            s1.seller.cancel(order);
            assertThat(Settling.word(s1.talk.outcome(sink(s1).confirm(parcel)))).isEqualTo("Refused INVALID");
            assertThat(Settling.word(s1.talk.outcome(sink(s1).confirm(strange))))
                    .isEqualTo("Refused NOT_FOUND");
            assertThat(Settling.word(s1.talk.outcome(sink(s1).readBack(strange))))
                    .isEqualTo("Refused NOT_FOUND");
            assertThat(s1.notices()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = Settling.UNDER_EVERY_FAULT)
    void underEveryFaultAParcelIsConfirmedOnce(FaultKind kind, String steps) {
        try (AmazonAccount s1 = new AmazonAccount()) {
            ShipmentNotice parcel = s1.parcel(1, s1.buy(Basket.of("LAMP", 3)), "UPS", "1Z1", 2);
            s1.fault("confirmShipment", kind, Duration.ofSeconds(20));
            String went = new Settling(s1.talk.patient(SHORT), s1.time)
                    .settle(() -> sink(s1).confirm(parcel), () -> sink(s1).readBack(parcel));

            assertThat(went).isEqualTo(steps);
            assertThat(shipped(s1)).isEqualTo("1 1Z1 LAMP 2\n");
            assertThat(s1.notices()).isEqualTo(1);
        }
    }

    @Test
    void aConfirmationThatArrivesAfterItsRepeatIsAnEdit() {
        try (AmazonAccount s1 = new AmazonAccount()) {
            ShipmentNotice parcel = s1.parcel(1, s1.buy(Basket.of("LAMP", 3)), "UPS", "1Z1", 2);
            s1.fault("confirmShipment", FaultKind.ARRIVES_LATE, Duration.ofMinutes(5));
            String went = new Settling(s1.talk, s1.time)
                    .settle(() -> sink(s1).confirm(parcel), () -> sink(s1).readBack(parcel));
            s1.time.advance(Duration.ofMinutes(5));

            assertThat(went).isEqualTo("Unknown, NotSent, Done");
            assertThat(s1.notices()).isEqualTo(1);
        }
    }

    private static ShipmentSink sink(AmazonAccount s1) {
        return s1.channel.shipments().orElseThrow();
    }

    /** One line a package that is no edit: its reference, its number, then SKU and units. */
    private static String shipped(AmazonAccount s1) {
        return s1.sandbox.oracle().entries(Entry.Confirmation.class).stream()
                .filter(one -> !one.edit())
                .map(one -> one.reference() + " " + one.tracking().orElse("")
                        + one.lines().stream()
                                .map(line -> " " + line.sku() + " " + line.quantity())
                                .collect(Collectors.joining())
                        + "\n")
                .collect(Collectors.joining());
    }
}
