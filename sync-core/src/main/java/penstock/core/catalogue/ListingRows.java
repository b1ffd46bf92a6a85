package penstock.core.catalogue;

import java.util.List;
import java.util.Optional;
import penstock.core.catalogue.Listings.Listing;
import penstock.core.catalogue.Listings.Publication;
import penstock.core.catalogue.Listings.State;
import penstock.core.store.Transaction;

/** Listings as they stand, with what their channels show. */
final class ListingRows {

    private static final String SELECT = """
            select l.listing_id, l.account_id, l.channel_sku, l.channel_ref, l.channel_location, s.code, l.pack_size,
                   l.quantity_cap, l.state,
                   p.state as publication_state, p.sent_quantity, p.sent_position, p.observed, p.shown, p.shown_from, p.stale_since,
                   p.refused_reason
              from listing l
              join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
              left join publication p on p.seller_id = l.seller_id and p.listing_id = l.listing_id
            """;

    private ListingRows() {}

    static List<Listing> list(Transaction transaction, long accountId, long afterListing, int limit) {
        return transaction.list(
                SELECT + """
                 where l.seller_id = ? and (? = 0 or l.account_id = ?) and l.listing_id > ?
                 order by l.listing_id
                 limit ?
                """, ListingRows::listing, transaction.sellerId(), accountId, accountId, afterListing, limit);
    }

    static List<Listing> listOfSku(Transaction transaction, String skuCode) {
        return transaction.list(
                SELECT + " where s.seller_id = ? and s.code = ? order by l.listing_id",
                ListingRows::listing,
                transaction.sellerId(),
                skuCode);
    }

    static Optional<Listing> find(Transaction transaction, long accountId, String channelSku) {
        return transaction.find(
                SELECT + " where l.seller_id = ? and l.account_id = ? and l.channel_sku = ?",
                ListingRows::listing,
                transaction.sellerId(),
                accountId,
                channelSku);
    }

    static Optional<Listing> find(Transaction transaction, long listingId) {
        return transaction.find(
                SELECT + " where l.seller_id = ? and l.listing_id = ?",
                ListingRows::listing,
                transaction.sellerId(),
                listingId);
    }

    private static Listing listing(Transaction.Row row) throws java.sql.SQLException {
        return new Listing(
                row.getLong("listing_id"),
                row.getLong("account_id"),
                row.getText("channel_sku"),
                row.getText("channel_ref"),
                row.getText("channel_location"),
                row.getText("code"),
                row.getInt("pack_size"),
                row.findInt("quantity_cap"),
                State.valueOf(row.getText("state")),
                publication(row));
    }

    private static Optional<Publication> publication(Transaction.Row row) throws java.sql.SQLException {
        Optional<String> state = row.findText("publication_state");
        if (state.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Publication(
                state.get(),
                row.findInt("sent_quantity"),
                row.getLong("sent_position"),
                row.findInt("observed"),
                row.findInt("shown"),
                row.getLong("shown_from"),
                row.findInstant("stale_since"),
                row.findText("refused_reason")));
    }
}
