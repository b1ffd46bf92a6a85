package penstock.core.offer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import penstock.core.offer.Holding.Held;

/**
 * What a listing is to show, stage by stage, so that the number can be explained.
 *
 * @param quantity in the channel's units
 */
public record Offer(int quantity, List<Stage> stages) {

    public Offer {
        stages = List.copyOf(stages);
    }

    /**
     * What of the SKU is for the listing.
     *
     * @param units of the SKU
     * @param words for a person, with their sign
     */
    public record Part(int units, String words, String by) {}

    /**
     * What else its number depends on.
     *
     * @param packSize units of the SKU in one of the channel
     * @param shownNow whether its channel shows any
     * @param toCome units that may be promised although they are not there
     * @param off why it shows nothing whatever there is; empty if it may
     */
    public record Situation(int packSize, boolean shownNow, int toCome, Optional<String> off) {}

    /** The number of a listing of a pool, of which only the last units are kept for one account. */
    public static Offer ofPool(Promisable promisable, Holding settings, long accountId, Situation situation) {
        Held<Division> division = settings.division();
        if (division.value() instanceof Division.LastUnits last && last.accountId() != accountId) {
            int kept = Math.min(promisable.units(), last.units());
            String words = "- " + kept + " last units of another channel";
            Part part = new Part(promisable.units() - kept, words, division.by());
            return of(promisable, Optional.of(part), settings, situation);
        }
        return of(promisable, Optional.empty(), settings, situation);
    }

    /** The number of a listing. {@code part} is empty if all that may be promised is for it. */
    public static Offer of(Promisable promisable, Optional<Part> part, Holding settings, Situation situation) {
        Steps steps = new Steps(promisable);
        part.filter(its -> its.units() < steps.units)
                .ifPresent(its -> steps.take(Stage.Kind.SHARE, its.units(), its.words(), its.by()));
        settings.percentage()
                .ifPresent(held -> steps.take(
                        Stage.Kind.PERCENTAGE,
                        (int) ((long) steps.units * held.value() / 100),
                        ", " + held.value() + " % of them",
                        held.by()));
        Held<Boolean> backorders = settings.backorders();
        if (backorders.value() && situation.toCome() > 0) {
            int all = (int) Math.min(Integer.MAX_VALUE, (long) steps.units + situation.toCome());
            steps.take(Stage.Kind.BACKORDERS, all, "+ " + situation.toCome() + " to come", backorders.by());
        }
        steps.inPacks(settings, situation);
        return new Offer(steps.units, steps.stages);
    }

    /** Takes one stage after the other. */
    private static final class Steps {
        private final List<Stage> stages;
        private int units;

        Steps(Promisable promisable) {
            this.stages = new ArrayList<>(promisable.stages());
            this.units = promisable.units();
        }

        void take(Stage.Kind kind, int left, String words, String by) {
            units = left;
            stages.add(new Stage(kind, left, words, by));
        }

        /** What is said in the channel's units. */
        void inPacks(Holding settings, Situation situation) {
            int packSize = situation.packSize();
            settings.cap()
                    .filter(held -> (long) held.value() * packSize < units)
                    .ifPresent(
                            held -> take(Stage.Kind.CAP, held.value() * packSize, ", cap " + held.value(), held.by()));
            settings.listWhen()
                    .filter(held -> units >= packSize && !held.value().lists(units / packSize, situation.shownNow()))
                    .ifPresent(held -> take(
                            Stage.Kind.LIST_WHEN,
                            0,
                            situation.shownNow()
                                    ? ", ended at " + held.value().endWhen()
                                    : ", listed from " + held.value().minimum(),
                            held.by()));
            if (packSize > 1) {
                take(Stage.Kind.PACK_SIZE, units / packSize, ", packs of " + packSize, "");
            }
            Held<Boolean> paused = settings.paused();
            if (paused.value()) {
                take(Stage.Kind.PAUSED, 0, ", paused", paused.by());
            }
            situation.off().ifPresent(why -> take(Stage.Kind.PAUSED, 0, ", " + why, ""));
        }
    }

    /** The stages as a sentence: {@code 3 = 10 available (A 6, B 4) - 1 safety stock - 4 for other channels, cap 3}. */
    public String explain() {
        return explain(quantity, stages);
    }

    /** The same of stages that were kept. */
    public static String explain(int quantity, List<Stage> stages) {
        return quantity + " = "
                + stages.stream()
                        .map(stage -> (stage.words().startsWith(",") ? "" : " ") + stage.words())
                        .collect(Collectors.joining())
                        .strip();
    }
}
