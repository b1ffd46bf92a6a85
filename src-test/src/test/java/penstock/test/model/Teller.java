package penstock.test.model;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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
    static final List<String> OPENING =
            List.of("kit shopify SET-1 SKU-1x2 SKU-2x1", "kit amazon SET-2 SKU-2x2 SKU-3x1");

    private static final int KIT_ORDERS = 3;

    private final Chance chance;
    private final SplittableRandom random;
    private final List<Integer> revisions = new ArrayList<>();
    private int shares;

    Teller(long seed) {
        this.chance = new Chance(seed);
        this.random = new SplittableRandom(~seed);
        for (int i = 0; i < KIT_ORDERS; i++) {
            revisions.add(0);
        }
    }

    /** One more line about that world. */
    String line(World world) {
        int dice = random.nextInt(100);
        if (dice < 14) {
            return OTHER;
        } else if (dice < 18) {
            return RESTART;
        }
        int kind = random.nextInt(18);
        String sentence = kind < 2 ? kitOrder() : kind < 4 ? share() : chance.sentence(world);
        if (dice < 28) {
            return LOST + sentence;
        } else if (dice < 34) {
            return UNANSWERED + sentence;
        }
        return dice < 40 ? DOWN + sentence : sentence;
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
        return "order %s/K%d rev %d %s 1:%sx%d%s"
                .formatted(account, number, revision + 1, phase, kit, ordered, cancelled);
    }
}
