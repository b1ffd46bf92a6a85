package penstock.core.book;

/**
 * A place that orders may be served from.
 *
 * @param providerAccountId who ships from it, 0 if the seller does
 * @param sourceRank lower is chosen first
 */
public record SaleLocation(long locationId, String code, long providerAccountId, int sourceRank) {}
