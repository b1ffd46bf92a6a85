package penstock.core.engine;

import penstock.core.book.Changes;

/**
 * The seller's head row, locked for a batch.
 *
 * @param position of the last posting
 * @param batch number of the last batch that wrote anything
 * @param catalogueVersion what a cached catalogue must have been read at
 */
record SellerHead(long position, long batch, long catalogueVersion, boolean waitsForWholeOrder) {

    /** The head as a batch leaves it that writes these changes. */
    SellerHead after(Changes changes) {
        return new SellerHead(position + changes.postings().size(), batch + 1, catalogueVersion, waitsForWholeOrder);
    }
}
