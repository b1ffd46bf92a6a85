package penstock.test.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;
import penstock.core.book.Account;
import penstock.core.book.Book;
import penstock.core.book.Cause;
import penstock.core.book.Command;
import penstock.core.book.Condition;
import penstock.core.book.Needs;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Sellers;
import penstock.core.catalogue.Skus;
import penstock.core.check.Check;
import penstock.core.check.CheckReport;
import penstock.core.check.Findings;
import penstock.core.check.Invariant;
import penstock.core.check.Scope;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.identity.Ids;
import penstock.core.ledger.MoveStock;
import penstock.core.money.Money;
import penstock.core.store.Database;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.ExchangeRates;
import penstock.core.valuation.Posted;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.Valuing;
import penstock.test.TestDatabase;
import penstock.test.check.BehindTheApp;
import penstock.test.check.MovedClock;

/** A seller with a warehouse, a second one, and a supplier's place, whose stock is valued; and the words to play with. */
final class ValuedSeller implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-10T08:00:00Z");

    private static final EngineLimits LIMITS = new EngineLimits(2, 50, 1_000, 10);

    final Database database = TestDatabase.database();
    final MovedClock clock = new MovedClock(START);
    final Ids ids = TestDatabase.ids(clock);
    final Engine engine = new Engine(database, clock, ids, LIMITS, seller -> {});
    final Valuing valuing = new Valuing(database);
    final CostDocuments documents = new CostDocuments(database, clock, valuing);
    final ExchangeRates rates = new ExchangeRates(database, clock);
    final ValuationReports reports = new ValuationReports(database);
    final long sellerId;
    final long warehouse;
    final long annex;
    final long supplier;
    private final Map<String, Long> skus = new TreeMap<>();
    private int moves;
    private int documentsPosted;

    ValuedSeller(String... skuCodes) {
        sellerId = new Sellers(database, clock, ids)
                .create("Valued", "EUR", Sellers.PartialShipping.SHIP_AVAILABLE)
                .sellerId();
        warehouse = place("WH1", Locations.Kind.WAREHOUSE);
        annex = place("WH2", Locations.Kind.WAREHOUSE);
        supplier = place("SUP", Locations.Kind.SUPPLIER);
        for (String code : skuCodes) {
            skus.put(
                    code,
                    new Skus(database, clock, ids)
                            .create(sellerId, code, code, Optional.empty(), Skus.Sharing.POOL, 0)
                            .skuId());
        }
    }

    private long place(String code, Locations.Kind kind) {
        return new Locations(database, clock, ids)
                .create(sellerId, code, code, kind, Locations.ShipsBy.SELLER, Optional.empty(), 1)
                .locationId();
    }

    long sku(String code) {
        return skus.get(code);
    }

    LocalDate today() {
        return clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
    }

    /** Receives units, says the id of the stock move. */
    long receive(String sku, int units) {
        return receive(sku, units, warehouse);
    }

    long receive(String sku, int units, long place) {
        return move(MoveStock.Kind.RECEIVE, sku, units, place);
    }

    long move(MoveStock.Kind kind, String sku, int units, long place) {
        Reply reply = engine.decide(sellerId, new MoveStock("m" + ++moves, kind, new StockKey(sku(sku), place), units));
        assertThat(reply.verdict()).as(reply.detail()).isEqualTo(Verdict.CREATED);
        return reply.id();
    }

    /** Units that cross the border with the outside, whatever may cause that one day. */
    record Crossing(long skuId, Account from, Account to, int units, Cause cause) implements Command {
        @Override
        public void announce(Needs needs) {
            needs.sku(skuId);
        }

        @Override
        public Reply decide(Book book) {
            book.move(skuId, from, to, units, cause);
            return Reply.of(Verdict.CREATED, 0);
        }
    }

    void sell(String sku, int units, long order) {
        engine.decide(
                sellerId, new Crossing(sku(sku), here(), Account.CUSTOMER, units, new Cause(Cause.Kind.ORDER, order)));
    }

    void comeBack(String sku, int units, long order) {
        engine.decide(
                sellerId, new Crossing(sku(sku), Account.CUSTOMER, here(), units, new Cause(Cause.Kind.ORDER, order)));
    }

    /** Sends units back to their supplier, of what that stock move received. */
    void sendBack(String sku, int units, long stockMove) {
        engine.decide(
                sellerId,
                new Crossing(sku(sku), here(), Account.SUPPLIER, units, new Cause(Cause.Kind.STOCK_MOVE, stockMove)));
    }

    private Account here() {
        return Account.at(warehouse, Condition.AVAILABLE);
    }

    Posted cost(long stockMove, String amount) {
        return cost(stockMove, amount, "EUR", today());
    }

    Posted cost(long stockMove, String amount, String currency, LocalDate date) {
        return post(new CostDraft.Costs(
                nextId(),
                date,
                "",
                false,
                List.of(new CostDraft.ReceiptCost(received(stockMove), money(amount, currency)))));
    }

    Posted post(CostDraft draft) {
        return documents.post(sellerId, draft);
    }

    String nextId() {
        return "d" + ++documentsPosted;
    }

    static CostDraft.Receipt received(long stockMove) {
        return new CostDraft.Receipt(true, stockMove, OptionalLong.empty());
    }

    static Money money(String amount, String currency) {
        return Money.of(new BigDecimal(amount), Money.currency(currency));
    }

    /** Worth of each SKU today, as one line. */
    String worth() {
        valuing.followToHead(sellerId);
        return reports.worth(sellerId, today(), "", 100).stream()
                .map(sku -> sku.skuCode() + " " + sku.units() + " " + sku.value()
                        + (sku.allowance() == 0 ? "" : " less " + sku.allowance()))
                .collect(Collectors.joining(", "));
    }

    /** Every row of the projection, as text. */
    List<String> projection() {
        return List.of("sku_value", "cost_layer", "layer_consumption", "cost_entry", "valuation_cursor").stream()
                .flatMap(table -> database
                        .transact(
                                sellerId,
                                transaction -> transaction.list(
                                        "select t::text as line from " + table + " t where seller_id = ? order by 1",
                                        row -> table + row.getText("line"),
                                        sellerId))
                        .stream())
                .toList();
    }

    void requireSound() {
        Findings findings =
                Check.asChecker(BehindTheApp.checkerLogin(), clock).run(new Scope(OptionalLong.of(sellerId), false, 5));
        assertThat(findings.about(Invariant.LAYERS_ARE_THE_STOCK).verdict())
                .as(CheckReport.text(findings))
                .isEqualTo(Findings.Verdict.HOLDS);
    }

    @Override
    public void close() {
        engine.close();
    }
}
