package penstock.test.purchasing;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Tracking;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.identity.Sealing;
import penstock.core.ledger.Stock;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.OrderSnapshot;
import penstock.core.money.Money;
import penstock.core.order.ApplyOrder;
import penstock.core.port.ChannelKinds.ChannelKind;
import penstock.core.port.ChannelKinds.Role;
import penstock.core.purchasing.Announcements;
import penstock.core.purchasing.Delivery;
import penstock.core.purchasing.Discrepancies;
import penstock.core.purchasing.Inspections;
import penstock.core.purchasing.NewPurchaseOrder;
import penstock.core.purchasing.PurchaseOrder;
import penstock.core.purchasing.PurchaseOrders;
import penstock.core.purchasing.ReceiptCosts;
import penstock.core.purchasing.Receipts;
import penstock.core.purchasing.Receiving;
import penstock.core.purchasing.ReceivingRules;
import penstock.core.purchasing.Suppliers;
import penstock.core.returns.Policies;
import penstock.core.returns.ReceivingReturns;
import penstock.core.returns.Refunds;
import penstock.core.returns.Returns;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.ShipParcel;
import penstock.core.store.Database;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.ExchangeRates;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.Valuing;
import penstock.core.warehouse.Named;
import penstock.core.warehouse.StockDetails;
import penstock.test.TestDatabase;
import penstock.test.check.BehindTheApp;
import penstock.test.check.MovedClock;

/** A seller with a supplier, a warehouse and three SKUs; and the words to play with. */
public final class BuyingSeller implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T08:00:00Z");

    private static final EngineLimits LIMITS = new EngineLimits(2, 50, 1_000, 10);

    final Database database = TestDatabase.database();
    final MovedClock clock = new MovedClock(START);
    final Ids ids = TestDatabase.ids(clock);
    final Engine engine = new Engine(database, clock, ids, LIMITS, seller -> {});
    final Valuing valuing = new Valuing(database);
    final CostDocuments documents = new CostDocuments(database, clock, valuing);
    final ExchangeRates rates = new ExchangeRates(database, clock);
    final ReceiptCosts costs = new ReceiptCosts(database, documents, valuing, clock);
    final PurchaseOrders orders = new PurchaseOrders(database, engine);
    final Announcements announcements = new Announcements(database, engine);
    final Receiving receiving = new Receiving(engine, costs);
    final Receipts receipts = new Receipts(database);
    final Discrepancies discrepancies = new Discrepancies(database, engine);
    final Inspections inspections = new Inspections(database, engine);
    final ReceivingRules rules = new ReceivingRules(database);
    final Policies policies = new Policies(database, clock);
    final Returns returns = new Returns(database, engine);
    final ReceivingReturns taking = new ReceivingReturns(engine);
    final Refunds refunds = new Refunds(database, clock, ids);
    final long sellerId;
    final long site;

    BuyingSeller() {
        sellerId = new Sellers(database, clock, ids)
                .create("Buying", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        Locations locations = new Locations(database, clock, ids);
        locations.create(sellerId, "WH1", "W", Locations.Kind.WAREHOUSE, Locations.ShipsBy.SELLER, Optional.empty(), 1);
        locations.create(sellerId, "SUP", "S", Locations.Kind.SUPPLIER, Locations.ShipsBy.SELLER, Optional.empty(), 9);
        site = new Accounts(database, clock, ids, new Sealing(new byte[Sealing.KEY_BYTES]))
                .open(
                        sellerId,
                        new ChannelKind("site", Role.CHANNEL, true, false, false, false, List.of()),
                        new Accounts.Opening("site", "https://site.example", 1, Map.of(), Map.of()))
                .accountId();
        Skus skus = new Skus(database, clock, ids);
        for (String code : List.of("A", "B", "C")) {
            skus.create(sellerId, code, code, Optional.empty(), Skus.Sharing.POOL, 0);
        }
        new Suppliers(database, ids).put(sellerId, new Suppliers.Supplier("ACME", "Acme", "USD", 14, Optional.empty()));
    }

    /** A line of an order, as {@code A 10 at 8.00}. */
    static NewPurchaseOrder.Line line(String words) {
        String[] word = words.split(" ");
        return new NewPurchaseOrder.Line(
                word[0],
                Optional.empty(),
                Optional.empty(),
                Integer.parseInt(word[1]),
                new BigDecimal(word[3]),
                Optional.empty());
    }

    String create(String number, String currency, String... lines) {
        return said(() -> orders.create(
                sellerId,
                new NewPurchaseOrder(
                        number,
                        "ACME",
                        "WH1",
                        Money.currency(currency),
                        Arrays.stream(lines).map(BuyingSeller::line).toList())));
    }

    /** Writes an order in euros and orders it. */
    void order(String number, String... lines) {
        assertThat(create(number, "EUR", lines)).isEqualTo("CREATED");
        assertThat(said(() -> orders.order(sellerId, Actor.OPERATOR, number))).isEqualTo("CHANGED");
    }

    /** Items as {@code A 9+1}: sound and damaged units. */
    String receive(String id, Delivery.Source source, boolean complete, String... items) {
        return said(() -> receiving.receive(
                sellerId,
                Actor.OPERATOR,
                new Delivery(
                        id,
                        source,
                        complete,
                        Arrays.stream(items).map(BuyingSeller::item).toList())));
    }

    private static Delivery.Item item(String words) {
        String[] word = words.split("[ +]", 4);
        boolean ours = word[0].length() == 1;
        return new Delivery.Item(
                ours ? Optional.of(word[0]) : Optional.empty(),
                ours ? "" : word[0],
                Integer.parseInt(word[1]),
                Integer.parseInt(word[2]),
                named(word.length > 3 ? word[3] : ""));
    }

    /** Which units they are, as {@code lot=L1 expires=2027-01-01 bin=A1 serials=S1,S2}. */
    static Named named(String words) {
        Map<String, String> said = Arrays.stream(words.split(" "))
                .filter(word -> !word.isEmpty())
                .map(word -> word.split("="))
                .collect(Collectors.toMap(word -> word[0], word -> word[1]));
        return new Named(
                Optional.ofNullable(said.get("bin")),
                Optional.ofNullable(said.get("lot")),
                Optional.ofNullable(said.get("made")).map(LocalDate::parse),
                Optional.ofNullable(said.get("expires")).map(LocalDate::parse),
                Optional.ofNullable(said.get("serials"))
                        .map(list -> List.of(list.split(",")))
                        .orElse(List.of()));
    }

    /** Two SKUs more: H in lots that keep a year and must keep 30 days when they come, and S in pieces. */
    void tracked() {
        track("H", new Tracking(Tracking.By.LOT, Optional.of(365), Optional.of(30), Optional.of(10)));
        track("S", new Tracking(Tracking.By.SERIAL, Optional.empty(), Optional.empty(), Optional.empty()));
    }

    void track(String code, Tracking tracking) {
        SkuProfile plain = SkuProfile.plain(code, code, Skus.Sharing.POOL, 0);
        new Skus(database, clock, ids)
                .create(
                        sellerId,
                        new SkuProfile(
                                code,
                                code,
                                plain.kind(),
                                plain.unit(),
                                plain.decimals(),
                                plain.lifecycle(),
                                plain.sharing(),
                                0,
                                tracking,
                                Size.UNKNOWN,
                                plain.trade(),
                                plain.family()),
                        Optional.empty());
    }

    /** What of a SKU lies where, as {@code damaged A1/L1 2}. */
    String lying(String sku) {
        return new StockDetails(database)
                .list(sellerId, sku, "WH1", "", StockDetails.After.NOTHING, 100).stream()
                        .map(row ->
                                (row.state().equals("SOUND") ? "" : row.state().toLowerCase(Locale.ROOT) + " ")
                                        + (row.bin().isEmpty() ? "-" : row.bin()) + "/"
                                        + (row.lot().isEmpty() ? "-" : row.lot()) + " " + row.units())
                        .collect(Collectors.joining(", "));
    }

    /** The pieces of S and how they are, as {@code S1 IN_STOCK SOUND}. */
    String pieces() {
        return database
                .transact(
                        sellerId,
                        transaction -> transaction.list(
                                "select serial_no, state, physical from serial where seller_id = ? order by serial_no",
                                row -> row.getText("serial_no") + " " + row.getText("state")
                                        + (row.getText("state").equals("IN_STOCK")
                                                ? " " + row.getText("physical")
                                                : ""),
                                sellerId))
                .stream()
                .collect(Collectors.joining(", "));
    }

    static Delivery.Source of(String order) {
        return new Delivery.OfOrder(order);
    }

    /** Sells and ships, lines as {@code A 3}; says the order's id. */
    long sell(String id, String... lines) {
        return sell(id, fulfilment -> {}, lines);
    }

    /** The same, with something done before each fulfilment order ships. */
    long sell(String id, LongConsumer picking, String... lines) {
        List<OrderLineSnapshot> wanted = new ArrayList<>();
        for (String line : lines) {
            String[] word = line.split(" ");
            wanted.add(new OrderLineSnapshot("" + (wanted.size() + 1), word[0], Integer.parseInt(word[1]), 0));
        }
        OrderSnapshot snapshot = new OrderSnapshot(
                id,
                1,
                OrderPhase.CONFIRMED,
                clock.instant(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                wanted);
        long order = engine.decide(sellerId, new ApplyOrder(site, snapshot, 0, false))
                .id();
        engine.decide(sellerId, new ReleaseOrder(order));
        database.transact(
                        sellerId,
                        transaction -> transaction.list(
                                "select fulfilment_id from fulfilment_order where seller_id = ? and order_id = ?",
                                row -> row.getLong("fulfilment_id"),
                                sellerId,
                                order))
                .forEach(fulfilment -> {
                    picking.accept(fulfilment);
                    engine.decide(
                            sellerId,
                            new ShipParcel(fulfilment, "BOX", "UPS", "1Z" + order, clock.instant(), Map.of()));
                });
        return order;
    }

    /** What was decided: the verdict, or why it was refused. */
    static String said(Supplier<Reply> wish) {
        try {
            return wish.get().verdict().name();
        } catch (Refusal refusal) {
            return refusal.reason();
        } catch (InvalidField wrong) {
            return wrong.reason().name();
        }
    }

    StockKey at(String sku) {
        long skuId =
                new Skus(database, clock, ids).find(sellerId, sku).orElseThrow().skuId();
        long place = new Locations(database, clock, ids)
                .find(sellerId, "WH1")
                .orElseThrow()
                .locationId();
        return new StockKey(skuId, place);
    }

    /** What there is of a SKU, as one line. */
    String stock(String sku) {
        return new Stock(database)
                .balances(sellerId, sku, "", 10).stream()
                        .map(row -> "available %d quality %d damaged %d incoming %d"
                                .formatted(row.available(), row.qualityControl(), row.damaged(), row.incoming()))
                        .collect(Collectors.joining("; "));
    }

    PurchaseOrder order(String number) {
        return orders.find(sellerId, number).orElseThrow();
    }

    /** An order's state, and of each line what was ordered, came, came beyond and was given up. */
    String standing(String number) {
        PurchaseOrder order = order(number);
        return order.state()
                + order.lines().stream()
                        .map(line -> " %s %d: %d %d %d"
                                .formatted(
                                        line.sku(), line.ordered(), line.received(), line.surplus(), line.cancelled()))
                        .collect(Collectors.joining());
    }

    /** Open discrepancies, as {@code OVER A 3}. */
    String wrong() {
        return discrepancies.list(sellerId, true, 0, 100).stream()
                .map(one -> one.kind() + " " + one.sku().orElse("?") + " " + one.units())
                .collect(Collectors.joining(", "));
    }

    /** Worth today of each SKU that there is something of, as one line. */
    String worth() {
        valuing.followToHead(sellerId);
        return new ValuationReports(database)
                        .worth(
                                sellerId,
                                clock.instant()
                                        .atOffset(java.time.ZoneOffset.UTC)
                                        .toLocalDate(),
                                "",
                                100)
                        .stream()
                        .filter(sku -> sku.units() > 0)
                        .map(sku -> sku.skuCode() + " " + sku.units() + " " + sku.value())
                        .collect(Collectors.joining(", "));
    }

    void requireSound() {
        valuing.followToHead(sellerId);
        Findings findings =
                Check.asChecker(BehindTheApp.checkerLogin(), clock).run(new Scope(OptionalLong.of(sellerId), true, 5));
        assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
    }

    @Override
    public void close() {
        engine.close();
    }
}
