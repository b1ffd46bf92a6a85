package penstock.test.warehouse;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import penstock.core.store.Database;
import penstock.core.transfer.Ending;
import penstock.core.transfer.Transfer;
import penstock.test.TestDatabase;
import penstock.test.scenario.FaultyDataSource;

/**
 * Honey in lots that expire or are blocked, at two places and under way between them: what the ledger says, beside what a simple
 * model remembers. A line is one thing that happens: {@code receive WH L1 5}, {@code order 3}, {@code block L1}, {@code open L1},
 * {@code days 4}, {@code send T1 WH ANNEX 4}, {@code arrive T1 L1 2 [damaged]}, {@code close T1 LOST}.
 */
final class Freight implements AutoCloseable {

    static final List<String> PLACES = List.of("WH", "ANNEX");
    static final Map<String, String> LOTS =
            new TreeMap<>(Map.of("L1", "2026-04-15", "L2", "2026-05-20", "L3", "2027-02-01"));

    private static final int DAYS_ON_SALE = 10;
    private static final int DAYS_ON_RECEIPT = 30;

    private final Storehouse house;
    private final TransferPlay transfers;
    private final Map<String, Map<String, Integer>> sound = new TreeMap<>();
    private final Map<String, Integer> damaged = new TreeMap<>();
    private final Map<String, UnderWay> underWay = new TreeMap<>();
    private final TreeSet<String> blocked = new TreeSet<>();
    private int demand;
    private int told;

    /** What was sent and has not come yet, by lot. */
    private record UnderWay(String from, String to, Map<String, Integer> units) {
        int sum() {
            return Freight.sum(units);
        }
    }

    /** @param bug what becomes of the statements that are said once the story begins */
    Freight(UnaryOperator<String> bug) {
        FaultyDataSource source = new FaultyDataSource(TestDatabase.dataSource());
        house = new Storehouse(new Database(source.proxy()));
        transfers = new TransferPlay(house);
        LOTS.forEach((lot, day) -> house.lot("HONEY", lot, day));
        PLACES.forEach(place -> sound.put(place, new TreeMap<>()));
        source.saying(bug);
    }

    /** What is wrong with the first line that goes wrong. */
    static Optional<String> wrong(UnaryOperator<String> bug, List<String> story) {
        try (Freight freight = new Freight(bug)) {
            return story.stream().flatMap(line -> freight.wrong(line).stream()).findFirst();
        }
    }

    /** Plays a line; what is wrong after it, if anything. */
    Optional<String> wrong(String line) {
        told++;
        Map<String, Integer> before = figures();
        String said = play(List.of(line.split(" ")), before);
        String expected = expected();
        String found = stored();
        return said.isEmpty() && found.equals(expected)
                ? Optional.empty()
                : Optional.of(line + ": " + said + System.lineSeparator() + "expected " + expected
                        + System.lineSeparator() + "found    " + found);
    }

    /** What was answered otherwise than it should have been, {@code ""} for nothing. */
    private String play(List<String> words, Map<String, Integer> before) {
        return switch (words.get(0)) {
            case "receive" -> receive(words.get(1), words.get(2), Integer.parseInt(words.get(3)));
            case "order" -> {
                demand += Integer.parseInt(words.get(1));
                house.play("order O" + told + " HONEY " + words.get(1));
                yield "";
            }
            case "block" -> {
                blocked.add(words.get(1));
                house.play("block HONEY " + words.get(1));
                yield "";
            }
            case "open" -> {
                blocked.remove(words.get(1));
                house.play("open HONEY " + words.get(1));
                yield "";
            }
            case "days" -> {
                house.clock.move(Duration.ofDays(Integer.parseInt(words.get(1))));
                house.play("settle");
                yield "";
            }
            case "send" -> send(words.get(1), words.get(2), words.get(3), Integer.parseInt(words.get(4)), before);
            case "arrive" ->
                arrive(words.get(1), words.get(2), Integer.parseInt(words.get(3)), words.contains("damaged"));
            case "close" -> close(words.get(1), Ending.Outcome.valueOf(words.get(2)));
            default -> throw new IllegalArgumentException(words.get(0));
        };
    }

    private static String differs(boolean expected, String said) {
        boolean done = List.of("CREATED", "CHANGED").contains(said);
        return done == expected ? "" : "it was answered " + said;
    }

    private String receive(String place, String lot, int units) {
        boolean taken = !blocked.contains(lot) && lasts(lot, DAYS_ON_RECEIPT);
        if (taken) {
            sound(place).merge(lot, units, Integer::sum);
        }
        String said = house.play("receive HONEY " + units + " -/" + lot + " in " + place);
        return differs(taken, said.replaceFirst(".*-> (\\w+).*", "$1"));
    }

    private String send(String number, String from, String to, int units, Map<String, Integer> before) {
        transfers.write(number, from, to, "HONEY " + units);
        String said = transfers.send(number);
        boolean free = units <= before.getOrDefault(from + " available", 0);
        if (said.equals("CHANGED")) {
            Map<String, Integer> sent = new TreeMap<>();
            Transfer transfer = transfers.transfers.find(house.sellerId, number).orElseThrow();
            transfer.lines().get(0).parts().forEach(part -> sent.put(part.lot(), part.sent()));
            sent.forEach((lot, some) -> sound(from).merge(lot, -some, Integer::sum));
            underWay.put(number, new UnderWay(from, to, sent));
            return sum(sent) == units ? "" : "another number left: " + sent;
        }
        return differs(free, said);
    }

    private String arrive(String number, String lot, int units, boolean broken) {
        UnderWay way = underWay.get(number);
        int left = way == null ? 0 : way.units().getOrDefault(lot, 0);
        boolean comes =
                way != null && way.sum() > 0 && (units <= left || broken); // a reason excuses more than was sent
        if (comes) {
            way.units().merge(lot, -Math.min(units, left), Integer::sum);
            if (broken) {
                damaged.merge(way.to(), units, Integer::sum);
            } else {
                sound(way.to()).merge(lot, units, Integer::sum);
            }
        }
        String item = "HONEY " + units + " lot " + lot + (broken ? " damaged reason BREAKAGE" : "");
        return differs(comes, transfers.receive("G" + told, number, item));
    }

    private String close(String number, Ending.Outcome outcome) {
        UnderWay way = underWay.get(number);
        boolean open = way != null && way.sum() > 0;
        if (open && outcome == Ending.Outcome.RETURNED) {
            way.units().forEach((lot, units) -> sound(way.from()).merge(lot, units, Integer::sum));
        }
        underWay.remove(number);
        return differs(open, transfers.close(number, outcome, "LOST"));
    }

    // what is remembered ---------------------------------------------------------------------------------------------

    private Map<String, Integer> sound(String place) {
        return Objects.requireNonNull(sound.get(place));
    }

    private static int sum(Map<String, Integer> units) {
        return units.values().stream().mapToInt(some -> some).sum();
    }

    private boolean lasts(String lot, int days) {
        LocalDate today = house.clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return !today.plusDays(days).isAfter(LocalDate.parse(Objects.requireNonNull(LOTS.get(lot))));
    }

    private int sellable(String place) {
        return sound(place).entrySet().stream()
                .filter(lot -> !blocked.contains(lot.getKey()) && lasts(lot.getKey(), DAYS_ON_SALE))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private String expected() {
        StringBuilder text = new StringBuilder();
        for (String place : PLACES) {
            int incoming = underWay.values().stream()
                    .filter(way -> way.to().equals(place))
                    .mapToInt(UnderWay::sum)
                    .sum();
            text.append("%s on sale %d withheld %d damaged %d incoming %d, "
                    .formatted(
                            place,
                            sellable(place),
                            sum(sound(place)) - sellable(place),
                            damaged.getOrDefault(place, 0),
                            incoming));
        }
        int onSale = PLACES.stream().mapToInt(this::sellable).sum();
        int onTheRoad = underWay.values().stream().mapToInt(UnderWay::sum).sum();
        return text
                + "promised %d, on the road %d, by the transfers %d"
                        .formatted(Math.min(demand, onSale), onTheRoad, onTheRoad);
    }

    // what is stored -------------------------------------------------------------------------------------------------

    private Map<String, Integer> figures() {
        Map<String, Integer> figures = new HashMap<>();
        house.database.transact(
                house.sellerId,
                transaction -> transaction.list(
                        """
                        select l.code, b.* from balance b
                          join location l on l.seller_id = b.seller_id and l.location_id = b.location_id
                         where b.seller_id = ?
                        """,
                        row -> {
                            for (String condition :
                                    List.of("available", "reserved", "withheld", "damaged", "incoming")) {
                                figures.put(row.getText("code") + " " + condition, row.getInt(condition));
                            }
                            return row.getText("code");
                        },
                        house.sellerId));
        return figures;
    }

    private String stored() {
        Map<String, Integer> figures = figures();
        StringBuilder text = new StringBuilder();
        int reserved = 0;
        for (String place : PLACES) {
            reserved += figures.getOrDefault(place + " reserved", 0);
            text.append("%s on sale %d withheld %d damaged %d incoming %d, "
                    .formatted(
                            place,
                            figures.getOrDefault(place + " available", 0)
                                    + figures.getOrDefault(place + " reserved", 0),
                            figures.getOrDefault(place + " withheld", 0),
                            figures.getOrDefault(place + " damaged", 0),
                            figures.getOrDefault(place + " incoming", 0)));
        }
        int byTransfers = transfers.transfers.list(house.sellerId, "", 0, 500).stream()
                .flatMap(transfer -> transfer.lines().stream())
                .mapToInt(Transfer.Line::underWay)
                .sum();
        return text
                + "promised %d, on the road %d, by the transfers %d"
                        .formatted(reserved, figures.getOrDefault("TRUCK available", 0), byTransfers);
    }

    /** Every invariant holds. */
    void requireSound() {
        house.requireSound();
    }

    @Override
    public void close() {
        house.close();
    }
}
