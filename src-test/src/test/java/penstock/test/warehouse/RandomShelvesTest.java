package penstock.test.warehouse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is received, put away, ordered, picked, shipped, lost and counted in any order: the sum stays the balance. */
class RandomShelvesTest {

    private static final int STEPS = Integer.getInteger("penstock.steps", 120);
    private static final List<String> SPOTS = List.of("-", "A1", "B1", "Q1", "BENCH");
    private static final List<String> MOVES =
            List.of("receive", "adjust", "count", "damage", "repair", "quarantine", "clear", "move", "move");

    private final Map<String, Integer> verdicts = new TreeMap<>();
    private final List<String> orders = new ArrayList<>();

    static LongStream seeds() {
        Long given = Long.getLong("penstock.seed");
        return given != null ? LongStream.of(given) : LongStream.of(1, new Random().nextInt(1_000_000));
    }

    @ParameterizedTest(name = "penstock.seed={0}")
    @MethodSource("seeds")
    void theSumIsTheBalanceWhateverHappens(long seed) {
        System.out.println("penstock.seed=" + seed);
        Random random = new Random(seed);
        try (Storehouse house = new Storehouse()) {
            house.lot("HONEY", "L1", "2026-12-31");
            house.lot("HONEY", "L2", "2027-06-30");
            house.play("receive MUG 30 A1/-\nreceive MUG 9\nreceive HONEY 20 A1/L1\nreceive HONEY 20 B1/L2");
            for (int step = 0; step < STEPS; step++) {
                house.play(command(random)).lines().forEach(this::note);
                if (step % 30 == 29) {
                    house.requireSound();
                }
            }
            house.requireSound();
        }
        if (seed == 1) {
            assertThat(verdicts).containsKeys("receive CREATED", "move CREATED", "pick CREATED", "ship CREATED");
        }
    }

    private void note(String outcome) {
        verdicts.merge(outcome.replaceFirst(" .*-> (\\w+).*", " $1"), 1, Integer::sum);
    }

    private String command(Random random) {
        int dice = random.nextInt(11);
        if (dice < 5 || orders.isEmpty()) {
            return dice == 4 || orders.isEmpty() && dice > 6 ? order(random) : move(random);
        }
        String order = any(random, orders);
        String sku = order.substring(0, order.indexOf('-'));
        return switch (dice) {
            case 10 -> any(random, List.of("block", "open", "open")) + " HONEY " + any(random, List.of("L1", "L2"));
            case 5 -> order(random);
            case 6 -> "release " + order + " " + sku;
            case 7 -> "cancel " + order + " " + sku + " " + (1 + random.nextInt(3));
            case 8 -> "release " + order + " " + sku + "\npick " + order + " " + sku + " 1 " + spot(random, sku);
            default -> "release " + order + " " + sku + "\nship " + order + " " + sku + " 1";
        };
    }

    private String order(Random random) {
        String sku = random.nextBoolean() ? "MUG" : "HONEY";
        String order = sku + "-" + orders.size();
        orders.add(order);
        return "order " + order + " " + sku + " " + (3 + random.nextInt(4)) + "\nrelease " + order + " " + sku;
    }

    private String move(Random random) {
        String verb = any(random, MOVES);
        String sku = random.nextBoolean() ? "MUG" : "HONEY";
        int units = verb.equals("adjust") ? random.nextInt(-6, 4) : 1 + random.nextInt(12);
        String target = verb.equals("move") ? " > " + any(random, SPOTS.subList(1, SPOTS.size())) : "";
        return verb + " " + sku + " " + units + " " + spot(random, sku) + target;
    }

    private static String spot(Random random, String sku) {
        return any(random, SPOTS) + "/" + (sku.equals("MUG") ? "-" : any(random, List.of("L1", "L2")));
    }

    private static <T> T any(Random random, List<T> some) {
        return some.get(random.nextInt(some.size()));
    }
}
