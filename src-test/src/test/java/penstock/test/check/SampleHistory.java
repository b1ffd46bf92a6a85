package penstock.test.check;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import penstock.core.book.StockKey;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.ledger.MoveStock;
import penstock.core.ledger.Placed;
import penstock.core.message.OrderLineSnapshot;
import penstock.core.message.OrderPhase;
import penstock.core.message.Outcome;
import penstock.core.money.Money;
import penstock.core.money.Price;
import penstock.core.order.PlaceHold;
import penstock.core.shelf.Bin.Kind;
import penstock.core.shipping.ClaimSubmission;
import penstock.core.shipping.ReleaseOrder;
import penstock.core.shipping.SettleProviderOrder;
import penstock.core.shipping.ShipParcel;
import penstock.core.valuation.CostDocuments;
import penstock.core.valuation.CostDraft;
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
        history.shipSome();
        history.submitSome();
        history.orderTheRest();
        history.putAway();
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

    /** The warehouse begins to keep bins; O9 is to be picked from one. */
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
        seller.decide(new MoveStock("m6", MoveStock.Kind.MOVE, key, 50, Placed.BY_RULE.to(bin), ""));
        long order = seller.order(seller.market, "O9", OrderPhase.CONFIRMED, line("1", "SKU-A", 2))
                .id();
        seller.decide(new ReleaseOrder(order));
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

    private static OrderLineSnapshot line(String id, String sku, int units) {
        return new OrderLineSnapshot(id, sku, units, 0);
    }
}
