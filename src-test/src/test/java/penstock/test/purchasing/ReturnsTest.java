package penstock.test.purchasing;

import static org.assertj.core.api.Assertions.assertThat;
import static penstock.test.purchasing.BuyingSeller.of;
import static penstock.test.purchasing.BuyingSeller.said;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.catalogue.Kits;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.money.Money;
import penstock.core.returns.Arrival;
import penstock.core.returns.Disposition;
import penstock.core.returns.NewReturn;
import penstock.core.returns.ReceivedCondition;
import penstock.core.returns.ReturnReason;
import penstock.core.returns.ReturnRule;
import penstock.core.returns.ReturnRule.CountedFrom;
import penstock.core.returns.ReturnRule.Postage;
import penstock.core.returns.ReturnRule.Terms;
import penstock.core.returns.SalesReturn;
import penstock.core.returns.Unannounced;
import penstock.test.concurrency.AtOnce;

class ReturnsTest {

    private final BuyingSeller seller = new BuyingSeller();

    @BeforeEach
    void stockAndTerms() {
        seller.order("P1", "A 10 at 8.00", "B 10 at 1.00");
        seller.receive("R1", of("P1"), false, "A 10+0", "B 10+0");
        policy("2026-01-01", 30);
    }

    @AfterEach
    void close() {
        seller.requireSound();
        seller.close();
    }

    private void policy(String from, int days) {
        ReturnRule rule = new ReturnRule(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                days,
                CountedFrom.SHIPMENT,
                Map.of(ReturnReason.CHANGED_MIND, new Terms(1_000, Postage.CUSTOMER)),
                List.of());
        seller.policies.add(seller.sellerId, Instant.parse(from + "T00:00:00Z"), List.of(rule));
    }

    /** Asks for units of the order's lines to come back: {@code 1 3} is three of line 1. */
    private String ask(String id, long order, boolean goodwill, String... lines) {
        List<NewReturn.Wish> wishes = java.util.Arrays.stream(lines)
                .map(line -> line.split(" "))
                .map(word -> new NewReturn.Wish(
                        Optional.of(Integer.parseInt(word[0])),
                        Optional.empty(),
                        Integer.parseInt(word[1]),
                        ReturnReason.CHANGED_MIND))
                .toList();
        return ask(new NewReturn(id, order, Optional.empty(), Optional.empty(), goodwill, "", wishes));
    }

    private String ask(NewReturn wish) {
        return said(() -> seller.returns.authorise(seller.sellerId, wish));
    }

    /** Takes in units of the return's lines: {@code 1 3 NEW} is three of line 1. */
    private String take(String returnId, String id, boolean complete, String... found) {
        return said(() -> seller.taking.receive(
                seller.sellerId,
                Actor.OPERATOR,
                returnId,
                new Arrival(
                        id,
                        "WH1",
                        complete,
                        java.util.Arrays.stream(found).map(ReturnsTest::found).toList())));
    }

    private static Arrival.Found found(String words) {
        String[] word = words.split(" ");
        return new Arrival.Found(
                Integer.parseInt(word[0]),
                Integer.parseInt(word[1]),
                ReceivedCondition.valueOf(word[2]),
                word.length > 3 ? Optional.of(Disposition.valueOf(word[3])) : Optional.empty());
    }

    private SalesReturn get(String id) {
        return seller.returns.find(seller.sellerId, id).orElseThrow();
    }

    @Test
    void aReturnThatNeverArrivesIsClosedAndItsUnitsMayBeAskedForAgain() {
        long order = seller.sell("O1", "A 4");
        ask("RMA1", order, false, "1 4");
        assertThat(said(() -> seller.returns.close(seller.sellerId, "RMA1"))).isEqualTo("NOT_EXPECTED");
        seller.returns.sent(seller.sellerId, "RMA1");
        take("RMA1", "BOX1", false, "1 1 NEW");
        assertThat(ask("RMA2", order, false, "1 3")).isEqualTo("MORE_THAN_SHIPPED");
        assertThat(said(() -> seller.returns.close(seller.sellerId, "RMA1"))).isEqualTo("CHANGED");
        assertThat(ask("RMA2", order, false, "1 4")).isEqualTo("MORE_THAN_SHIPPED");
        assertThat(ask("RMA2", order, false, "1 3")).isEqualTo("CREATED");
        assertThat(take("RMA2", "BOX2", false, "1 3 NEW")).isEqualTo("CREATED");
    }

    @Test
    void anOrderIsTheExchangeOfOneReturn() {
        long order = seller.sell("O1", "A 2");
        long other = seller.sell("O2", "A 1");
        ask("RMA1", order, false, "1 1");
        ask("RMA2", order, false, "1 1");
        assertThat(said(() -> seller.returns.exchange(seller.sellerId, "RMA1", other)))
                .isEqualTo("CHANGED");
        assertThat(said(() -> seller.returns.exchange(seller.sellerId, "RMA1", other)))
                .isEqualTo("EXISTS");
        assertThat(said(() -> seller.returns.exchange(seller.sellerId, "RMA2", other)))
                .isEqualTo("NO_EXCHANGE");
    }

    @Test
    void theContentOfARuleDoesNotDependOnTheOrderInWhichItsReasonsAreNamed() {
        Map<ReturnReason, Terms> forwards = new LinkedHashMap<>();
        Map<ReturnReason, Terms> backwards = new LinkedHashMap<>();
        List<ReturnReason> reasons = List.of(ReturnReason.values());
        for (int i = 0; i < reasons.size(); i++) {
            forwards.put(reasons.get(i), new Terms(0, Postage.SELLER));
            backwards.put(reasons.get(reasons.size() - 1 - i), new Terms(0, Postage.SELLER));
        }
        assertThat(rule(forwards).reasons().keySet()).containsExactlyElementsOf(reasons);
        assertThat(rule(backwards)).hasToString(rule(forwards).toString());
    }

    private static ReturnRule rule(Map<ReturnReason, Terms> reasons) {
        return new ReturnRule(
                Optional.empty(), Optional.empty(), Optional.empty(), 30, CountedFrom.SHIPMENT, reasons, List.of());
    }

    @Test
    void aRepeatOfARefundIsAnsweredWithItsOwnId() {
        long order = seller.sell("O1", "A 1");
        ask("RMA1", order, false, "1 1");
        Money amount = Money.of(BigDecimal.TEN, Money.currency("EUR"));
        long id =
                seller.refunds.note(seller.sellerId, "RMA1", "RF1", amount, "").id();
        assertThat(seller.refunds
                        .note(seller.sellerId, "RMA1", "RF1", amount, "")
                        .id())
                .isEqualTo(id);
    }

    @Test
    void unitsOfAChannelsLineBeyondCountingAreMoreThanWereShipped() {
        long order = seller.sell("O1", "A 1");
        NewReturn.Wish wish =
                new NewReturn.Wish(Optional.empty(), Optional.of("1"), 1_000_000_000, ReturnReason.CHANGED_MIND);
        assertThat(ask(new NewReturn("RMA1", order, Optional.empty(), Optional.empty(), false, "", List.of(wish))))
                .isEqualTo("MORE_THAN_SHIPPED");
    }

    @Test
    void whatComesBackOpensTheLayersItWasSoldFrom() {
        long order = seller.sell("O1", "A 4", "B 2");
        assertThat(seller.worth()).isEqualTo("A 6 4800, B 8 800");
        assertThat(ask("RMA1", order, false, "1 3")).isEqualTo("CREATED");
        assertThat(ask("RMA1", order, false, "1 3")).isEqualTo("EXISTS");
        assertThat(ask("RMA1", order, false, "1 2")).isEqualTo("OTHER_CONTENT");
        assertThat(get("RMA1").state()).isEqualTo(SalesReturn.State.AUTHORISED);
        assertThat(get("RMA1").lines().get(0).terms()).isEqualTo(new Terms(1_000, Postage.CUSTOMER));
        assertThat(said(() -> seller.returns.sent(seller.sellerId, "RMA1"))).isEqualTo("CHANGED");

        assertThat(take("RMA1", "BOX1", false, "1 1 NEW")).isEqualTo("CREATED");
        assertThat(take("RMA1", "BOX1", false, "1 1 NEW")).isEqualTo("EXISTS");
        assertThat(take("RMA1", "BOX1", false, "1 2 NEW")).isEqualTo("OTHER_CONTENT");
        assertThat(take("RMA1", "BOX2", false, "1 2 NEW", "1 1 USED")).isEqualTo("MORE_THAN_AUTHORISED");
        assertThat(seller.stock("A")).isEqualTo("available 7 quality 0 damaged 0 incoming 0");
        assertThat(seller.worth()).isEqualTo("A 7 5600, B 8 800");
        assertThat(get("RMA1").state()).isEqualTo(SalesReturn.State.IN_TRANSIT);
        assertThat(take("RMA1", "BOX2", false, "1 1 NEW", "1 1 USED")).isEqualTo("CREATED");
        assertThat(seller.stock("A")).isEqualTo("available 8 quality 1 damaged 0 incoming 0");
        assertThat(get("RMA1").state()).isEqualTo(SalesReturn.State.RECEIVED);
        assertThat(take("RMA1", "BOX3", false, "1 1 NEW")).isEqualTo("NOT_EXPECTED");
        assertThat(said(() -> seller.returns.close(seller.sellerId, "RMA1"))).isEqualTo("CHANGED");
    }

    @Test
    void aRefundMovesNoStock() {
        long order = seller.sell("O1", "A 4");
        ask("RMA1", order, false, "1 3");
        String before = seller.stock("A") + seller.worth();
        assertThat(refund("F1", "23.90")).isEqualTo("CREATED");
        assertThat(refund("F1", "23.90")).isEqualTo("EXISTS");
        assertThat(refund("F1", "24.00")).isEqualTo("OTHER_CONTENT");
        assertThat(seller.stock("A") + seller.worth()).isEqualTo(before);
        assertThat(get("RMA1").refunds()).hasSize(1);
    }

    private String refund(String id, String amount) {
        return said(() -> seller.refunds.note(
                seller.sellerId, "RMA1", id, Money.of(new BigDecimal(amount), Money.currency("EUR")), "less 10 %"));
    }

    @Test
    void noMoreComesBackThanWasShipped() {
        long order = seller.sell("O1", "A 4");
        assertThat(ask("RMA1", order, false, "1 3")).isEqualTo("CREATED");
        assertThat(ask("RMA2", order, false, "1 2")).isEqualTo("MORE_THAN_SHIPPED");
        assertThat(ask("RMA2", order, false, "1 1", "1 1")).isEqualTo("MORE_THAN_SHIPPED");
        assertThat(ask("RMA2", order, false, "2 1")).isEqualTo("FOREIGN_SKU");
        assertThat(ask("RMA2", 4711, false, "1 1")).isEqualTo("NO_SUCH_DOCUMENT");
        assertThat(take("RMA9", "BOX", false, "1 1 NEW")).isEqualTo("NO_SUCH_DOCUMENT");
        assertThat(take("RMA1", "BOX", true, "1 1 NEW")).isEqualTo("CREATED"); // the other two stay with the customer
        assertThat(ask("RMA2", order, false, "1 4")).isEqualTo("MORE_THAN_SHIPPED");
        assertThat(ask("RMA2", order, false, "1 3")).isEqualTo("CREATED");
        seller.clock.move(Duration.ofDays(31));
        assertThat(take("RMA2", "BOX", false, "1 3 NEW")).isEqualTo("NOT_EXPECTED");
        assertThat(ask("RMA3", order, true, "1 3")).isEqualTo("CREATED"); // RMA2 has expired
        assertThat(get("RMA2").state()).isEqualTo(SalesReturn.State.EXPIRED);
    }

    @Test
    void ofManyWhoAskTogetherNoMoreAreAuthorisedThanWasShipped() {
        long order = seller.sell("O1", "A 3");
        Map<String, Long> said = AtOnce.times(8, who -> ask("RMA" + who, order, false, "1 1")).stream()
                .collect(Collectors.groupingBy(word -> word, TreeMap::new, Collectors.counting()));
        assertThat(said).hasToString("{CREATED=3, MORE_THAN_SHIPPED=5}");
    }

    @Test
    void aReturnStaysWithTheVersionItWasJudgedBy() {
        long order = seller.sell("O1", "A 4");
        seller.clock.move(Duration.ofDays(10));
        assertThat(ask("RMA1", order, false, "1 1")).isEqualTo("CREATED");
        policy("2026-03-11", 5);
        assertThat(said(() -> seller.policies.add(seller.sellerId, Instant.EPOCH, get(1).rules())))
                .isEqualTo("EFFECTIVE_BEFORE_ITS_PREDECESSOR");
        seller.clock.move(Duration.ofDays(1));
        assertThat(ask("RMA2", order, false, "1 1")).isEqualTo("CREATED");
        assertThat(get("RMA2").state()).isEqualTo(SalesReturn.State.REFUSED);
        assertThat(get("RMA2").lines().get(0).why()).contains("version 2", "5 days", "which is over");
        assertThat(take("RMA2", "BOX", false, "1 1 NEW")).isEqualTo("NOT_EXPECTED");
        assertThat(ask("RMA3", order, true, "1 1")).isEqualTo("CREATED");
        assertThat(get("RMA3").state()).isEqualTo(SalesReturn.State.AUTHORISED);
        assertThat(get("RMA1").policyVersion()).contains(1);
        assertThat(take("RMA1", "BOX", false, "1 1 NEW")).isEqualTo("CREATED");
    }

    private penstock.core.returns.ReturnsPolicy get(int version) {
        return seller.policies.list(seller.sellerId).stream()
                .filter(policy -> policy.version() == version)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void unitsGoWhereTheirDispositionSays() {
        long order = seller.sell("O1", "A 6");
        ask("RMA1", order, false, "1 6");
        assertThat(take(
                        "RMA1",
                        "BOX",
                        false,
                        "1 1 NEW",
                        "1 1 OPENED",
                        "1 1 DAMAGED",
                        "1 1 NEW DISPOSE",
                        "1 1 NEW BACK_TO_SUPPLIER",
                        "1 1 DEFECTIVE REFURBISH"))
                .isEqualTo("CREATED");
        assertThat(seller.stock("A")).isEqualTo("available 5 quality 2 damaged 1 incoming 0");
        assertThat(seller.worth()).isEqualTo("A 8 6400, B 10 1000");
        List<SalesReturn.Item> items = get("RMA1").items();
        assertThat(items.get(3).proposed()).isEqualTo(Disposition.RESTOCK);
        assertThat(dispose(items.get(0), Disposition.DISPOSE)).isEqualTo("ALREADY_DISPOSED");
        assertThat(dispose(items.get(1), Disposition.QUARANTINE)).isEqualTo("DISPOSITION_DOES_NOT_SERVE");
        assertThat(dispose(items.get(1), Disposition.RESTOCK)).isEqualTo("CHANGED");
        assertThat(dispose(items.get(1), Disposition.RESTOCK)).isEqualTo("EXISTS");
        assertThat(dispose(items.get(1), Disposition.DISPOSE)).isEqualTo("ALREADY_DISPOSED");
        assertThat(dispose(items.get(2), Disposition.DISPOSE)).isEqualTo("CHANGED");
        assertThat(dispose(items.get(5), Disposition.BACK_TO_SUPPLIER)).isEqualTo("CHANGED");
        assertThat(seller.stock("A")).isEqualTo("available 6 quality 0 damaged 0 incoming 0");
        assertThat(seller.worth()).isEqualTo("A 6 4800, B 10 1000");
    }

    private String dispose(SalesReturn.Item item, Disposition as) {
        return said(() -> seller.taking.dispose(seller.sellerId, Actor.OPERATOR, item.itemId(), as));
    }

    @Test
    void aKitComesBackAsItsComponents() {
        new Skus(seller.database, seller.clock, seller.ids)
                .create(
                        seller.sellerId,
                        SkuProfile.plain("K", "Kit", Skus.Sharing.POOL, 0).of(SkuProfile.Kind.KIT),
                        Optional.empty());
        new Kits(seller.database, seller.clock).put(seller.sellerId, new Kits.Kit("K", Map.of("A", 1, "B", 2)));
        long order = seller.sell("O1", "K 3");
        assertThat(ask(new NewReturn(
                        "RMA1",
                        order,
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        "",
                        List.of(new NewReturn.Wish(Optional.empty(), Optional.of("1"), 2, ReturnReason.CHANGED_MIND)))))
                .isEqualTo("CREATED");
        assertThat(get("RMA1").lines().stream().map(line -> line.sku() + " " + line.units()))
                .containsExactly("A 2", "B 4");
        assertThat(ask("RMA2", order, false, "1 2")).isEqualTo("MORE_THAN_SHIPPED");
        assertThat(take("RMA1", "BOX", true, "1 2 NEW", "2 3 NEW")).isEqualTo("CREATED"); // a B is missing
        assertThat(seller.stock("A")).startsWith("available 9 ");
        assertThat(seller.stock("B")).startsWith("available 7 ");
        assertThat(seller.worth()).isEqualTo("A 9 7200, B 7 700");
    }

    @Test
    void whatComesUnannouncedIsAFactWhateverThePolicySays() {
        long order = seller.sell("O1", "A 4");
        seller.clock.move(Duration.ofDays(90));
        Unannounced late = came("U1", Optional.of(order), 3);
        assertThat(said(() -> seller.taking.receive(seller.sellerId, Actor.OPERATOR, late)))
                .isEqualTo("CREATED");
        assertThat(said(() -> seller.taking.receive(seller.sellerId, Actor.OPERATOR, late)))
                .isEqualTo("EXISTS");
        assertThat(get("U1").lines().get(0).accepted()).isFalse();
        assertThat(get("U1").lines().get(0).why()).contains("which is over");
        assertThat(seller.stock("A")).isEqualTo("available 9 quality 0 damaged 0 incoming 0");
        assertThat(said(() ->
                        seller.taking.receive(seller.sellerId, Actor.OPERATOR, came("U2", Optional.of(order), 2))))
                .isEqualTo("MORE_THAN_SHIPPED");
        assertThat(said(() -> seller.taking.receive(seller.sellerId, Actor.OPERATOR, came("U2", Optional.empty(), 2))))
                .isEqualTo("CREATED");
        assertThat(seller.worth()).isEqualTo("A 11 8800, B 10 1000"); // of no known sale: at the last known cost
    }

    private static Unannounced came(String id, Optional<Long> order, int units) {
        return new Unannounced(
                id,
                "WH1",
                order,
                Optional.empty(),
                Optional.empty(),
                "",
                List.of(new Unannounced.Found(
                        order.map(known -> 1),
                        order.isPresent() ? Optional.empty() : Optional.of("A"),
                        units,
                        ReturnReason.CHANGED_MIND,
                        ReceivedCondition.NEW,
                        Optional.empty())));
    }

    @Test
    void anExchangeIsAReturnAndAnotherOrder() {
        long order = seller.sell("O1", "A 4");
        ask("RMA1", order, false, "1 1");
        assertThat(exchange(order)).isEqualTo("NO_EXCHANGE");
        assertThat(exchange(4711)).isEqualTo("NO_EXCHANGE");
        long instead = seller.sell("O2", "B 1");
        assertThat(exchange(instead)).isEqualTo("CHANGED");
        assertThat(exchange(instead)).isEqualTo("EXISTS");
        assertThat(exchange(seller.sell("O3", "B 1"))).isEqualTo("NO_EXCHANGE");
        assertThat(get("RMA1").exchangeOrderId()).contains(instead);
    }

    private String exchange(long order) {
        return said(() -> seller.returns.exchange(seller.sellerId, "RMA1", order));
    }
}
