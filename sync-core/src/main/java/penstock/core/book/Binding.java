package penstock.core.book;

import java.util.List;

/**
 * What a channel's SKU stands for.
 *
 * @param packSize units of the SKU in one unit of the channel, from 1
 * @param parts of a kit, what one unit of the channel takes of each component; empty for anything else
 * @param offered whether whoever can wait for an answer may be promised any
 */
public record Binding(long skuId, int packSize, List<Part> parts, boolean offered) {

    public Binding {
        parts = List.copyOf(parts);
    }

    /** Of a SKU that has stock of its own, and is offered. */
    public Binding(long skuId, int packSize) {
        this(skuId, packSize, List.of(), true);
    }

    /**
     * What one unit of the channel takes of a SKU.
     *
     * @param packSize units, from 1
     */
    public record Part(long skuId, int packSize) {}

    public boolean isKit() {
        return !parts.isEmpty();
    }

    /** What is taken from stock: the components of a kit, or the SKU itself. */
    public List<Part> taken() {
        return isKit() ? parts : List.of(new Part(skuId, packSize));
    }
}
