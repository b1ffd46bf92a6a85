package penstock.test.production;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.core.book.Actor;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.SkuProfile;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.catalogue.Tracking;
import penstock.core.catalogue.bom.Bom;
import penstock.core.catalogue.bom.Boms;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Scope;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.ledger.Stock;
import penstock.core.money.Money;
import penstock.core.production.ProductionAct;
import penstock.core.production.ProductionOrders;
import penstock.core.production.RollUp;
import penstock.core.production.Routings;
import penstock.core.production.WorkCentres;
import penstock.core.production.WorkCentres.WorkCentre;
import penstock.core.shelf.Spot;
import penstock.core.store.Database;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.Valuing;
import penstock.core.warehouse.Lots;
import penstock.core.warehouse.StockDetails;
import penstock.test.TestDatabase;
import penstock.test.check.BehindTheApp;
import penstock.test.check.MovedClock;

/** A seller who makes things in one place, and the words to play with. */
final class Workshop implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-10T08:00:00Z");

    private static final EngineLimits LIMITS = new EngineLimits(2, 50, 1_000, 10);

    final Database database = TestDatabase.database();
    final MovedClock clock = new MovedClock(START);
    final Ids ids = TestDatabase.ids(clock);
    final Engine engine = new Engine(database, clock, ids, LIMITS, seller -> {});
    final Valuing valuing = new Valuing(database);
    final CostDocuments documents = new CostDocuments(database, clock, valuing);
    final ValuationReports reports = new ValuationReports(database);
    final Boms boms = new Boms(database, clock, ids);
    final WorkCentres workCentres = new WorkCentres(database);
    final Routings routings = new Routings(database);
    final ProductionOrders orders = new ProductionOrders(database, boms, engine, reports);
    final RollUp rollUp = new RollUp(database, documents, clock);
    final long sellerId;
    final Location place;
    private final Map<String, Sku> skus = new TreeMap<>();
    private int moves;
    private int acts;

    Workshop(String... skuCodes) {
        sellerId = new Sellers(database, clock, ids)
                .create("Workshop", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        place = new Locations(database, clock, ids)
                .create(
                        sellerId,
                        "SHOP",
                        "Shop",
                        Locations.Kind.WAREHOUSE,
                        Locations.ShipsBy.SELLER,
                        Optional.empty(),
                        1);
        for (String code : skuCodes) {
            skus.put(
                    code,
                    new Skus(database, clock, ids)
                            .create(sellerId, code, code, Optional.empty(), Skus.Sharing.POOL, 0));
        }
    }

    Sku sku(String code) {
        return skus.get(code);
    }

    /** From now on it is kept in lots. */
    void inLots(String sku) {
        Tracking lots = new Tracking(Tracking.By.LOT, Optional.empty(), Optional.empty(), Optional.empty());
        new Skus(database, clock, ids)
                .change(
                        sellerId,
                        sku,
                        was -> new SkuProfile(
                                was.code(),
                                was.title(),
                                was.kind(),
                                was.unit(),
                                was.decimals(),
                                was.lifecycle(),
                                was.sharing(),
                                was.safetyStock(),
                                lots,
                                was.size(),
                                was.trade(),
                                was.family()));
    }

    /** Where units of a lot are put that is entered with it. */
    Placed lot(String sku, String code, String expiresOn) {
        Lots.LotProfile profile =
                new Lots.LotProfile(code, Optional.empty(), Optional.of(LocalDate.parse(expiresOn)), "");
        long lot = new Lots(database, clock, ids)
                .create(
                        sellerId,
                        new Skus(database, clock, ids).find(sellerId, sku).orElseThrow(),
                        profile)
                .lotId();
        return Placed.at(new Spot(Spot.NO_BIN, lot));
    }

    /** What of a SKU is of which lot, as {@code quality_control L1 3}. */
    String lots(String sku) {
        return new StockDetails(database)
                .list(sellerId, sku, place.code(), "", StockDetails.After.NOTHING, 100).stream()
                        .map(row -> row.state().toLowerCase(Locale.ROOT) + " " + row.lot() + " " + row.units())
                        .collect(Collectors.joining(", "));
    }

    LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** A bill of materials such as {@code TABLE 1 of TOP 1, LEG 4}; the version is the next one. */
    void bom(String sku, int batch, String lines) {
        int version = boms.list(sellerId, List.of(sku(sku))).size() + 1;
        boms.put(
                sellerId,
                new Bom(
                        sku,
                        version,
                        batch,
                        Arrays.stream(lines.split(", ", -1)).map(Workshop::line).toList()));
    }

    /** {@code LEG 4}, {@code LEG 4 scrap 250}, {@code GLUE 30 used up}. */
    private static Bom.Line line(String text) {
        String[] words = text.split(" ", -1);
        boolean scrap = words.length > 2 && words[2].equals("scrap");
        return new Bom.Line(
                words[0],
                Integer.parseInt(words[1]),
                scrap ? Integer.parseInt(words[3]) : 0,
                text.endsWith("used up") ? Bom.Role.CONSUMABLE : Bom.Role.COMPONENT);
    }

    /** A work centre of eight hours a day. */
    void workCentre(String code, long labourPerHour, long overheadPerHour) {
        workCentres.put(sellerId, new WorkCentre(code, code, 480, labourPerHour, overheadPerHour));
    }

    /** A routing such as {@code SAW 600 60, PAINT 0 120}: work centre, setup and run seconds. */
    void routing(String sku, String steps) {
        routings.put(
                sellerId,
                sku(sku),
                Arrays.stream(steps.split(", ", -1))
                        .map(step -> step.split(" ", -1))
                        .map(words -> new Routings.Step(
                                words[0].toLowerCase(java.util.Locale.ROOT),
                                words[0],
                                Integer.parseInt(words[1]),
                                Integer.parseInt(words[2])))
                        .toList());
    }

    /** Receives units that cost so much in all, says the receipt. */
    long receive(String sku, int units, String cost) {
        long receipt = receive(sku, units);
        cost(receipt, cost);
        return receipt;
    }

    /** Receives units of which nobody says what they cost. */
    long receive(String sku, int units) {
        Reply reply = engine.decide(
                sellerId,
                new MoveStock(
                        "m" + ++moves,
                        MoveStock.Kind.RECEIVE,
                        new StockKey(sku(sku).skuId(), place.locationId()),
                        units));
        assertThat(reply.verdict()).as(reply.detail()).isEqualTo(Verdict.CREATED);
        return reply.id();
    }

    void cost(long receipt, String amount) {
        Money money = Money.of(new BigDecimal(amount), Money.currency("EUR"));
        CostDraft.Receipt received = new CostDraft.Receipt(true, receipt, OptionalLong.empty());
        assertThat(documents
                        .post(
                                sellerId,
                                new CostDraft.Costs(
                                        "c" + ++moves,
                                        today(),
                                        "",
                                        false,
                                        List.of(new CostDraft.ReceiptCost(received, money))))
                        .isThere())
                .isTrue();
    }

    ProductionOrders.Draft draft(String number, String sku, int units, Issuing issuing) {
        return new ProductionOrders.Draft(
                number, sku(sku), Optional.empty(), units, place, today().plusDays(7), issuing, false);
    }

    void plan(String number, String sku, int units, Issuing issuing) {
        assertThat(orders.plan(sellerId, draft(number, sku, units, issuing)).verdict())
                .isEqualTo(Verdict.CREATED);
    }

    /** Does something about an order, and says what was answered: the verdict, and why where it was refused. */
    String act(String number, ProductionAct act) {
        return act(number, "a" + ++acts, act);
    }

    String act(String number, String callerId, ProductionAct act) {
        Map<Long, String> codes = skus.values().stream().collect(Collectors.toMap(Sku::skuId, Sku::code));
        Reply reply = orders.act(sellerId, Actor.OPERATOR, number, callerId, act, codes);
        return reply.verdict() + (reply.detail().isEmpty() ? "" : ": " + reply.detail());
    }

    ProductionAct.Units units(String sku, int units) {
        return new ProductionAct.Units(sku(sku).skuId(), units);
    }

    static ProductionAct.Report good(int stageNo, int units) {
        return new ProductionAct.Report(stageNo, units, 0, OptionalLong.empty(), "");
    }

    static ProductionAct.Report report(int stageNo, int good, int scrapped, String reason) {
        return new ProductionAct.Report(stageNo, good, scrapped, OptionalLong.empty(), reason);
    }

    /** Available units of each SKU that has any, as one line; those in quality control in brackets. */
    String stock() {
        return new Stock(database)
                .balances(sellerId, "", "", 100).stream()
                        .filter(balance -> balance.available() + balance.qualityControl() > 0)
                        .map(balance -> balance.skuCode() + " " + balance.available()
                                + (balance.qualityControl() > 0 ? " (" + balance.qualityControl() + ")" : ""))
                        .collect(Collectors.joining(", "));
    }

    /** Worth of each SKU, in cents, as one line, once what was made has been rolled up. */
    String worth() {
        rollUp.followToHead(sellerId);
        return reports.worth(sellerId, today(), "", 100).stream()
                .filter(sku -> sku.units() > 0)
                .map(sku -> sku.skuCode() + " " + sku.units() + " = " + sku.value())
                .collect(Collectors.joining(", "));
    }

    /** What the journal says of an account, in cents. */
    long account(String name) {
        return database.transact(
                        sellerId,
                        transaction -> transaction.find("""
                                select coalesce(sum(case when to_account = ? then amount else 0 end)
                                              - sum(case when from_account = ? then amount else 0 end), 0)::bigint as amount
                                  from cost_entry where seller_id = ?
                                """, row -> row.getLong("amount"), name, name, sellerId))
                .orElseThrow();
    }

    /** Every invariant holds. */
    void requireSound() {
        Findings findings =
                Check.asChecker(BehindTheApp.checkerLogin(), clock).run(new Scope(OptionalLong.of(sellerId), false, 5));
        assertThat(findings.hold()).as(CheckReport.text(findings)).isTrue();
    }

    @Override
    public void close() {
        engine.close();
    }
}
