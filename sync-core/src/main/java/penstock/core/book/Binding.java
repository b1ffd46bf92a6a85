package penstock.core.book;

/**
 * What a channel's SKU stands for.
 *
 * @param packSize units of the SKU in one unit of the channel, from 1
 */
public record Binding(long skuId, int packSize) {}
