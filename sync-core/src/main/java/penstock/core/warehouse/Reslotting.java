package penstock.core.warehouse;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Which stacks are best brought elsewhere, so that picking them takes fewer steps: what is picked often comes nearer to the
 * packing bench, into free room or in exchange for what is picked less. Of all single moves and exchanges the one that saves
 * most comes first, then the one that saves most after it, as long as one saves more within a month than it takes. A stack is
 * moved once, and after every step everything fits. Deterministic.
 *
 * <p>What it does not find is a ring of three that pays only as a whole. Once a proposal is carried out, the next one goes on.
 *
 * <p>Metres are those from the bench: a pick walks there and back. How far bins are from each other nobody knows, so bringing a
 * load from one to another is taken to lead past the bench, there and back: it takes that or less.
 */
final class Reslotting {

    /** Steps of a proposal. */
    static final int MAX_STEPS = 50;

    /** Stacks that are thought of as coming nearer: those that are walked to most. */
    static final int MAX_MOVERS = 500;

    /** What a pallet truck carries at a time. */
    private static final double LOAD_CM3 = 1_000_000;

    private static final double LOAD_G = 500_000;

    private static final int NONE = -1;

    private final List<Slot> slots;
    private final List<Stack> stacks;
    private final int[] slotOf;
    private final int[] movers;
    private final double[] freeCm3;
    private final double[] freeG;
    private final boolean[] settled;

    /**
     * A bin.
     *
     * @param takes whether something may be put into it
     * @param freeCm3 empty if it has no limit
     */
    record Slot(String bin, int walkingMetres, boolean takes, OptionalDouble freeCm3, OptionalDouble freeG) {}

    /**
     * All units of a SKU in a bin.
     *
     * @param cm3 that all of them take, 0 if nobody knows
     * @param picksAMonth how often somebody walks to it
     * @param movable whether it may be brought elsewhere now
     */
    record Stack(String sku, String bin, int units, double cm3, double grams, double picksAMonth, boolean movable) {

        private double loads() {
            return Math.max(1, Math.ceil(Math.max(cm3 / LOAD_CM3, grams / LOAD_G)));
        }
    }

    /** A stack that is brought to another bin. */
    record Shift(String sku, String from, String to, int units) {}

    /**
     * One shift, or two that exchange stacks.
     *
     * @param savedMetres of walking a month
     * @param effortMetres of walking to do it, once
     */
    record Step(List<Shift> shifts, double savedMetres, double effortMetres) {
        double net() {
            return savedMetres - effortMetres;
        }
    }

    /** Where a stack would go, and which one would come back. */
    private record Option(int stack, int slot, int back, double saved, double effort) {
        double net() {
            return saved - effort;
        }
    }

    private Reslotting(List<Slot> slots, List<Stack> stacks) {
        this.slots = slots.stream()
                .sorted(Comparator.comparing(Slot::walkingMetres).thenComparing(Slot::bin))
                .toList();
        Map<String, Integer> numbers = new HashMap<>();
        for (int i = 0; i < this.slots.size(); i++) {
            numbers.put(this.slots.get(i).bin(), i);
        }
        this.stacks = stacks.stream()
                .filter(stack -> stack.movable() && numbers.containsKey(stack.bin()))
                .sorted(Comparator.comparing((Stack stack) -> numbers.get(stack.bin()))
                        .thenComparing(Stack::sku))
                .toList();
        this.slotOf = this.stacks.stream()
                .mapToInt(stack -> numbers.getOrDefault(stack.bin(), NONE))
                .toArray();
        this.movers = IntStream.range(0, this.stacks.size())
                .boxed()
                .filter(stack -> walked(stack) > 0)
                .sorted(Comparator.comparing(this::walked).reversed())
                .limit(MAX_MOVERS)
                .mapToInt(stack -> stack)
                .toArray();
        this.freeCm3 = free(Slot::freeCm3);
        this.freeG = free(Slot::freeG);
        this.settled = new boolean[this.stacks.size()];
    }

    private double[] free(Function<Slot, OptionalDouble> of) {
        return slots.stream()
                .mapToDouble(slot -> of.apply(slot).orElse(Double.POSITIVE_INFINITY))
                .toArray();
    }

    /** Metres that are walked to a stack a month: no move saves more. */
    private double walked(int stack) {
        return 2 * stacks.get(stack).picksAMonth() * metres(slotOf[stack]);
    }

    /** Proposes at most so many steps, the best first. */
    static List<Step> propose(List<Slot> slots, List<Stack> stacks, int most) {
        Reslotting reslotting = new Reslotting(slots, stacks);
        List<Step> steps = new ArrayList<>();
        Optional<Option> best = reslotting.best();
        while (best.isPresent() && steps.size() < Math.min(most, MAX_STEPS)) {
            steps.add(reslotting.take(best.get()));
            best = reslotting.best();
        }
        return steps;
    }

    private Optional<Option> best() {
        Option best = new Option(NONE, NONE, NONE, 0, 0);
        for (int stack : movers) {
            if (walked(stack) <= best.net()) {
                break; // nor does any after it save more
            }
            if (!settled[stack]) {
                best = exchanged(stack, better(best, intoFreeRoom(stack)));
            }
        }
        return best.net() > 0 ? Optional.of(best) : Optional.empty();
    }

    private static Option better(Option one, Option other) {
        return other.net() > one.net() ? other : one;
    }

    /** The nearest bin that has room is the best of them. */
    private Option intoFreeRoom(int stack) {
        int from = slotOf[stack];
        for (int to = 0; to < from && metres(to) < metres(from); to++) {
            if (slots.get(to).takes() && fits(to, stack, NONE)) {
                return new Option(stack, to, NONE, saved(stack, from, to), effort(stack, from, to));
            }
        }
        return new Option(NONE, NONE, NONE, 0, 0);
    }

    /** The nearest come first, so that the search ends where not even the walk of the faster one alone would pay. */
    private Option exchanged(int stack, Option soFar) {
        Option best = soFar;
        int from = slotOf[stack];
        for (int back = 0; back < stack; back++) {
            int to = slotOf[back];
            if (metres(to) >= metres(from) || saved(stack, from, to) <= best.net()) {
                return best;
            }
            if (mayExchange(stack, back)) {
                best = better(
                        best,
                        new Option(
                                stack,
                                to,
                                back,
                                saved(stack, from, to) + saved(back, to, from),
                                effort(stack, from, to) + effort(back, to, from)));
            }
        }
        return best;
    }

    private boolean mayExchange(int stack, int back) {
        return !settled[back]
                && !stacks.get(stack).sku().equals(stacks.get(back).sku())
                && slots.get(slotOf[stack]).takes()
                && slots.get(slotOf[back]).takes()
                && fits(slotOf[back], stack, back)
                && fits(slotOf[stack], back, stack);
    }

    private boolean fits(int slot, int comes, int leaves) {
        double cm3 = stacks.get(comes).cm3()
                - (leaves == NONE ? 0 : stacks.get(leaves).cm3());
        double grams = stacks.get(comes).grams()
                - (leaves == NONE ? 0 : stacks.get(leaves).grams());
        return cm3 <= freeCm3[slot] && grams <= freeG[slot];
    }

    private double saved(int stack, int from, int to) {
        return 2 * stacks.get(stack).picksAMonth() * (metres(from) - metres(to));
    }

    private double effort(int stack, int from, int to) {
        return 2 * stacks.get(stack).loads() * (metres(from) + metres(to));
    }

    private double metres(int slot) {
        return slots.get(slot).walkingMetres();
    }

    private Step take(Option option) {
        List<Shift> shifts = new ArrayList<>();
        shifts.add(shift(option.stack(), option.slot()));
        if (option.back() != NONE) {
            shifts.add(shift(option.back(), slotOf[option.stack()]));
        }
        return new Step(List.copyOf(shifts), option.saved(), option.effort());
    }

    private Shift shift(int stack, int to) {
        Stack moved = stacks.get(stack);
        int from = slotOf[stack];
        settled[stack] = true;
        freeCm3[from] += moved.cm3();
        freeG[from] += moved.grams();
        freeCm3[to] -= moved.cm3();
        freeG[to] -= moved.grams();
        return new Shift(moved.sku(), moved.bin(), slots.get(to).bin(), moved.units());
    }
}
