package penstock.core.engine;

/**
 * The seller's head row, locked for a batch.
 *
 * @param position of the last posting
 * @param catalogueVersion what a cached catalogue must have been read at
 */
record SellerHead(long position, long catalogueVersion, boolean waitsForWholeOrder) {}
