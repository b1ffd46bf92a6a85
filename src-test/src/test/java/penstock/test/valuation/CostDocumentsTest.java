package penstock.test.valuation;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.valuation.ValuedSeller.money;
import static penstock.test.valuation.ValuedSeller.received;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import penstock.core.costing.CostMethod;
import penstock.core.money.Price;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.CostDraft.Basis;
import penstock.core.valuation.ExchangeRates;
import penstock.core.valuation.Posted;
import penstock.core.valuation.Posted.Result;
import penstock.core.valuation.ValuationReports.EntryKey;
import penstock.test.concurrency.AtOnce;

class CostDocumentsTest {

    private static final LocalDate EVER = LocalDate.parse("2000-01-01");

    private final ValuedSeller seller = new ValuedSeller("A", "B");

    @AfterEach
    void close() {
        seller.requireSound();
        seller.close();
    }

    private CostDraft.Shared freight(String id, String amount, Basis basis, CostDraft.Receipt... receipts) {
        return new CostDraft.Shared(id, seller.today(), "INV-7", true, money(amount, "EUR"), basis, List.of(receipts));
    }

    private static CostDraft.Receipt measured(long move, long measure) {
        return new CostDraft.Receipt(true, move, OptionalLong.of(measure));
    }

    @Test
    void freightIsDividedByWhatItIsSaidToBeDividedBy() {
        long a = seller.receive("A", 100);
        long b = seller.receive("B", 50);
        seller.cost(a, "1000.00");
        seller.cost(b, "2000.00");
        assertThat(seller.post(freight("v", "300.00", Basis.VALUE, received(a), received(b)))
                        .result())
                .isEqualTo(Result.CREATED);
        assertThat(seller.worth()).isEqualTo("A 100 110000, B 50 220000");
        seller.post(freight("q", "100.00", Basis.QUANTITY, received(a), received(b)));
        assertThat(seller.worth()).isEqualTo("A 100 116667, B 50 223333");
        seller.post(freight("w", "100.00", Basis.WEIGHT, measured(a, 3), measured(b, 1)));
        assertThat(seller.worth()).isEqualTo("A 100 124167, B 50 225833");
        assertThat(seller.post(freight("x", "1.00", Basis.VOLUME, received(a))))
                .isEqualTo(new Posted(
                        Result.NOTHING_TO_DIVIDE_BY,
                        0,
                        "the VOLUME of stock move " + a + " is not known; state its measure"));
    }

    @Test
    void foreignMoneyIsConvertedAtTheRateOfItsDayOrTheLastBefore() {
        long move = seller.receive("A", 10);
        LocalDate today = seller.today();
        assertThat(seller.cost(move, "100.00", "USD", today).result()).isEqualTo(Result.NO_EXCHANGE_RATE);
        rate("USD", today.minusDays(3), "0.9");
        rate("USD", today.plusDays(1), "0.5");
        assertThat(seller.cost(move, "100.00", "USD", today.minusDays(4)).result())
                .isEqualTo(Result.NO_EXCHANGE_RATE);
        seller.cost(move, "100.00", "USD", today);
        assertThat(seller.worth()).startsWith("A 10 9000");
        rate("USD", today.minusDays(3), "0.8");
        assertThat(seller.worth()).startsWith("A 10 9000");
        rate("JPY", today, "0.0061");
        seller.cost(move, "10000", "JPY", today);
        assertThat(seller.worth()).startsWith("A 10 6100");
    }

    private void rate(String currency, LocalDate day, String rate) {
        seller.rates.put(seller.sellerId, new ExchangeRates.Rate(currency, day, new BigDecimal(rate)));
    }

    @Test
    void aRepeatIsARepeatAndOtherContentIsNot() {
        long move = seller.receive("A", 10);
        seller.cost(move, "50.00");
        Posted first = seller.post(freight("f", "10.00", Basis.VALUE, received(move)));
        assertThat(seller.post(freight("f", "10.00", Basis.VALUE, received(move))))
                .isEqualTo(new Posted(Result.EXISTS, first.documentNo(), ""));
        assertThat(seller.post(freight("f", "10.01", Basis.VALUE, received(move)))
                        .result())
                .isEqualTo(Result.EXISTS_WITH_DIFFERENT_CONTENT);
        assertThat(seller.worth()).startsWith("A 10 6000");
    }

    @Test
    void whatMakesNoSenseIsRefusedByName() {
        long move = seller.receive("A", 10);
        long dropShipped = seller.receive("B", 10, seller.supplier);
        seller.cost(move, "50.00");
        assertThat(Stream.of(
                                freight("1", "1.00", Basis.VALUE, received(77)),
                                freight("2", "1.00", Basis.VALUE, received(dropShipped)),
                                freight("3", "1.00", Basis.VALUE, received(move), received(move)),
                                freight("4", "-1.00", Basis.VALUE, received(move)),
                                new CostDraft.Prices(
                                        "5",
                                        seller.today(),
                                        "",
                                        true,
                                        List.of(new CostDraft.SkuPrice("NONE", new Price(1, 1)))),
                                new CostDraft.Method("6", seller.today().plusDays(1), "", CostMethod.LIFO),
                                new CostDraft.Close("7", LocalDate.parse("2026-01-09"), ""),
                                new CostDraft.Close("8", LocalDate.parse("2026-01-31"), ""))
                        .map(draft -> seller.post(draft).result().name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("UNKNOWN_RECEIPT UNKNOWN_RECEIPT RECEIPT_NAMED_TWICE COST_BELOW_ZERO UNKNOWN_SKU"
                        + " DATE_IN_THE_FUTURE NOT_A_MONTH_END DATE_IN_THE_FUTURE");
        assertThat(seller.worth()).isEqualTo("A 10 5000, B 0 0");
    }

    @Test
    void aClosedMonthStaysAsItIs() {
        long move = seller.receive("A", 10);
        seller.sell("A", 4, 1);
        seller.clock.move(Duration.ofDays(25)); // the fourth of February
        LocalDate januaryEnd = LocalDate.parse("2026-01-31");
        assertThat(seller.cost(move, "20.00", "EUR", januaryEnd).result()).isEqualTo(Result.CREATED);
        assertThat(seller.post(new CostDraft.Close("c", januaryEnd, "")).result())
                .isEqualTo(Result.CREATED);
        assertThat(seller.cost(move, "30.00", "EUR", januaryEnd))
                .isEqualTo(new Posted(
                        Result.CLOSED_PERIOD, 0, "everything up to 2026-01-31 is closed; date it after that"));
        assertThat(seller.post(new CostDraft.Close("c2", januaryEnd, "")).result())
                .isEqualTo(Result.CLOSED_PERIOD);
        seller.valuing.followToHead(seller.sellerId);
        String january = journal(EVER, januaryEnd);
        assertThat(seller.cost(move, "30.00").result()).isEqualTo(Result.CREATED);
        seller.valuing.followToHead(seller.sellerId);
        assertThat(journal(EVER, januaryEnd)).isEqualTo(january);
        assertThat(journal(januaryEnd.plusDays(1), seller.today())).isEqualTo("""
                        2026-02-04 A PURCHASES STOCK 1200
                        2026-02-04 A PURCHASES COST_OF_GOODS_SOLD 800
                        2026-02-04 A PURCHASES STOCK 600
                        2026-02-04 A PURCHASES COST_OF_GOODS_SOLD 400
                        """);
    }

    private String journal(LocalDate from, LocalDate to) {
        return seller.reports.journal(seller.sellerId, from, to, EntryKey.BEGINNING, 100).stream()
                .map(entry -> entry.bookedOn() + " " + entry.skuCode() + " " + entry.from() + " " + entry.to() + " "
                        + entry.amount() + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void anotherMethodBooksTheDifferenceAndGoesOn() {
        seller.cost(seller.receive("A", 10), "100.00");
        seller.cost(seller.receive("A", 10), "150.00");
        seller.sell("A", 1, 1);
        assertThat(seller.worth()).startsWith("A 19 24000");
        seller.post(new CostDraft.Method("m", seller.today(), "", CostMethod.MOVING_AVERAGE));
        assertThat(seller.worth()).startsWith("A 19 23750");
        seller.sell("A", 9, 2);
        assertThat(seller.worth()).startsWith("A 10 12500");
        assertThat(journal(seller.today(), seller.today())).contains("A STOCK METHOD_CHANGE 250");
    }

    @Test
    void lowerPricesThatComeAtOnceNeverTakeMoreThanThereIs() {
        long move = seller.receive("A", 10);
        seller.cost(move, "100.00");
        List<Posted> all = AtOnce.times(
                8,
                who -> seller.post(new CostDraft.Shared(
                        "p" + who,
                        seller.today(),
                        "",
                        false,
                        money("-30.00", "EUR"),
                        Basis.QUANTITY,
                        List.of(received(move)))));
        assertThat(all.stream().map(Posted::result).filter(Result.CREATED::equals))
                .hasSize(3);
        assertThat(seller.worth()).startsWith("A 10 1000");
    }

    @Test
    void twoNodesThatFollowAtOnceCountNothingTwice() {
        for (int i = 0; i < 30; i++) {
            seller.cost(seller.receive("A", 10), "10.00");
            seller.receive("B", 3);
            seller.sell("A", 4, i + 1);
        }
        seller.valuing.rebuild(seller.sellerId);
        AtOnce.times(4, who -> {
            seller.valuing.followToHead(seller.sellerId);
            return who;
        });
        assertThat(seller.worth()).isEqualTo("A 180 18000, B 90 0");
    }
}
