package penstock.core.shelf;

/** Units of a SKU in one state at one spot of a location. */
public record DetailKey(long skuId, long locationId, Spot spot, PhysicalState state) {}
