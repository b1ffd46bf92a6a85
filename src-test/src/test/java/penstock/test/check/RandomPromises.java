package penstock.test.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import penstock.core.book.Actor;
import penstock.core.book.BackorderRule;
import penstock.core.book.Command;
import penstock.core.book.FlagChange.Flag;
import penstock.core.book.StockKey;
import penstock.core.catalogue.BackorderRules;
import penstock.core.catalogue.Skus;
import penstock.core.ledger.ExpectStock;
import penstock.core.ledger.MoveStock;
import penstock.core.order.ExtendHold;
import penstock.core.order.FlagOrder;
import penstock.core.order.ReviewBackorders;

/** What may be promised of what is to come, when it comes, and what people say of orders, at random. */
final class RandomPromises {

    private static final List<String> PROMISED = List.of("SKU-A", "SKU-B", "SKU-P");
    private static final LocalDate TODAY = LocalDate.parse("2026-03-01");

    private final SampleSeller seller;
    private final RandomGenerator random;
    private final BackorderRules rules;
    private int expected;
    private int arrived;

    RandomPromises(SampleSeller seller, RandomGenerator random) {
        this.seller = seller;
        this.random = random;
        this.rules = new BackorderRules(seller.database);
        PROMISED.forEach(this::setRule);
    }

    private void setRule(String code) {
        BackorderRule.Kind kind = any(List.of(BackorderRule.Kind.values()));
        Optional<LocalDate> release = kind == BackorderRule.Kind.PREORDER
                ? Optional.of(TODAY.plusDays(random.nextInt(20)))
                : Optional.empty();
        Skus.Sku sku = new Skus(seller.database, seller.clock, seller.ids)
                .find(seller.sellerId, code)
                .orElseThrow();
        rules.put(seller.sellerId, sku, new BackorderRule(kind, random.nextInt(8), random.nextInt(30), release));
    }

    Optional<Command> next() {
        int dice = random.nextInt(100);
        if (dice < 45) {
            return Optional.of(expect());
        } else if (dice < 65) {
            return Optional.of(
                    new MoveStock("arrived-" + ++arrived, MoveStock.Kind.ARRIVE, place(), 1 + random.nextInt(10)));
        } else if (dice < 70) {
            return Optional.of(new ReviewBackorders(seller.sku(any(PROMISED))));
        } else if (dice < 80) {
            return flag();
        } else if (dice < 92) {
            return extend();
        }
        setRule(any(PROMISED));
        return Optional.empty();
    }

    /** Of few documents, so that what is expected by one changes. */
    private Command expect() {
        String document = "PO-" + random.nextInt(4);
        LocalDate day = TODAY.plusDays(random.nextInt(-2, 30));
        return new ExpectStock("expected-" + ++expected, document, place(), random.nextInt(12), day);
    }

    private StockKey place() {
        long location = random.nextInt(3) == 0 ? seller.providerPlace : seller.warehouse;
        return seller.at(location, any(PROMISED));
    }

    private Optional<Command> flag() {
        List<Long> orders = seller.list(
                "select order_id from sales_order where seller_id = :seller order by order_id",
                row -> row.getLong("order_id"));
        return orders.isEmpty()
                ? Optional.empty()
                : Optional.of(new FlagOrder(
                        any(orders), any(List.of(Flag.values())), random.nextInt(3) > 0, Actor.OPERATOR, "a reason"));
    }

    private Optional<Command> extend() {
        List<String> holds = seller.list(
                "select channel_order_id from sales_order where seller_id = :seller and phase = 'HELD' order by order_id",
                row -> row.getText("channel_order_id").substring("hold:".length()));
        return holds.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExtendHold(
                        seller.site, any(holds), seller.clock.instant().plusSeconds(random.nextInt(6000))));
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
