package penstock.test.check;

import java.util.List;
import java.util.Optional;
import penstock.core.book.Actor;
import penstock.core.catalogue.Locations;
import penstock.core.transfer.Arrived;
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Departure;
import penstock.core.transfer.Ending;
import penstock.core.transfer.NewTransfer;
import penstock.core.transfer.Sending;
import penstock.core.transfer.Transfers;

/** The part of the sample history that is sent elsewhere: one transfer of which the rest was lost, one of which some has come. */
final class TransferHistory {

    private final SampleSeller seller;
    private final Transfers transfers;
    private final Arriving arriving;

    private TransferHistory(SampleSeller seller) {
        this.seller = seller;
        this.transfers = new Transfers(seller.database, seller.engine);
        this.arriving = new Arriving(seller.engine);
    }

    static void tell(SampleSeller seller) {
        TransferHistory history = new TransferHistory(seller);
        history.place("WH2", Locations.Kind.WAREHOUSE);
        history.place("TRUCK", Locations.Kind.IN_TRANSIT);
        history.send("T1", 4);
        history.receive("G1", "T1", 2, false);
        history.receive("G2", "T1", 1, true);
        history.arriving.close(
                seller.sellerId, Actor.OPERATOR, "T1", new Ending(Ending.Outcome.LOST, "LOST", "nobody knows where"));
        history.send("T2", 3);
        history.receive("G1", "T2", 1, false);
    }

    private void place(String code, Locations.Kind kind) {
        new Locations(seller.database, seller.clock, seller.ids)
                .create(seller.sellerId, code, code, kind, Locations.ShipsBy.SELLER, Optional.empty(), 99);
    }

    private void send(String number, int units) {
        transfers.create(
                seller.sellerId,
                new NewTransfer(
                        number,
                        "WH1",
                        "WH2",
                        Optional.empty(),
                        Optional.empty(),
                        List.of(new NewTransfer.Line("SKU-A", units))));
        new Sending(seller.engine).send(seller.sellerId, Actor.OPERATOR, number, new Departure(List.of()));
    }

    private void receive(String id, String number, int units, boolean damaged) {
        Optional<String> reason = damaged ? Optional.of("BREAKAGE") : Optional.empty();
        Arrived.Item item = new Arrived.Item("SKU-A", units, damaged, Optional.empty(), List.of(), reason);
        arriving.receive(seller.sellerId, Actor.OPERATOR, number, new Arrived(id, List.of(item), ""));
    }
}
