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
            String channelRef,
            String channelLocation,
            String skuCode,
            int packSize,
            Optional<Integer> quantityCap,
            State state,
            Optional<Publication> publication) {}

    /** What a listing shows. Orders through it are taken in whatever its state is. */
    public enum State {
        /** What may be sold. */
        ACTIVE,
        /** Nothing, until it is active again. */
        PAUSED,
        /** Nothing; a supplier's or provider's key that counts no more, so that another may take its place. */
        ENDED
    }

    /** What a person changes of a listing; what is empty stays, and {@code uncapped} takes the cap away. */
    public record Change(
            Optional<State> state,
            Optional<String> channelRef,
            Optional<String> channelLocation,
            Optional<Integer> quantityCap,
            boolean uncapped) {

        /** The number stands elsewhere on the channel then. */
        boolean moves() {
            return channelRef.isPresent() || channelLocation.isPresent();
        }
    }

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
     * @throws Conflict if the channel's SKU is bound already, or the SKU by another key of the account that a location
     *     mirrors
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
        requireOneKey(transaction, accountId, binding.channelSku(), binding.skuCode());
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

    /**
     * A location that mirrors an account has one figure for a SKU, so one key of the account may give it: of two the later
     * would undo the earlier.
     */
    private static void requireOneKey(Transaction transaction, long accountId, String channelSku, String skuCode) {
        transaction.list(
                "select account_id from channel_account where seller_id = ? and account_id = ? for no key update",
                row -> row.getLong("account_id"),
                transaction.sellerId(),
                accountId);
        Optional<String> other = transaction.find(
                """
                select l.channel_sku
                  from listing l
                  join channel_account a on a.seller_id = l.seller_id and a.account_id = l.account_id
                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 where l.seller_id = ? and l.account_id = ? and s.code = ? and l.channel_sku <> ? and l.state <> 'ENDED'
                   and not a.publishes_stock and not a.own_skus
                 limit 1
                """, row -> row.getText("channel_sku"), transaction.sellerId(), accountId, skuCode, channelSku);
        other.ifPresent(known -> {
            throw new Conflict("SKU " + skuCode + " has its figure from " + known
                    + " on this account already: a second key would overwrite it; end that listing first");
        });
    }

    /**
     * Changes a listing; its number is looked at again at once. Where it stands elsewhere on the channel, it is read there
     * before it is set; what was shown at the former place stays there.
     *
     * @return false if there is no such listing
     * @throws Conflict if it is to be active beside another key that gives the figure of its SKU
     */
    public boolean change(long sellerId, long listingId, Change change) {
        return database.transact(sellerId, transaction -> {
            Optional<Listing> known = find(transaction, listingId);
            if (known.isEmpty()) {
                return false;
            }
            if (change.state().filter(state -> state != State.ENDED).isPresent()) {
                requireOneKey(
                        transaction,
                        known.get().accountId(),
                        known.get().channelSku(),
                        known.get().skuCode());
            }
            change(transaction, listingId, change);
            return true;
        });
    }

    private void change(Transaction transaction, long listingId, Change change) {
        transaction.update(
                """
                update listing
                   set state = coalesce(?::text, state), channel_ref = coalesce(?::text, channel_ref),
                       channel_location = coalesce(?::text, channel_location),
                       quantity_cap = case when ? then null else coalesce(?::int, quantity_cap) end
                 where seller_id = ? and listing_id = ?
                """,
                change.state().map(Enum::name).orElse(null),
                change.channelRef().orElse(null),
                change.channelLocation().orElse(null),
                change.uncapped(),
                change.quantityCap().orElse(null),
                transaction.sellerId(),
                listingId);
        transaction.update("""
                update publication
                   set stale_since = coalesce(stale_since, ?),
                       next_attempt_at = least(coalesce(next_attempt_at, 'infinity'), ?),
                       state = case when state = 'REJECTED' then 'QUEUED' else state end, refused_reason = null
                 where seller_id = ? and listing_id = ?
                """, clock.instant(), clock.instant(), transaction.sellerId(), listingId);
        if (change.moves()) {
            // what is on its way to the former place says nothing of the new one, so its claim is taken away
            transaction.update("""
                    update publication
                       set state = 'QUEUED', shown = null, fence = fence + 1, lease_until = null
                     where seller_id = ? and listing_id = ?
                    """, transaction.sellerId(), listingId);
        }
        CatalogueVersion.raise(transaction);
    }

    private static final String SELECT = """
            select l.listing_id, l.account_id, l.channel_sku, l.channel_ref, l.channel_location, s.code, l.pack_size,
                   l.quantity_cap, l.state,
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

    /** A listing by our id of it. */
    public Optional<Listing> find(long sellerId, long listingId) {
        return database.transact(sellerId, transaction -> find(transaction, listingId));
    }

    private static Optional<Listing> find(Transaction transaction, long listingId) {
        return transaction.find(
                SELECT + " where l.seller_id = ? and l.listing_id = ?",
                Listings::listing,
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

    /** Channel SKUs of an account that resemble one that nobody knows, for a person to choose from. */
    public List<String> suggest(long sellerId, String channelSku, int limit) {
        return database.transact(
                sellerId,
                transaction -> transaction.list(
                        """
                        select code from sku
                         where seller_id = ? and (lower(code) like lower(left(?, 4)) || '%' or gtin = ?)
                         order by abs(length(code) - length(?)), code
                         limit ?
                        """,
                        row -> row.getText("code"),
                        sellerId,
                        channelSku.replaceAll("[%_\\\\]", ""),
                        channelSku,
                        channelSku,
                        limit));
    }
}
