package penstock.core.shelf;

/** One piece of a SKU. */
public record PieceKey(long skuId, String serialNo) {}
