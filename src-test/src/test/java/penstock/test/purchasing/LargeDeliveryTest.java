package penstock.test.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Reply.Verdict;
import penstock.core.buying.Sample;
import penstock.core.buying.Sampling;
import penstock.core.catalogue.Tracking;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.money.Money;
import penstock.core.purchasing.Announcement;
import penstock.core.purchasing.CheckItem;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.NewPurchaseOrder;
import penstock.core.purchasing.Receiving;
import penstock.core.purchasing.ReceivingRules.ReceivingRule;
import penstock.core.purchasing.ReceivingRules.Scoped;
import penstock.test.CountedStatements;

/** All orders of a seller wait while a delivery is taken in, so what that takes does not grow with its lines. */
class LargeDeliveryTest {

    private static final int KINDS = 3; // of goods: in lots, in pieces, all alike

    @Test
    void aLargeDeliveryTakesNoMoreStatementsThanASmallOne() {
        CountedStatements counted = new CountedStatements();
        BuyingSeller seller = new BuyingSeller();
        try (Engine engine = new Engine(
                counted.database(), seller.clock, seller.ids, new EngineLimits(1, 50, 1_000, 10), moved -> {})) {
            goods(seller, 100);
            inspect(seller);
            Receiving receiving = new Receiving(engine, seller.costs);
            List<Integer> statements = new ArrayList<>();
            int from = 1;
            for (int lines : new int[] {KINDS, KINDS, 30 * KINDS}) { // the first learns the seller's catalogue
                int first = from;
                List<Integer> numbers =
                        IntStream.range(first, first + lines).boxed().toList();
                order(seller, "P" + lines + "-" + first, numbers);
                counted.take();
                assertThat(receiving
                                .receive(seller.sellerId, Actor.OPERATOR, delivery("P" + lines + "-" + first, numbers))
                                .verdict())
                        .isEqualTo(Verdict.CREATED);
                statements.add(counted.take());
                from += lines;
            }
            assertThat(statements.get(2)).isEqualTo(statements.get(1)).isLessThan(60);
            assertThat(seller.inspections.list(seller.sellerId, penstock.core.purchasing.Inspection.State.OPEN, 0, 500))
                    .hasSize(32 * (KINDS + 1)); // what comes in two lots is inspected lot by lot
        }
        seller.requireSound();
        seller.close();
    }

    private static void goods(BuyingSeller seller, int number) {
        for (int i = 1; i <= number; i++) {
            Tracking.By by = switch (i % KINDS) {
                case 0 -> Tracking.By.LOT;
                case 1 -> Tracking.By.SERIAL;
                default -> Tracking.By.NONE;
            };
            Optional<Integer> life = by == Tracking.By.LOT ? Optional.of(365) : Optional.empty();
            seller.track(code(i), new Tracking(by, life, Optional.empty(), Optional.empty()));
        }
    }

    private static String code(int number) {
        return "SKU-" + number;
    }

    private static void inspect(BuyingSeller seller) {
        Sampling skipping = new Sampling(Sampling.Plan.FIXED, Optional.of(new Sample(1, 0)), Optional.empty(), 1, 2);
        List<CheckItem> checklist =
                List.of(new CheckItem("Is it clean?", Optional.empty(), Optional.empty(), Optional.empty()));
        seller.rules.put(
                seller.sellerId,
                new Scoped(Optional.empty(), Optional.of("ACME"), new ReceivingRule(0, skipping, checklist)));
    }

    /** Orders four of each, all of them announced. */
    private static void order(BuyingSeller seller, String number, List<Integer> goods) {
        seller.orders.create(
                seller.sellerId,
                new NewPurchaseOrder(
                        number,
                        "ACME",
                        "WH1",
                        Money.currency("EUR"),
                        goods.stream()
                                .map(i -> new NewPurchaseOrder.Line(
                                        code(i),
                                        Optional.empty(),
                                        Optional.empty(),
                                        4,
                                        new BigDecimal("1.00"),
                                        Optional.empty()))
                                .toList()));
        seller.orders.order(seller.sellerId, Actor.OPERATOR, number);
        seller.announcements.announce(
                seller.sellerId,
                new Announcement(
                        number,
                        "ACME",
                        Optional.empty(),
                        Announcement.State.ANNOUNCED,
                        IntStream.rangeClosed(1, goods.size())
                                .mapToObj(line -> new Announcement.Line(number, line, 4, 0, Optional.empty()))
                                .toList()));
    }

    /** One more than ordered comes of each, and one is damaged; and something that nobody ordered. */
    private static Delivery delivery(String order, List<Integer> goods) {
        return new Delivery(
                "R-" + order,
                new Delivery.OfAnnouncement(order),
                true,
                Stream.concat(
                                goods.stream().flatMap(i -> items(i).stream()),
                                Stream.of(new Delivery.Item(Optional.of("A"), "", 1, 0)))
                        .toList());
    }

    private static List<Delivery.Item> items(int number) {
        Optional<String> sku = Optional.of(code(number));
        return switch (number % KINDS) {
            case 0 ->
                List.of(
                        new Delivery.Item(sku, "", 2, 1, BuyingSeller.named("lot=X made=2026-02-01")),
                        new Delivery.Item(sku, "", 2, 0, BuyingSeller.named("lot=Y made=2026-02-02")));
            case 1 ->
                List.of(
                        new Delivery.Item(sku, "", 4, 0, BuyingSeller.named("serials=1,2,3,4")),
                        new Delivery.Item(sku, "", 0, 1, BuyingSeller.named("serials=5")));
            default -> List.of(new Delivery.Item(sku, "", 4, 1));
        };
    }
}
