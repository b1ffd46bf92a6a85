package penstock.core.publication;

import java.util.List;
import java.util.OptionalInt;

/**
 * What may be promised of a listing now, stage by stage, so that the number can be explained. Pure.
 *
 * @param available units at each location it may sell from, never below zero
 * @param safetyStock units of these never offered
 * @param afterSafetyStock what is left
 * @param channelShare the channel's part of a partitioned SKU, or all that is left
 * @param cap the most the listing may show
 * @param afterCap what is left
 * @param packSize units of the SKU in one unit of the channel
 * @param quantity what the channel is to show, in the channel's units
 */
public record Atp(
        int available,
        int safetyStock,
        int afterSafetyStock,
        int channelShare,
        OptionalInt cap,
        int afterCap,
        int packSize,
        int quantity) {

    /** Units that a pooled SKU's listing may show. */
    public static Atp pooled(List<Integer> available, int safetyStock, OptionalInt cap, int packSize) {
        int sum = sum(available);
        int left = Math.max(0, sum - safetyStock);
        return stages(sum, safetyStock, left, left, cap, packSize);
    }

    /** Units that a partitioned SKU's listing may show, given its share. */
    public static Atp shared(
            List<Integer> available, int safetyStock, int channelShare, OptionalInt cap, int packSize) {
        int sum = sum(available);
        int left = Math.max(0, sum - safetyStock);
        return stages(sum, safetyStock, left, Math.min(left, channelShare), cap, packSize);
    }

    /** The greatest {@code int} is that many or more. */
    private static int sum(List<Integer> available) {
        long sum = available.stream().mapToLong(units -> Math.max(0, units)).sum();
        return (int) Math.min(Integer.MAX_VALUE, sum);
    }

    private static Atp stages(int sum, int safetyStock, int left, int share, OptionalInt cap, int packSize) {
        // the cap is stated in the channel's units
        int capped = cap.isPresent() ? Math.min(share, cap.getAsInt() * packSize) : share;
        return new Atp(sum, safetyStock, left, share, cap, capped, packSize, capped / packSize);
    }

    /** The stages as a sentence: {@code 3 = 10 available - 1 safety stock, share 4, cap 3}. */
    public String explain() {
        StringBuilder text = new StringBuilder(quantity + " = " + available + " available");
        if (safetyStock > 0) {
            text.append(" - ").append(safetyStock).append(" safety stock");
        }
        if (channelShare < afterSafetyStock) {
            text.append(", share ").append(channelShare);
        }
        if (cap.isPresent()) {
            text.append(", cap ").append(cap.getAsInt());
        }
        if (packSize > 1) {
            text.append(", packs of ").append(packSize);
        }
        return text.toString();
    }
}
