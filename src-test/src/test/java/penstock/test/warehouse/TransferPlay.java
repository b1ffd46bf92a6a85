package penstock.test.warehouse;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import penstock.core.book.Actor;
import penstock.core.book.Refusal;
import penstock.core.book.Reply;
import penstock.core.catalogue.InvalidField;
import penstock.core.catalogue.Locations;
import penstock.core.ledger.Stock;
import penstock.core.transfer.Arrived;
import penstock.core.transfer.Arriving;
import penstock.core.transfer.Departure;
import penstock.core.transfer.Ending;
import penstock.core.transfer.NewTransfer;
import penstock.core.transfer.Sending;
import penstock.core.transfer.Transfer;
import penstock.core.transfer.Transfers;

/** A truck between the warehouse and its annex, and the words to play with. */
final class TransferPlay {

    private final Storehouse house;
    final Transfers transfers;
    final Sending sending;
    final Arriving arriving;

    TransferPlay(Storehouse house) {
        this.house = house;
        this.transfers = new Transfers(house.database, house.engine);
        this.sending = new Sending(house.engine);
        this.arriving = new Arriving(house.engine);
        place("TRUCK", Locations.Kind.IN_TRANSIT);
    }

    Locations.Location place(String code, Locations.Kind kind) {
        return house.locations.create(
                house.sellerId,
                Locations.Location.of(
                        code,
                        code,
                        kind,
                        Locations.ShipsBy.SELLER,
                        Optional.empty(),
                        9,
                        penstock.core.catalogue.Site.UNKNOWN,
                        false));
    }

    /** Lines as {@code MUG 5}. */
    String write(String number, String from, String to, String... lines) {
        return said(() -> transfers.create(
                house.sellerId,
                new NewTransfer(
                        number,
                        from,
                        to,
                        Optional.empty(),
                        Optional.empty(),
                        Arrays.stream(lines)
                                .map(line -> new NewTransfer.Line(word(line, 0), Integer.parseInt(word(line, 1))))
                                .toList())));
    }

    /** Items as {@code HONEY 5 bin A1 lot L1} or {@code CAMERA 2 serials S1,S2}; none for all, by rule. */
    String send(String number, String... items) {
        return said(() -> sending.send(
                house.sellerId,
                Actor.OPERATOR,
                number,
                new Departure(Arrays.stream(items)
                        .map(item -> new Departure.Item(
                                word(item, 0),
                                Integer.parseInt(word(item, 1)),
                                after(item, "bin"),
                                after(item, "lot"),
                                serials(item)))
                        .toList())));
    }

    /** Items as {@code HONEY 5 lot L1}, {@code CAMERA 1 serials S1}, {@code MUG 2 damaged reason BREAKAGE}. */
    String receive(String id, String number, String... items) {
        return said(() -> arriving.receive(
                house.sellerId,
                Actor.OPERATOR,
                number,
                new Arrived(id, Arrays.stream(items).map(TransferPlay::item).toList(), "")));
    }

    private static Arrived.Item item(String item) {
        return new Arrived.Item(
                word(item, 0),
                Integer.parseInt(word(item, 1)),
                item.contains(" damaged"),
                after(item, "lot"),
                serials(item),
                after(item, "reason"));
    }

    String close(String number, Ending.Outcome outcome, String reason) {
        return said(() ->
                arriving.close(house.sellerId, Actor.OPERATOR, number, new Ending(outcome, reason, "the van was hit")));
    }

    private static String word(String words, int number) {
        return words.split(" ")[number];
    }

    private static Optional<String> after(String words, String word) {
        List<String> all = List.of(words.split(" "));
        int at = all.indexOf(word);
        return at < 0 ? Optional.empty() : Optional.of(all.get(at + 1));
    }

    private static List<String> serials(String words) {
        return after(words, "serials").map(list -> List.of(list.split(","))).orElse(List.of());
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

    /** {@code SENT MUG 5: 5-0-0-0}: planned; sent, received, returned and lost, by lot. */
    String standing(String number) {
        Transfer transfer = transfers.find(house.sellerId, number).orElseThrow();
        return transfer.state()
                + transfer.lines().stream()
                        .map(line -> " " + line.sku() + " " + line.planned() + ":"
                                + line.parts().stream()
                                        .map(part -> " %s%d-%d-%d-%d"
                                                .formatted(
                                                        part.lot().isEmpty() ? "" : part.lot() + " ",
                                                        part.sent(),
                                                        part.received(),
                                                        part.returned(),
                                                        part.lost()))
                                        .collect(Collectors.joining()))
                        .collect(Collectors.joining());
    }

    /** {@code ANNEX 0 incoming 5, WH 5}: what is available, and what else there is, by location. */
    String stock(String sku) {
        return new Stock(house.database)
                .balances(house.sellerId, sku, "", 10).stream()
                        .map(row -> row.locationCode() + " " + row.available()
                                + (row.incoming() == 0 ? "" : " incoming " + row.incoming())
                                + (row.damaged() == 0 ? "" : " damaged " + row.damaged())
                                + (row.qualityControl() == 0 ? "" : " apart " + row.qualityControl()))
                        .collect(Collectors.joining(", "));
    }

    /** {@code OVER MUG 2 FOUND}. */
    String wrong(String number) {
        return transfers.discrepancies(house.sellerId, number, 0, 100).stream()
                .map(one -> one.kind() + " " + one.sku() + (one.lot().isEmpty() ? "" : " " + one.lot()) + " "
                        + one.units() + " " + one.reason())
                .collect(Collectors.joining(", "));
    }
}
