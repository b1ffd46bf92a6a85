package penstock.core.offer;

/**
 * A step of the number.
 *
 * @param units after it: of the SKU, from {@link Kind#PACK_SIZE} on of the channel
 * @param words what it did, as a part of a sentence
 * @param by the rule that said so; empty if nobody need say it
 */
public record Stage(Kind kind, int units, String words, String by) {

    /** In the order in which they follow each other. */
    public enum Kind {
        /** What is there at each location that it may be sold from, none below zero. */
        AVAILABLE,
        /** What of a supplier's word has aged. */
        DECAY,
        /** What has come for those who wait for it, who had no turn yet. */
        CLAIMED,
        /** What is held back. */
        SAFETY_STOCK,
        /** Kits, as many as the scarcest component gives. */
        COMPONENTS,
        /** What is for other channels. */
        SHARE,
        PERCENTAGE,
        /** Units promised that are still to come. */
        BACKORDERS,
        CAP,
        /** Too few to be listed. */
        LIST_WHEN,
        PACK_SIZE,
        PAUSED
    }
}
