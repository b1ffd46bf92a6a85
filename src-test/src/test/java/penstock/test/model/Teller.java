package penstock.test.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import penstock.core.scenario.Chance;
import penstock.core.scenario.World;

/**
 * Tells a story by chance, line by line: a sentence of {@link penstock.core.scenario.Words}, orders of kits among them, and before
 * it what goes wrong meanwhile. The same seed tells the same.
 *
 * <pre>
 * other          another engine goes on, as if on another node
 * restart        the engine is thrown away; one that knows nothing goes on
 * lost …         its commit is not answered, so the engine decides again
 * unanswered …   neither is that, so whoever asked asks another engine
 * down …         the connection breaks before the commit: nothing is done
 * </pre>
 */
final class Teller {

    static final String OTHER = "other";
    static final String RESTART = "restart";
    static final String LOST = "lost ";
    static final String UNANSWERED = "unanswered ";
    static final String DOWN = "down ";

    /** What is there before anything happens: two kits that share a component. */
    private static final List<String> KITS =
            List.of("kit shopify SET-1 SKU-1x2 SKU-2x1", "kit amazon SET-2 SKU-2x2 SKU-3x1");

    /** And what may be promised that is not there, in every other story. */
    private static final List<String> RULES = List.of("promise SKU-1 3 20", "promise SKU-2 0 5");

    private static final int KIT_ORDERS = 3;

    private final Chance chance;
    private final SplittableRandom random;
    private final List<Integer> revisions = new ArrayList<>();
    private final List<String> parcels = new ArrayList<>();
    private final boolean promises;
    private int shares;
    private int arrivals;

    Teller(long seed) {
        this.chance = new Chance(seed);
        this.random = new SplittableRandom(~seed);
        this.promises = promises(seed);
        for (int i = 0; i < KIT_ORDERS; i++) {
            revisions.add(0);
        }
    }

    private static boolean promises(long seed) {
        return seed % 2 == 0;
    }

    /** What is so when the story of that seed begins. */
    static List<String> opening(long seed) {
        return promises(seed) ? Stream.concat(KITS.stream(), RULES.stream()).toList() : KITS;
    }

    /** One more line about that world. */
    String line(World world) {
        int dice = random.nextInt(100);
        if (dice < 14) {
            return OTHER;
        } else if (dice < 18) {
            return RESTART;
        }
        String sentence = sentence(world);
        if (dice < 28) {
            return LOST + sentence;
        } else if (dice < 34) {
            return UNANSWERED + sentence;
        }
        return dice < 40 ? DOWN + sentence : sentence;
    }

    private String sentence(World world) {
        int kind = random.nextInt(18);
        if (kind < 2) {
            return kitOrder();
        } else if (kind < 4) {
            return share();
        } else if (kind == 4 && !parcels.isEmpty()) {
            return parcels.get(random.nextInt(parcels.size())); // who ships asks again more often than others
        } else if (promises && kind < 8) {
            return promise();
        }
        String sentence = chance.sentence(world);
        if (sentence.startsWith("ship ")) {
            parcels.add(sentence);
        }
        return sentence;
    }

    /** Units are on their way, come, or do not; the own site takes what is still to come. */
    private String promise() {
        String sku = "SKU-" + (1 + random.nextInt(3)); // of the third nothing is promised
        String place = List.of("WH1", "WH2").get(random.nextInt(2));
        int units = random.nextInt(7);
        return switch (random.nextInt(8)) {
            case 0, 1, 2 ->
                "expect E%d PO-%d %s %s %d 2026-03-%02d"
                        .formatted(++arrivals, random.nextInt(3), sku, place, units, 1 + random.nextInt(20));
            case 3, 4 -> "arrive E%d %s %s %d".formatted(++arrivals, sku, place, 1 + units);
            case 5 -> "review " + sku;
            case 6 -> "promise " + sku + " " + units + " " + random.nextInt(30);
            default ->
                "ask web/B%d rev 1 CONFIRMED backorders 1:%sx%d".formatted(++arrivals, sku, 1 + random.nextInt(4));
        };
    }

    /** Units come of the SKU that is partitioned, a channel may sell some of them, and the own site wants them. */
    private String share() {
        int units = 1 + random.nextInt(5);
        return switch (random.nextInt(shares == 0 ? 3 : 4)) {
            case 0 -> "receive S" + ++shares + " SKU-P WH1 " + units;
            case 1 -> "expose amazon SKU-P " + units;
            case 2 -> "hold web/S" + ++shares + " for 9m SKU-Px" + units;
            default -> "release web/S" + (1 + random.nextInt(shares));
        };
    }

    private String kitOrder() {
        int number = random.nextInt(KIT_ORDERS);
        int revision = revisions.get(number) + random.nextInt(2);
        revisions.set(number, revision);
        String account = number % 2 == 0 ? "shopify" : "amazon";
        String kit = number % 2 == 0 ? "SET-1" : "SET-2";
        int ordered = 1 + random.nextInt(4);
        String cancelled = random.nextInt(3) == 0 ? "-" + (1 + random.nextInt(ordered)) : "";
        String phase = random.nextInt(6) == 0 ? "CANCELLED" : "CONFIRMED";
        String component = random.nextBoolean() ? " 2:SKU-2x" + (1 + random.nextInt(3)) : ""; // it is in both kits
        return "order %s/K%d rev %d %s 1:%sx%d%s%s"
                .formatted(account, number, revision + 1, phase, kit, ordered, cancelled, component);
    }
}
