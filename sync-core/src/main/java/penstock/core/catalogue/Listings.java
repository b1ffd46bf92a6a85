package penstock.core.catalogue;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import penstock.core.identity.Ids;
import penstock.core.store.Database;
import penstock.core.store.DatabaseFailure;
import penstock.core.store.Transaction;

/** What channels' SKUs stand for, and what each channel is to show. Any thread. */
public final class Listings {

    private final Database database;
    private final Clock clock;
    private final Ids ids;

    public Listings(Database database, Clock clock, Ids ids) {
        this.database = database;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A listing as a person enters it.
     *
     * @param channelRef the channel's technical id where it needs one, else {@code ""}
     * @param channelLocation the channel's location, or {@code ""}
     * @param packSize units of the SKU in one unit of the channel
     * @param quantityCap the most the channel is to show
     */
    public record Binding(
            String channelSku,
            String channelRef,
            String channelLocation,
            String skuCode,
            int packSize,
            Optional<Integer> quantityCap) {}

    /** A listing as it stands, with what its channel shows. */
    public record Listing(
            long listingId,
            long accountId,
            String channelSku,
            String skuCode,
            int packSize,
            String state,
            Optional<Publication> publication) {}

    /**
     * Where its number stands.
     *
     * @param sent what was last sent
     * @param known what it is taken to have shown as of the ledger's position {@code knownFrom}; orders of its account have
     *     taken units off it since
     * @param observed what the channel was last seen to show
     */
    public record Publication(
            String state,
            Optional<Integer> sent,
            long sentPosition,
            Optional<Integer> observed,
            Optional<Integer> known,
            long knownFrom,
            Optional<java.time.Instant> staleSince,
            Optional<String> refusedReason) {}

    /**
     * Binds a channel's SKU to one of ours and, where the account publishes stock, has its number sent.
     *
     * @return our id of it, or empty if there is no such SKU or account
     * @throws Conflict if the channel's SKU is bound already
     */
    public Optional<Long> bind(long sellerId, long accountId, Binding binding) {
        try {
            return database.transact(sellerId, transaction -> bind(transaction, accountId, binding));
        } catch (DatabaseFailure e) {
            if (e.duplicateKey()) {
                throw new Conflict("channel SKU " + binding.channelSku() + " is bound already on this account");
            }
            throw e;
        }
    }

    private Optional<Long> bind(Transaction transaction, long accountId, Binding binding) {
        long listingId = ids.next();
        long sellerId = transaction.sellerId();
        int inserted = transaction.update(
                """
                insert into listing (seller_id, listing_id, account_id, channel_sku, channel_ref, channel_location, sku_id,
                                     pack_size, quantity_cap, state, created_at)
                select a.seller_id, ?::bigint, a.account_id, ?::text, ?::text, ?::text, s.sku_id, ?::int, ?::int, 'ACTIVE',
                       ?::timestamptz
                  from channel_account a join sku s on s.seller_id = a.seller_id
                 where a.seller_id = ? and a.account_id = ? and s.seller_id = ? and s.code = ?
                """,
                listingId,
                binding.channelSku(),
                binding.channelRef(),
                binding.channelLocation(),
                binding.packSize(),
                binding.quantityCap().orElse(null),
                clock.instant(),
                sellerId,
                accountId,
                sellerId,
                binding.skuCode());
        if (inserted == 0) {
            return Optional.empty();
        }
        transaction.update("""
                insert into publication (seller_id, account_id, listing_id, sku_id, state, stale_since, next_attempt_at)
                select l.seller_id, l.account_id, l.listing_id, l.sku_id, 'QUEUED', ?::timestamptz, ?::timestamptz
                  from listing l join channel_account a on a.seller_id = l.seller_id and a.account_id = l.account_id
                 where l.seller_id = ? and l.listing_id = ? and a.publishes_stock
                """, clock.instant(), clock.instant(), sellerId, listingId);
        CatalogueVersion.raise(transaction);
        return Optional.of(listingId);
    }

    private static final String SELECT = """
            select l.listing_id, l.account_id, l.channel_sku, s.code, l.pack_size, l.state,
                   p.state as publication_state, p.sent_quantity, p.sent_position, p.observed, p.shown, p.shown_from, p.stale_since,
                   p.refused_reason
              from listing l
              join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
              left join publication p on p.seller_id = l.seller_id and p.listing_id = l.listing_id
            """;

    /** A page of listings of an account (0 for all), those after {@code afterListing}. */
    public List<Listing> list(long sellerId, long accountId, long afterListing, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        SELECT + """
                                 where l.seller_id = ? and (? = 0 or l.account_id = ?) and l.listing_id > ?
                                 order by l.listing_id
                                 limit ?
                                """, Listings::listing, sellerId, accountId, accountId, afterListing, limit));
    }

    /** The listings that sell a SKU, on every account. */
    public List<Listing> listOfSku(long sellerId, String skuCode) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        SELECT + " where s.seller_id = ? and s.code = ? order by l.listing_id",
                        Listings::listing,
                        sellerId,
                        skuCode));
    }

    /** What a channel's SKU is bound to. */
    public Optional<Listing> find(long sellerId, long accountId, String channelSku) {
        return database.transact(
                sellerId,
                transaction -> transaction.find(
                        SELECT + " where l.seller_id = ? and l.account_id = ? and l.channel_sku = ?",
                        Listings::listing,
                        sellerId,
                        accountId,
                        channelSku));
    }

    private static Listing listing(Transaction.Row row) throws java.sql.SQLException {
        return new Listing(
                row.getLong("listing_id"),
                row.getLong("account_id"),
                row.getText("channel_sku"),
                row.getText("code"),
                row.getInt("pack_size"),
                row.getText("state"),
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

    /** Channel SKUs of an account that resemble one that nobody knows, for a person to choose from. */
    public List<String> suggest(long sellerId, String channelSku, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select code from sku s
                         where seller_id = ?
                           and (lower(code) like lower(left(?, 4)) || '%'
                                or exists (select from sku_identifier i
                                            where i.seller_id = ? and i.sku_id = s.sku_id and i.lookup in (?, ?)))
                         order by abs(length(code) - length(?)), code
                         limit ?
                        """,
                        row -> row.getText("code"),
                        sellerId,
                        channelSku.replaceAll("[%_\\\\]", ""),
                        sellerId,
                        channelSku,
                        Identifier.gtinLookup(channelSku).orElse(channelSku),
                        channelSku,
                        limit));
    }
}
