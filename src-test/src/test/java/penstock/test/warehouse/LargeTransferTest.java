package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import penstock.core.book.Actor;
import penstock.core.book.Reply.Verdict;
import penstock.core.catalogue.Size;
import penstock.core.catalogue.Tracking;
import penstock.core.engine.Engine;
import penstock.core.engine.EngineLimits;
import penstock.core.transfer.Arrived;
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Departure;
import penstock.core.transfer.Sending;
import penstock.test.CountedStatements;

/** All orders of a seller wait while a transfer is sent or taken in, so what that takes does not grow with its lines. */
class LargeTransferTest {

    private static final int KINDS = 2; // of goods: in lots, and all alike

    @Test
    void aLargeTransferTakesNoMoreStatementsThanASmallOne() {
        CountedStatements counted = new CountedStatements();
        try (Storehouse house = new Storehouse();
                Engine engine = new Engine(
                        counted.database(), house.clock, house.ids, new EngineLimits(1, 50, 1_000, 10), moved -> {})) {
            TransferPlay play = new TransferPlay(house);
            goods(house, 24);
            List<Integer> sent = new ArrayList<>();
            List<Integer> received = new ArrayList<>();
            int from = 1;
            for (int lines : new int[] {KINDS, KINDS, 10 * KINDS}) { // the first learns the seller's catalogue
                List<Integer> numbers =
                        IntStream.range(from, from + lines).boxed().toList();
                String transfer = "T" + from;
                play.write(
                        transfer,
                        "WH",
                        "ANNEX",
                        numbers.stream().map(number -> code(number) + " 3").toArray(String[]::new));
                counted.take();
                assertThat(new Sending(engine)
                                .send(house.sellerId, Actor.OPERATOR, transfer, new Departure(List.of()))
                                .verdict())
                        .isEqualTo(Verdict.CHANGED);
                sent.add(counted.take());
                List<Arrived.Item> items =
                        numbers.stream().map(LargeTransferTest::item).toList();
                assertThat(new Arriving(engine)
                                .receive(house.sellerId, Actor.OPERATOR, transfer, new Arrived("R", items, ""))
                                .verdict())
                        .isEqualTo(Verdict.CREATED);
                received.add(counted.take());
                from += lines;
            }
            assertThat(sent.get(2)).isEqualTo(sent.get(1)).isLessThan(60);
            assertThat(received.get(2)).isEqualTo(received.get(1)).isLessThan(60);
            house.requireSound();
        }
    }

    private static Arrived.Item item(int number) {
        Optional<String> lot = number % KINDS == 0 ? Optional.of("L") : Optional.empty();
        return new Arrived.Item(code(number), 2, false, lot, List.of(), Optional.empty());
    }

    private static void goods(Storehouse house, int number) {
        for (int i = 1; i <= number; i++) {
            boolean inLots = i % KINDS == 0;
            house.sku(
                    code(i),
                    inLots
                            ? new Tracking(Tracking.By.LOT, Optional.of(365), Optional.empty(), Optional.empty())
                            : Tracking.NONE,
                    Size.UNKNOWN);
            if (inLots) {
                house.lot(code(i), "L", "2099-01-01");
            }
            house.play("receive " + code(i) + " 5 A1/" + (inLots ? "L" : "-"));
        }
    }

    private static String code(int number) {
        return "SKU-" + number;
    }
}
