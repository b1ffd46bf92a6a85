package penstock.core.buying;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Divides what came among the lines that expect it. */
public final class Unpacking {

    private Unpacking() {}

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
     * Lines of a SKU are served in their order, sound units first; the last one gets what is left. Lines of which nothing came
     * are there with no units.
     *
     * @param arrived each SKU once
     */
    public static List<Unpacked> divide(List<Expected> lines, List<Arrived> arrived) {
        List<Unpacked> all = new ArrayList<>();
        for (Arrived one : arrived) {
            List<Expected> serving =
                    lines.stream().filter(line -> line.skuId() == one.skuId()).toList();
            if (serving.isEmpty()) {
                all.add(new Unpacked(Optional.empty(), one.skuId(), one.sound(), one.damaged(), 0, 0));
            } else {
                divide(serving, one, all);
            }
        }
        lines.stream()
                .filter(line -> arrived.stream().noneMatch(one -> one.skuId() == line.skuId()))
                .forEach(line -> all.add(new Unpacked(Optional.of(line), line.skuId(), 0, 0, 0, 0)));
        return all;
    }

    private static void divide(List<Expected> serving, Arrived arrived, List<Unpacked> all) {
        int sound = arrived.sound();
        int damaged = arrived.damaged();
        for (int i = 0; i < serving.size(); i++) {
            Expected line = serving.get(i);
            boolean last = i == serving.size() - 1;
            int takenSound = last ? sound : Math.min(sound, line.open());
            int takenDamaged = last ? damaged : Math.min(damaged, line.open() - takenSound);
            int ordered = Math.min(line.open(), takenSound + takenDamaged);
            int beyond = takenSound + takenDamaged - ordered;
            int surplus = Math.min(takenSound, Math.max(0, beyond - line.tolerated()));
            all.add(new Unpacked(Optional.of(line), line.skuId(), takenSound, takenDamaged, ordered, surplus));
            sound -= takenSound;
            damaged -= takenDamaged;
        }
    }
}
