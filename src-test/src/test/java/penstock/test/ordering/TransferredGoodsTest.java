package penstock.test.ordering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.catalogue.Locations;
import penstock.core.engine.Engine;
import penstock.core.scenario.Script;
import penstock.core.scenario.World;
import penstock.core.transfer.Arrived;
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Departure;
import penstock.core.transfer.Ending;
import penstock.core.transfer.NewTransfer;
import penstock.core.transfer.Sending;
import penstock.core.transfer.Transfers;
import penstock.test.TestDatabase;

/** What is under way between two warehouses is promised for its day, and what comes of it serves what was promised. */
class TransferredGoodsTest {

    private final PromisingSeller seller = new PromisingSeller(false);
    private final Engine engine = seller.ledger.currentEngine();
    private final long sellerId = seller.ledger.seller();

    @BeforeEach
    void thereIsATruck() {
        new Locations(seller.database, Clock.systemUTC(), TestDatabase.ids(Clock.systemUTC()))
                .create(
                        sellerId,
                        "TRUCK",
                        "T",
                        Locations.Kind.IN_TRANSIT,
                        Locations.ShipsBy.SELLER,
                        Optional.empty(),
                        9);
    }

    @AfterEach
    void close() {
        seller.close();
    }

    @Test
    void whatIsUnderWayIsPromisedByItsDayAndServedWhenItComes() {
        seller.backorder("SKU-1", 0, 30);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 3                         -> CREATED  available 3
                """);
        send("T-1", "SKU-1", 3, "2026-03-05");
        Script.play(seller.ledger, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2    -> CREATED  A1/1: reserved 0 backordered 2 short 0
                order    amazon/A2 rev 1 CONFIRMED 1:SKU-1x2    -> CREATED  A2/1: backordered 1 short 1
                arrive   M2 SKU-1 WH2 1                         -> EXCEEDS_AVAILABLE  SKU-1 WH2: incoming 3
                """);
        receive("T-1", "SKU-1", 2);
        assertThat(seller.promises())
                .containsExactly(
                        "A1 2 for 2026-03-05 expected 2026-03-05 SERVED",
                        "A2 1 for 2026-03-05 expected 2026-03-05 OPEN");
        end("T-1", Ending.Outcome.LOST);
        assertThat(seller.slips()).containsExactly("A2 2026-03-05 -> never");
    }

    @Test
    void whatGoesBackServesWhoWaitsForIt() {
        seller.backorder("SKU-1", 0, 30);
        Script.play(seller.ledger, """
                receive  M1 SKU-1 WH1 3                         -> CREATED  available 3
                """);
        send("T-1", "SKU-1", 3, "2026-03-05");
        Script.play(seller.ledger, """
                order    amazon/A1 rev 1 CONFIRMED 1:SKU-1x2    -> CREATED  A1/1: reserved 0 backordered 2 short 0
                """);
        end("T-1", Ending.Outcome.RETURNED);
        Script.play(seller.ledger, """
                review   SKU-1                                  -> CHANGED  A1/1: reserved 2 backordered 0 | SKU-1 WH1: available 1
                """);
    }

    @Test
    void whatChannelsMayStillSellIsNotSent() {
        Script.play(seller.ledger, """
                receive  M1 SKU-P WH1 5                         -> CREATED  available 5
                """);
        seller.ledger.expose("amazon", World.PARTITIONED, 3);
        assertThatThrownBy(() -> send("T-1", World.PARTITIONED, 3, "2026-03-05"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("channels may still sell 3 units");
        new Sending(engine)
                .send(
                        sellerId,
                        Actor.OPERATOR,
                        "T-1",
                        new Departure(List.of(new Departure.Item(
                                World.PARTITIONED, 2, Optional.empty(), Optional.empty(), List.of()))));
    }

    private void send(String number, String sku, int units, String day) {
        new Transfers(seller.database, engine)
                .create(
                        sellerId,
                        new NewTransfer(
                                number,
                                "WH1",
                                "WH2",
                                Optional.empty(),
                                Optional.of(LocalDate.parse(day)),
                                List.of(new NewTransfer.Line(sku, units))));
        new Sending(engine).send(sellerId, Actor.OPERATOR, number, new Departure(List.of()));
    }

    private void receive(String number, String sku, int units) {
        Arrived.Item item = new Arrived.Item(sku, units, false, Optional.empty(), List.of(), Optional.empty());
        new Arriving(engine).receive(sellerId, Actor.OPERATOR, number, new Arrived("R-1", List.of(item), ""));
    }

    private void end(String number, Ending.Outcome outcome) {
        new Arriving(engine).close(sellerId, Actor.OPERATOR, number, new Ending(outcome, "LOST", ""));
    }
}
