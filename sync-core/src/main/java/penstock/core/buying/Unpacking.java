package penstock.core.buying;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divides what came among the lines that expect it. One use. */
public final class Unpacking {

    private final List<Expected> left;
    private final List<Unpacked> all = new ArrayList<>();

    private Unpacking(List<Expected> lines) {
        this.left = new ArrayList<>(lines);
    }

    /**
     * Units of a SKU as they were counted at the door.
     *
     * @param damaged visibly; the others are sound
     */
    public record Arrived(long skuId, int sound, int damaged) {
        public Arrived {
            if (sound < 0 || damaged < 0 || sound + damaged == 0) {
                throw new IllegalArgumentException("what came is at least one unit");
            }
        }
    }

    /**
     * Lines of a SKU are served in their order, sound units of an item first; the last one gets what is left. Lines of which
     * nothing came are there with no units. What is missing of a line stands with the last units that serve it.
     *
     * @param arrived items in their order, of a SKU as many as it came in lots
     */
    public static List<Unpacked> divide(List<Expected> lines, List<Arrived> arrived) {
        Unpacking unpacking = new Unpacking(lines);
        for (int item = 0; item < arrived.size(); item++) {
            unpacking.divide(item, arrived.get(item));
        }
        unpacking.left.forEach(unpacking::missing);
        return unpacking.all;
    }

    private void divide(int item, Arrived arrived) {
        int sound = arrived.sound();
        int damaged = arrived.damaged();
        List<Integer> serving = serving(arrived.skuId());
        for (int each : serving) {
            Expected line = left.get(each);
            boolean last = each == serving.get(serving.size() - 1);
            int takenSound = last ? sound : Math.min(sound, line.open());
            int takenDamaged = last ? damaged : Math.min(damaged, line.open() - takenSound);
            if (takenSound + takenDamaged > 0) {
                serve(item, each, takenSound, takenDamaged);
                sound -= takenSound;
                damaged -= takenDamaged;
            }
        }
        if (serving.isEmpty()) {
            all.add(new Unpacked(item, Optional.empty(), arrived.skuId(), sound, damaged, 0, 0));
        }
    }

    private List<Integer> serving(long skuId) {
        List<Integer> serving = new ArrayList<>();
        for (int i = 0; i < left.size(); i++) {
            if (left.get(i).skuId() == skuId) {
                serving.add(i);
            }
        }
        return serving;
    }

    private void serve(int item, int each, int sound, int damaged) {
        Expected line = left.get(each);
        int units = sound + damaged;
        int ordered = Math.min(line.open(), units);
        int surplus = Math.min(sound, Math.max(0, units - ordered - line.tolerated()));
        all.add(new Unpacked(
                item,
                Optional.of(line.of(Math.min(line.announced(), units))),
                line.skuId(),
                sound,
                damaged,
                ordered,
                surplus));
        left.set(each, line.after(units, ordered));
    }

    private void missing(Expected line) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (all.get(i).serves().filter(line::isSameLine).isPresent()) {
                all.set(i, all.get(i).expecting(line.announced()));
                return;
            }
        }
        all.add(Unpacked.nothing(line));
    }
}
