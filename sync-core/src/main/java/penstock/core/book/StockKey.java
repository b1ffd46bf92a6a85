package penstock.core.book;

/** Where promises are made: a SKU at a location. */
public record StockKey(long skuId, long locationId) {}
