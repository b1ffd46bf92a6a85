package penstock.test.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.purchasing.BuyingSeller.of;
import static penstock.test.purchasing.BuyingSeller.said;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.buying.Sample;
import penstock.core.buying.Sampling;
import penstock.core.ledger.MoveStock;
import penstock.core.purchasing.Announcement;
import penstock.core.purchasing.CheckItem;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.Discrepancy;
import penstock.core.purchasing.Discrepancy.Resolution;
import penstock.core.purchasing.Inspection;
import penstock.core.purchasing.Inspection.Answer;
import penstock.core.purchasing.Inspection.Result;
import penstock.core.purchasing.Inspection.Sorted;
import penstock.core.purchasing.Inspection.State;
import penstock.core.purchasing.Receipt;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.purchasing.ReceivingRules.Scoped;
import penstock.core.valuation.ExchangeRates;
import penstock.test.concurrency.AtOnce;

class ReceivingTest {

    private static final Delivery.Source BLIND = new Delivery.Blind("WH1", Optional.empty());

    private final BuyingSeller seller = new BuyingSeller();

    @AfterEach
    void close() {
        seller.requireSound();
        seller.close();
    }

    @Test
    void whatIsOrderedIsIncomingUntilItComesOrIsGivenUp() {
        assertThat(seller.create("P1", "EUR", "A 10 at 8.00", "B 4 at 1.00")).isEqualTo("CREATED");
        assertThat(seller.stock("A")).isEmpty();
        assertThat(said(() -> seller.orders.order(seller.sellerId, Actor.OPERATOR, "P1")))
                .isEqualTo("CHANGED");
        assertThat(said(() -> seller.orders.order(seller.sellerId, Actor.OPERATOR, "P1")))
                .isEqualTo("EXISTS");
        assertThat(seller.stock("A")).isEqualTo("available 0 quality 0 damaged 0 incoming 10");
        assertThat(seller.worth()).isEmpty();
        assertThat(seller.receive("R1", of("P1"), false, "A 6+0")).isEqualTo("CREATED");
        assertThat(seller.stock("A")).isEqualTo("available 6 quality 0 damaged 0 incoming 4");
        assertThat(seller.standing("P1")).isEqualTo("PARTLY_RECEIVED A 10: 6 0 0 B 4: 0 0 0");
        assertThat(said(() -> seller.orders.cancel(seller.sellerId, Actor.OPERATOR, "P1")))
                .isEqualTo("ALREADY_RECEIVED");
        assertThat(said(() -> seller.orders.close(seller.sellerId, Actor.OPERATOR, "P1")))
                .isEqualTo("CHANGED");
        assertThat(said(() -> seller.orders.close(seller.sellerId, Actor.OPERATOR, "P1")))
                .isEqualTo("EXISTS");
        assertThat(seller.stock("A")).isEqualTo("available 6 quality 0 damaged 0 incoming 0");
        assertThat(seller.standing("P1")).isEqualTo("CLOSED A 10: 6 0 4 B 4: 0 0 4");
        assertThat(seller.wrong()).isEmpty();
    }

    @Test
    void aRepeatIsARepeatAndAnotherDeliveryNeedsAnotherId() {
        seller.order("P1", "A 10 at 8.00");
        assertThat(seller.create("P1", "EUR", "A 10 at 8.00")).isEqualTo("EXISTS");
        assertThat(seller.create("P1", "EUR", "A 11 at 8.00")).isEqualTo("OTHER_CONTENT");
        assertThat(seller.receive("R1", of("P1"), false, "A 6+0")).isEqualTo("CREATED");
        assertThat(seller.receive("R1", of("P1"), false, "A 6+0")).isEqualTo("EXISTS");
        assertThat(seller.receive("R1", of("P1"), false, "A 7+0")).isEqualTo("OTHER_CONTENT");
        assertThat(seller.stock("A")).isEqualTo("available 6 quality 0 damaged 0 incoming 4");
        assertThat(seller.receive("R2", of("P1"), false, "A 4+0")).isEqualTo("CREATED");
        assertThat(seller.standing("P1")).isEqualTo("RECEIVED A 10: 10 0 0");
    }

    @Test
    void aReceiptThatCostsMoreThanCanBeSaidSaysSoAndHoldsUpNoOther() {
        seller.order("P1", "A 100 at 90000000000.00");
        assertThat(seller.receive("R1", of("P1"), false, "A 1000+0")).isEqualTo("CREATED");
        seller.order("P2", "B 10 at 8.00");
        assertThat(seller.receive("R2", of("P2"), false, "B 10+0")).isEqualTo("CREATED");
        Receipt first = seller.receipts.find(seller.sellerId, "R1").orElseThrow();
        assertThat(first.cost()).isEqualTo(Receipt.Cost.DUE);
        assertThat(first.costProblem()).startsWith("AMOUNT_TOO_LARGE: ");
        assertThat(seller.worth()).endsWith("B 10 8000");
    }

    @Test
    void aDiscrepancyThatEndsTheSameWayWithAnotherNoteIsNoRepeat() {
        seller.order("P1", "A 10 at 8.00");
        seller.receive("R1", of("P1"), true, "A 9+1");
        long damaged =
                seller.discrepancies.list(seller.sellerId, true, 0, 1).get(0).discrepancyId();
        assertThat(said(() -> seller.discrepancies.resolve(
                        seller.sellerId, Actor.OPERATOR, damaged, Resolution.DISPOSE, "torn")))
                .isEqualTo("CHANGED");
        assertThat(said(() -> seller.discrepancies.resolve(
                        seller.sellerId, Actor.OPERATOR, damaged, Resolution.DISPOSE, "torn")))
                .isEqualTo("EXISTS");
        assertThat(said(() -> seller.discrepancies.resolve(
                        seller.sellerId, Actor.OPERATOR, damaged, Resolution.DISPOSE, "wet")))
                .isEqualTo("OTHER_CONTENT");
    }

    @Test
    void whatIsWrongIsInTheLedgerAndCannotBeSoldUntilSomebodySaysHowItEnds() {
        seller.rules.put(seller.sellerId, rule("A", 1_000, Sampling.NONE)); // of ten one more is taken
        seller.order("P0", "A 5 at 1.00"); // what is sent back is not of these, the oldest and cheapest
        seller.receive("R0", of("P0"), false, "A 5+0");
        seller.order("P1", "A 10 at 8.00", "B 4 at 1.00");
        assertThat(seller.receive("R1", of("P1"), true, "A 13+2", "C 3+0", "teapot 1+0"))
                .isEqualTo("CREATED");
        assertThat(seller.wrong()).isEqualTo("OVER A 4, DAMAGED A 2, WRONG C 3, UNDER B 4, WRONG ? 1");
        assertThat(seller.stock("A")).isEqualTo("available 14 quality 4 damaged 2 incoming 0");
        assertThat(seller.stock("B")).isEqualTo("available 0 quality 0 damaged 0 incoming 4");
        assertThat(seller.stock("C")).isEqualTo("available 0 quality 3 damaged 0 incoming 0");
        assertThat(seller.standing("P1")).isEqualTo("PARTLY_RECEIVED A 10: 10 5 0 B 4: 0 0 0");
        assertThat(seller.worth()).isEqualTo("A 20 12500, C 3 0");

        assertThat(resolve("OVER", Resolution.GIVE_UP)).isEqualTo("RESOLUTION_DOES_NOT_SERVE");
        assertThat(resolve("OVER", Resolution.SEND_BACK)).isEqualTo("CHANGED");
        assertThat(seller.stock("A")).isEqualTo("available 14 quality 0 damaged 2 incoming 0");
        assertThat(seller.standing("P1")).isEqualTo("PARTLY_RECEIVED A 10: 10 1 0 B 4: 0 0 0");
        assertThat(seller.worth()).isEqualTo("A 16 9300, C 3 0");
        assertThat(resolve("DAMAGED", Resolution.DISPOSE)).isEqualTo("CHANGED");
        assertThat(resolve("WRONG", Resolution.ACCEPT)).isEqualTo("CHANGED");
        assertThat(seller.stock("C")).isEqualTo("available 3 quality 0 damaged 0 incoming 0");
        assertThat(resolve("WRONG", Resolution.ACCEPT)).isEqualTo("RESOLUTION_DOES_NOT_SERVE"); // no SKU of ours
        assertThat(resolve("WRONG", Resolution.SEND_BACK)).isEqualTo("CHANGED");
        assertThat(resolve("UNDER", Resolution.GIVE_UP)).isEqualTo("CHANGED");
        assertThat(seller.wrong()).isEmpty();
        assertThat(seller.standing("P1")).isEqualTo("RECEIVED A 10: 10 1 0 B 4: 0 0 4");
        assertThat(seller.worth()).isEqualTo("A 14 9100, C 3 0");
    }

    /** Resolves the first open discrepancy of a kind, twice. */
    private String resolve(String kind, Resolution resolution) {
        Discrepancy first = seller.discrepancies.list(seller.sellerId, true, 0, 100).stream()
                .filter(one -> one.kind().name().equals(kind))
                .findFirst()
                .orElseThrow();
        String said = said(() -> seller.discrepancies.resolve(
                seller.sellerId, Actor.OPERATOR, first.discrepancyId(), resolution, "by phone"));
        if (said.equals("CHANGED")) {
            Resolution other = resolution == Resolution.KEEP ? Resolution.ACCEPT : Resolution.KEEP;
            assertThat(said(() -> seller.discrepancies.resolve(
                            seller.sellerId, Actor.OPERATOR, first.discrepancyId(), resolution, "by phone")))
                    .isEqualTo("EXISTS");
            assertThat(said(() -> seller.discrepancies.resolve(
                            seller.sellerId, Actor.OPERATOR, first.discrepancyId(), other, "by phone")))
                    .isEqualTo("ALREADY_RESOLVED");
        }
        return said;
    }

    @Test
    void whatWasMovedOtherwiseCannotBeSentBack() {
        seller.order("P1", "A 10 at 8.00");
        seller.receive("R1", of("P1"), false, "A 8+2");
        seller.engine.decide(
                seller.sellerId, new MoveStock("M1", MoveStock.Kind.REPAIR, seller.at("A"), 1)); // it was not damaged
        assertThat(resolve("DAMAGED", Resolution.SEND_BACK)).isEqualTo("UNITS_ARE_GONE");
        assertThat(resolve("DAMAGED", Resolution.KEEP)).isEqualTo("CHANGED");
    }

    @Test
    void ofManyWhoTakeOneDeliveryInItIsTakenInOnce() {
        seller.order("P1", "A 10 at 8.00");
        Map<String, Long> said = AtOnce.times(8, who -> seller.receive("R1", of("P1"), false, "A 4+0")).stream()
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        assertThat(said).hasToString("{CREATED=1, EXISTS=7}");
        assertThat(seller.stock("A")).isEqualTo("available 4 quality 0 damaged 0 incoming 6");
    }

    @Test
    void unitsCostWhatTheOrderSaysAtTheRateOfTheDayAndPartsAddUp() {
        seller.rates.put(
                seller.sellerId, new ExchangeRates.Rate("USD", LocalDate.parse("2026-02-01"), new BigDecimal("0.5")));
        assertThat(seller.create("P1", "USD", "A 3 at 3.333333")).isEqualTo("CREATED");
        seller.orders.order(seller.sellerId, Actor.OPERATOR, "P1");
        seller.receive("R1", of("P1"), false, "A 1+0"); // 3.33 dollars
        seller.receive("R2", of("P1"), false, "A 2+0"); // 6.67, so that all cost 10.00
        assertThat(seller.worth()).isEqualTo("A 3 500");
        assertThat(receipt("R2").cost()).isEqualTo(Receipt.Cost.POSTED);
        seller.order("P2", "B 3 at 3.335"); // 3.34 each by itself, 10.00 together
        for (String id : List.of("R3", "R4", "R5")) {
            seller.receive(id, of("P2"), false, "B 1+0");
        }
        assertThat(seller.worth()).isEqualTo("A 3 500, B 3 1000");
    }

    @Test
    void aMissingRateKeepsNoGoodsOutAndIsToldUntilItIsThere() {
        seller.create("P1", "USD", "A 3 at 10.00");
        seller.orders.order(seller.sellerId, Actor.OPERATOR, "P1");
        assertThat(seller.receive("R1", of("P1"), false, "A 3+0")).isEqualTo("CREATED");
        assertThat(receipt("R1").cost()).isEqualTo(Receipt.Cost.DUE);
        assertThat(receipt("R1").costProblem()).startsWith("NO_EXCHANGE_RATE");
        assertThat(seller.worth()).isEqualTo("A 3 0");
        seller.rates.put(
                seller.sellerId, new ExchangeRates.Rate("USD", LocalDate.parse("2026-03-01"), new BigDecimal("0.9")));
        assertThat(seller.costs.postDue(seller.sellerId)).isEmpty(); // it is not yet time
        seller.clock.move(ReceiptCosts.FIRST_WAIT);
        assertThat(seller.costs.postDue(seller.sellerId)).isEmpty();
        assertThat(receipt("R1").cost()).isEqualTo(Receipt.Cost.POSTED);
        assertThat(receipt("R1").costProblem()).isEmpty();
        assertThat(receipt("R1").costNextAt()).isEmpty();
        assertThat(seller.worth()).isEqualTo("A 3 2700");
    }

    @Test
    void aCostThatIsDueIsTriedLessAndLessOftenAndToldEachTime() {
        seller.create("P1", "USD", "A 3 at 10.00");
        seller.orders.order(seller.sellerId, Actor.OPERATOR, "P1");
        seller.receive("R1", of("P1"), false, "A 3+0");
        assertThat(seller.receipts.list(seller.sellerId, Optional.of(Receipt.Cost.DUE), 0, 10))
                .extracting(Receipt::id)
                .containsExactly("R1");
        List<Long> waited = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Instant next = receipt("R1").costNextAt().orElseThrow();
            waited.add(Duration.between(seller.clock.instant(), next).toMinutes());
            seller.clock.move(Duration.between(seller.clock.instant(), next));
            assertThat(seller.costs.postDue(seller.sellerId))
                    .singleElement()
                    .satisfies(due -> assertThat(due.problem()).startsWith("NO_EXCHANGE_RATE"));
        }
        assertThat(waited).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
        assertThat(seller.costs.postDue(seller.sellerId)).isEmpty();
    }

    private Receipt receipt(String id) {
        return seller.receipts.find(seller.sellerId, id).orElseThrow();
    }

    @Test
    void anAnnouncementSaysWhatADeliveryShouldHold() {
        seller.order("P1", "A 10 at 8.00", "B 4 at 1.00");
        seller.order("P2", "A 5 at 9.00");
        assertThat(announce("N1", line("P1", 1, 6), line("P2", 1, 5))).isEqualTo("CREATED");
        assertThat(announce("N1", line("P1", 1, 6), line("P2", 1, 5))).isEqualTo("EXISTS");
        assertThat(announce("N1", line("P1", 1, 7))).isEqualTo("OTHER_CONTENT");
        assertThat(seller.stock("A")).isEqualTo("available 0 quality 0 damaged 0 incoming 15");
        Delivery.Source announced = new Delivery.OfAnnouncement("N1");
        assertThat(seller.receive("R1", announced, true, "A 12+0")).isEqualTo("CREATED");
        assertThat(seller.standing("P1")).isEqualTo("PARTLY_RECEIVED A 10: 10 0 0 B 4: 0 0 0");
        assertThat(seller.standing("P2")).isEqualTo("PARTLY_RECEIVED A 5: 2 0 0");
        assertThat(seller.wrong()).isEqualTo("UNDER A 3");
        assertThat(seller.worth()).isEqualTo("A 12 9800");
        assertThat(seller.receive("R2", announced, true, "A 3+0")).isEqualTo("ORDER_NOT_OPEN");
        assertThat(resolve("UNDER", Resolution.AWAIT)).isEqualTo("CHANGED");
        assertThat(seller.stock("A")).isEqualTo("available 12 quality 0 damaged 0 incoming 3");
    }

    private String announce(String number, Announcement.Line... lines) {
        return said(() -> seller.announcements.announce(
                seller.sellerId,
                new Announcement(number, "ACME", Optional.empty(), Announcement.State.ANNOUNCED, List.of(lines))));
    }

    private static Announcement.Line line(String order, int line, int units) {
        return new Announcement.Line(order, line, units, 0, Optional.of("340123450000000000"));
    }

    @Test
    void aSampleDecidesOnItsLotAndWhatItFindsIsSortedOut() {
        Sampling threeOfLot = new Sampling(Sampling.Plan.FIXED, Optional.of(new Sample(3, 1)), Optional.empty(), 0, 1);
        seller.rules.put(seller.sellerId, rule("A", 0, threeOfLot));
        assertThat(seller.receive("R1", BLIND, false, "A 10+0")).isEqualTo("CREATED");
        assertThat(seller.stock("A")).isEqualTo("available 0 quality 10 damaged 0 incoming 0");
        long first = open();
        assertThat(report(first, 2, 0, true, "10.2")).isEqualTo("SAMPLE_TOO_SMALL");
        assertThat(report(first, 3, 0, true, "12")).isEqualTo("CHECKS_CONTRADICT"); // too wide, yet none defective
        assertThat(said(() -> seller.inspections.report(
                        seller.sellerId, Actor.OPERATOR, first, new Result(3, 0, List.of(), List.of()))))
                .isEqualTo("CHECKS_INCOMPLETE");
        assertThat(report(first, 3, 1, true, "12")).isEqualTo("CHANGED");
        assertThat(report(first, 3, 1, true, "12")).isEqualTo("EXISTS");
        assertThat(report(first, 3, 2, true, "12")).isEqualTo("OTHER_CONTENT");
        assertThat(seller.stock("A")).isEqualTo("available 9 quality 0 damaged 1 incoming 0");

        seller.receive("R2", BLIND, false, "A 10+0");
        long second = open();
        assertThat(report(second, 3, 2, false, "10")).isEqualTo("CHANGED");
        assertThat(seller.stock("A")).isEqualTo("available 9 quality 10 damaged 1 incoming 0");
        assertThat(sort(second, new Sorted(9, 2, 0))).isEqualTo("UNITS_DO_NOT_ADD_UP");
        assertThat(sort(second, new Sorted(5, 2, 3))).isEqualTo("CHANGED");
        assertThat(sort(second, new Sorted(5, 2, 3))).isEqualTo("EXISTS");
        assertThat(sort(first, new Sorted(5, 2, 3))).isEqualTo("NOT_TO_BE_INSPECTED");
        assertThat(seller.stock("A")).isEqualTo("available 14 quality 0 damaged 3 incoming 0");
        Inspection told = seller.inspections.find(seller.sellerId, second).orElseThrow();
        assertThat(told.checks().stream().map(check -> check.passed().orElseThrow()))
                .containsExactly(false, true);
    }

    private long open() {
        return seller.inspections
                .list(seller.sellerId, State.OPEN, 0, 10)
                .get(0)
                .inspectionId();
    }

    private String report(long inspection, int inspected, int defective, boolean clean, String width) {
        List<Answer> answers = List.of(
                new Answer(1, Optional.of(clean), Optional.empty(), ""),
                new Answer(2, Optional.empty(), Optional.of(new BigDecimal(width)), "with the calliper"));
        List<Inspection.Photo> photos =
                List.of(new Inspection.Photo(Optional.of(1), "s3://photos/1.jpg", Optional.of("0".repeat(64))));
        return said(() -> seller.inspections.report(
                seller.sellerId, Actor.OPERATOR, inspection, new Result(inspected, defective, answers, photos)));
    }

    private String sort(long inspection, Sorted sorted) {
        return said(() -> seller.inspections.sort(
                seller.sellerId, Actor.OPERATOR, inspection, sorted, Inspection.SortedPieces.NONE));
    }

    private static Scoped rule(String sku, int over, Sampling sampling) {
        List<CheckItem> checklist = sampling.plan() == Sampling.Plan.NONE
                ? List.of()
                : List.of(
                        new CheckItem("Is it clean?", Optional.empty(), Optional.empty(), Optional.empty()),
                        new CheckItem(
                                "Width",
                                Optional.of("mm"),
                                Optional.of(new BigDecimal("9.5")),
                                Optional.of(new BigDecimal("10.5"))));
        return new Scoped(Optional.of(sku), Optional.empty(), new ReceivingRule(over, sampling, checklist));
    }

    @Test
    void afterGoodLotsOnlySomeAreLookedAt() {
        Sampling skipping = new Sampling(Sampling.Plan.ALL, Optional.empty(), Optional.empty(), 1, 2);
        seller.rules.put(
                seller.sellerId,
                new Scoped(Optional.empty(), Optional.of("ACME"), new ReceivingRule(0, skipping, List.of())));
        Delivery.Source acme = new Delivery.Blind("WH1", Optional.of("ACME"));
        seller.receive("R1", acme, false, "B 4+0");
        seller.inspections.report(seller.sellerId, Actor.OPERATOR, open(), new Result(4, 1, List.of(), List.of()));
        assertThat(seller.stock("B")).isEqualTo("available 3 quality 0 damaged 1 incoming 0");
        seller.receive("R2", acme, false, "B 4+0");
        assertThat(seller.stock("B")).isEqualTo("available 7 quality 0 damaged 1 incoming 0");
        seller.receive("R3", acme, false, "B 4+0");
        assertThat(seller.stock("B")).isEqualTo("available 7 quality 4 damaged 1 incoming 0");
        seller.receive("R4", BLIND, false, "B 4+0"); // nobody's rule
        assertThat(seller.stock("B")).isEqualTo("available 11 quality 4 damaged 1 incoming 0");
    }

    @Test
    void whatCannotBeOrderedOrReceivedIsNamed() {
        assertThat(seller.create("P1", "EUR", "X 10 at 8.00")).isEqualTo("UNKNOWN_SKU");
        assertThat(seller.create("P1", "EUR", "A 10 at -1")).isEqualTo("OUT_OF_RANGE");
        assertThat(seller.create("P1", "EUR", "A 10 at 0.123456789")).isEqualTo("OUT_OF_RANGE");
        assertThat(seller.receive("R1", of("P9"), false, "A 1+0")).isEqualTo("NO_SUCH_DOCUMENT");
        assertThat(seller.create("P1", "EUR", "A 10 at 8.00")).isEqualTo("CREATED");
        assertThat(seller.receive("R1", of("P1"), false, "A 1+0")).isEqualTo("ORDER_NOT_OPEN");
        assertThat(seller.receive("R1", new Delivery.Blind("SUP", Optional.empty()), false, "A 1+0"))
                .isEqualTo("NOT_OUR_PLACE");
        assertThat(seller.receive("R1", new Delivery.Blind("WH1", Optional.of("?")), false, "A 1+0"))
                .isEqualTo("UNKNOWN_SUPPLIER");
        assertThat(seller.receive("R1", BLIND, false, "A 1000000000+0")).isEqualTo("CREATED");
        assertThat(seller.receive("R2", BLIND, false, "A 1+0")).isEqualTo("NO_ROOM");
        assertThat(said(() -> seller.orders.cancel(seller.sellerId, Actor.OPERATOR, "P1")))
                .isEqualTo("CHANGED");
        assertThat(said(() -> seller.orders.order(seller.sellerId, Actor.OPERATOR, "P1")))
                .isEqualTo("ORDER_NOT_OPEN");
    }
}
