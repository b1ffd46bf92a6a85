package penstock.test.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import penstock.core.book.Actor;
import penstock.core.book.BackorderRule;
import penstock.core.book.Condition;
import penstock.core.book.FlagChange;
import penstock.core.book.ProductionOrder.Issuing;
import penstock.core.book.Reply;
import penstock.core.book.StockKey;
import penstock.core.catalogue.BackorderRules;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.bom.Bom;
import penstock.core.catalogue.bom.Boms;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.Outcome;
import penstock.core.money.Money;
import penstock.core.money.Price;
import penstock.core.order.FlagOrder;
import penstock.core.order.PlaceHold;
import penstock.core.production.EquipmentRegister;
import penstock.core.production.EquipmentServices;
import penstock.core.production.ProductionAct;
import penstock.core.production.ProductionOrders;
import penstock.core.production.RollUp;
import penstock.core.production.Routings;
import penstock.core.production.WorkCentres;
import penstock.core.shelf.Bin.Kind;
import penstock.core.shelf.PhysicalState;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.shipping.ShipParcel;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDraft;
import penstock.core.valuation.ValuationReports;
import penstock.core.valuation.Valuing;
import penstock.core.warehouse.Bins;

/** A short healthy history that leaves at least one row in every table and state that a violation is planted into. */
final class SampleHistory {

    private final SampleSeller seller;

    private SampleHistory(SampleSeller seller) {
        this.seller = seller;
    }

    static void tell(SampleSeller seller) {
        SampleHistory history = new SampleHistory(seller);
        history.receive();
        BuyingHistory.tell(seller);
        history.shipSome();
        ReturnHistory.tell(seller);
        history.submitSome();
        history.orderTheRest();
        history.produce();
        history.promise();
        history.putAway();
        TransferHistory.tell(seller);
        history.publish();
        history.hear();
        history.value();
    }

    private void receive() {
        receive("m1", "SKU-A", seller.warehouse, 100);
        receive("m2", "SKU-P", seller.warehouse, 20);
        receive("m3", "SKU-B", seller.providerPlace, 50);
        seller.decide(new MoveStock("m4", MoveStock.Kind.DAMAGE, seller.at(seller.warehouse, "SKU-A"), 2));
    }

    private void receive(String id, String sku, long location, int units) {
        seller.decide(new MoveStock(id, MoveStock.Kind.RECEIVE, seller.at(location, sku), units));
    }

    /** O1 leaves the warehouse in part, in two parcels. */
    private void shipSome() {
        long order = seller.order(
                        seller.market, "O1", OrderPhase.CONFIRMED, line("1", "SKU-A", 6), line("2", "SKU-P", 2))
                .id();
        seller.decide(new ReleaseOrder(order));
        long fulfilment = fulfilment(order);
        ship(fulfilment, "P1", Map.of(1, 2));
        ship(fulfilment, "P2", Map.of(1, 1, 2, 2));
    }

    private void ship(long fulfilment, String parcel, Map<Integer, Integer> units) {
        seller.decide(new ShipParcel(fulfilment, parcel, "UPS", "1Z" + parcel, seller.clock.instant(), units));
    }

    /** O2 is at the provider, O3 is about to be, O8 was shipped by the warehouse in full. */
    private void submitSome() {
        long atProvider = seller.order(seller.market, "O2", OrderPhase.CONFIRMED, line("1", "SKU-B", 3))
                .id();
        seller.decide(new ReleaseOrder(atProvider));
        long fulfilment = fulfilment(atProvider);
        seller.decide(new ClaimSubmission(fulfilment, 0));
        seller.decide(
                new SettleProviderOrder(fulfilment, 1, 0, SettleProviderOrder.Asked.CREATE, new Outcome.Done("ref")));
        seller.decide(new ReleaseOrder(seller.order(seller.market, "O3", OrderPhase.CONFIRMED, line("1", "SKU-B", 4))
                .id()));
        long shipped = seller.order(seller.market, "O8", OrderPhase.CONFIRMED, line("1", "SKU-A", 1))
                .id();
        seller.decide(new ReleaseOrder(shipped));
        ship(fulfilment(shipped), "P3", Map.of());
    }

    private long fulfilment(long order) {
        return seller.list(
                        "select fulfilment_id from fulfilment_order where seller_id = :seller and order_id = " + order,
                        row -> row.getLong("fulfilment_id"))
                .get(0);
    }

    /** Parked, short, waiting to be released, cancelled, held. */
    private void orderTheRest() {
        seller.order(seller.market, "O4", OrderPhase.CONFIRMED, line("1", "UNKNOWN", 2));
        seller.order(seller.market, "O5", OrderPhase.CONFIRMED, line("1", "SKU-C", 2));
        seller.order(seller.market, "O6", OrderPhase.CONFIRMED, line("1", "SKU-A", 5));
        seller.order(seller.market, "O7", OrderPhase.CANCELLED, line("1", "SKU-A", 5));
        seller.decide(new PlaceHold(
                seller.site, "H1", seller.clock.instant().plusSeconds(600), List.of(new PlaceHold.Line("SKU-A", 1))));
    }

    /** The warehouse begins to keep bins; O10 is to be picked from one. */
    private void putAway() {
        new Locations(seller.database, seller.clock, seller.ids).change(seller.sellerId, "WH1", Location::withBins);
        Bins bins = new Bins(seller.database, seller.clock, seller.ids);
        bins.put(
                seller.sellerId,
                new Bins.PlacedBin(
                        "WH1",
                        new Bins.BinProfile(
                                "A1",
                                "A1",
                                "",
                                Kind.STORAGE,
                                Bins.State.OPEN,
                                0,
                                0,
                                Optional.empty(),
                                Optional.empty())));
        long bin = bins.find(seller.sellerId, "WH1", "A1").orElseThrow().binId();
        StockKey key = seller.at(seller.warehouse, "SKU-A");
        seller.decide(new MoveStock(
                "m6", MoveStock.Kind.MOVE, key, 50, Placed.BY_RULE.to(bin).in(Optional.of(PhysicalState.SOUND)), ""));
        long order = seller.order(seller.market, "O10", OrderPhase.CONFIRMED, line("1", "SKU-A", 2))
                .id();
        seller.decide(new ReleaseOrder(order));
    }

    /** O9 is owed a unit that is still to come, and served before others. */
    private void promise() {
        new BackorderRules(seller.database)
                .put(
                        seller.sellerId,
                        new Skus(seller.database, seller.clock, seller.ids)
                                .find(seller.sellerId, "SKU-C")
                                .orElseThrow(),
                        new BackorderRule(BackorderRule.Kind.BACKORDER, 3, 14, Optional.empty()));
        long owed = seller.order(seller.market, "O9", OrderPhase.CONFIRMED, line("1", "SKU-C", 1))
                .id();
        seller.decide(new FlagOrder(owed, FlagChange.Flag.PRIORITY, true, Actor.OPERATOR, "a good customer"));
    }

    private void publish() {
        PretendChannels channels = new PretendChannels(seller, new java.util.Random(1));
        channels.settle();
        receive("m5", "SKU-A", seller.warehouse, 40);
        channels.settle();
    }

    private void hear() {
        seller.write("""
                insert into inbox (seller_id, inbox_id, account_id, source, event_id, sha256, body, received_at, state,
                                   next_attempt_at, parked_reason)
                select seller_id, n, %d, 'poll:order', 'e' || n, ''::bytea, ''::bytea, created_at,
                       case n when 1 then 'APPLIED' else 'PARKED' end, null, case n when 2 then 'MALFORMED' end
                  from seller cross join generate_series(1, 2) as n
                 where seller_id = :seller
                """.formatted(seller.market));
    }

    /** SKU-A cost something and was written down, SKU-B is not priced yet. */
    private void value() {
        Valuing valuing = new Valuing(seller.database);
        CostDocuments documents = new CostDocuments(seller.database, seller.clock, valuing);
        CostDraft.Receipt receipt = new CostDraft.Receipt(false, 1, OptionalLong.empty());
        LocalDate today = LocalDate.parse("2026-03-01");
        Money hundred = new Money(10_000, Money.currency("EUR"));
        Stream.of(
                        new CostDraft.Costs(
                                "c1", today, "", false, List.of(new CostDraft.ReceiptCost(receipt, hundred))),
                        new CostDraft.Shared(
                                "c2", today, "", true, hundred, CostDraft.Basis.QUANTITY, List.of(receipt)),
                        new CostDraft.Prices(
                                "c3", today, "", false, List.of(new CostDraft.SkuPrice("SKU-A", new Price(100, 1)))))
                .forEach(draft -> documents.post(seller.sellerId, draft));
        valuing.followToHead(seller.sellerId);
    }

    /** Chairs are made of SKU-M in two stages, one is spoilt and one taken apart; and the saw that cut them is serviced. */
    private void produce() {
        Skus skus = new Skus(seller.database, seller.clock, seller.ids);
        Skus.Sku chair = skus.create(seller.sellerId, "CHAIR", "Chair", Optional.empty(), Skus.Sharing.POOL, 0);
        long material = skus.create(seller.sellerId, "SKU-M", "Wood", Optional.empty(), Skus.Sharing.POOL, 0)
                .skuId();
        Boms boms = new Boms(seller.database, seller.clock, seller.ids);
        boms.put(seller.sellerId, new Bom("CHAIR", 1, 1, List.of(new Bom.Line("SKU-M", 4, 0, Bom.Role.COMPONENT))));
        new WorkCentres(seller.database)
                .put(seller.sellerId, new WorkCentres.WorkCentre("SAW", "Saw", 480, 3600, 1200));
        new Routings(seller.database)
                .put(
                        seller.sellerId,
                        chair,
                        List.of(new Routings.Step("Cut", "SAW", 60, 30), new Routings.Step("Glue", "SAW", 0, 90)));
        seller.decide(new MoveStock("m9", MoveStock.Kind.RECEIVE, new StockKey(material, seller.warehouse), 50));
        ProductionOrders orders =
                new ProductionOrders(seller.database, boms, seller.engine, new ValuationReports(seller.database));
        Location place = new Locations(seller.database, seller.clock, seller.ids)
                .find(seller.sellerId, "WH1")
                .orElseThrow();
        LocalDate due = LocalDate.parse("2026-03-08");
        make(orders, new ProductionOrders.Draft("P1", chair, Optional.empty(), 5, place, due, Issuing.AT_START, false));
        act(orders, "P1", "extra", new ProductionAct.Issue(List.of(new ProductionAct.Units(material, 3)), "knots"));
        act(orders, "P1", "back", new ProductionAct.GiveBack(List.of(new ProductionAct.Units(material, 2))));
        act(orders, "P1", "end", new ProductionAct.Complete());
        make(
                orders,
                new ProductionOrders.Draft("P2", chair, Optional.empty(), 3, place, due, Issuing.BACKFLUSH, false));
        orders.plan(
                seller.sellerId,
                new ProductionOrders.Draft("P3", chair, Optional.empty(), 1, place, due, Issuing.BACKFLUSH, false));
        act(orders, "P3", "release", new ProductionAct.Release(false));
        act(orders, "P3", "start", new ProductionAct.Start(1));
        act(orders, "P3", "spoilt", new ProductionAct.Report(1, 0, 1, OptionalLong.of(60), "split"));
        act(orders, "P3", "end", new ProductionAct.Complete());
        orders.takeApart(
                seller.sellerId,
                Actor.OPERATOR,
                new ProductionOrders.Dismantling(
                        "D1", chair, Optional.empty(), 1, place, Condition.AVAILABLE, 7_500, Map.of(), "scratched"));
        new EquipmentRegister(seller.database)
                .put(
                        seller.sellerId,
                        new EquipmentRegister.Equipment(
                                "SAW-1",
                                "Saw",
                                "WH1",
                                "SAW",
                                Optional.of(90),
                                Optional.empty(),
                                0,
                                due,
                                Map.of("SKU-M", 1)));
        new EquipmentServices(seller.database, seller.engine)
                .service(
                        seller.sellerId,
                        Actor.OPERATOR,
                        "SAW-1",
                        new EquipmentServices.Service("S1", due, Optional.empty(), Optional.empty(), ""));
        Valuing valuing = new Valuing(seller.database);
        new RollUp(seller.database, new CostDocuments(seller.database, seller.clock, valuing), seller.clock)
                .followToHead(seller.sellerId);
    }

    /** Two sound ones and a spoilt one. */
    private void make(ProductionOrders orders, ProductionOrders.Draft draft) {
        orders.plan(seller.sellerId, draft);
        act(orders, draft.number(), "release", new ProductionAct.Release(false));
        act(orders, draft.number(), "start", new ProductionAct.Start(1));
        act(orders, draft.number(), "cut", new ProductionAct.Report(1, 2, 1, OptionalLong.empty(), "split"));
        act(orders, draft.number(), "start 2", new ProductionAct.Start(2));
        act(orders, draft.number(), "glue", new ProductionAct.Report(2, 2, 0, OptionalLong.empty(), ""));
    }

    private void act(ProductionOrders orders, String number, String id, ProductionAct act) {
        Reply reply = orders.act(seller.sellerId, Actor.OPERATOR, number, id, act, Map.of());
        if (!reply.verdict().holds()) {
            throw new IllegalStateException(reply.toString());
        }
    }

    private static OrderLineSnapshot line(String id, String sku, int units) {
        return new OrderLineSnapshot(id, sku, units, 0);
    }
}
