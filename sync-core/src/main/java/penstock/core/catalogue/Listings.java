package penstock.core.catalogue;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Listings.Bound;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.identity.Ids;
import penstock.core.store.Columns;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** What channels' SKUs stand for, and what each channel is to show. Any thread. */
public final class Listings implements Master<Bound> {

    /** Units of a SKU in one unit of the channel, at most. */
    public static final int MAX_PACK_SIZE = 1_000;

    private static final String STILL_SHOWN =
            "its number is still shown where it is now, and would stay there; pause it, and move it when that is 0";

    /** The most and the least pressing of {@code publication.lane}. */
    private static final int TO_ZERO = 0;

    private static final int REFRESH = 3;

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
            Optional<Integer> quantityCap) {

        public Binding {
            Fit.text("channelSku", channelSku, Fit.MAX_CODE);
            if (!channelRef.isEmpty()) {
                Fit.text("channelRef", channelRef, Fit.MAX_NAME);
            }
            if (!channelLocation.isEmpty()) {
                Fit.text("channelLocation", channelLocation, Fit.MAX_NAME);
            }
            Fit.within("packSize", packSize, 1, MAX_PACK_SIZE);
            Fit.within("quantityCap", quantityCap, 0, Fit.MAX_UNITS);
        }
    }

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

        /** What a table says that a binding is now. */
        static Change between(Binding before, Binding now) {
            return new Change(
                    Optional.empty(),
                    Optional.of(now.channelRef()).filter(ref -> !ref.equals(before.channelRef())),
                    Optional.of(now.channelLocation()).filter(location -> !location.equals(before.channelLocation())),
                    now.quantityCap(),
                    now.quantityCap().isEmpty());
        }

        boolean takesOffSale() {
            return state.filter(wanted -> wanted != State.ACTIVE).isPresent();
        }

        boolean movesFrom(String ref, String location) {
            return channelRef.filter(wanted -> !wanted.equals(ref)).isPresent()
                    || channelLocation
                            .filter(wanted -> !wanted.equals(location))
                            .isPresent();
        }

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

    /** A binding on an account. */
    public record Bound(long accountId, Binding binding) {}

    /** A binding as it is kept. */
    public record Kept(long listingId, Bound bound) {}

    private record Key(long accountId, String channelSku) {}

    /**
     * Binds a channel's SKU to one of ours and, where the account publishes stock, has its number sent.
     *
     * @return our id of it, or empty if there is no such SKU or account
     * @throws Conflict if the channel's SKU is bound already, or the SKU by another key of the account that a location
     *     mirrors
     * @throws InvalidField if it cannot be bound
     */
    public Optional<Long> bind(long sellerId, long accountId, Binding binding) {
        Bound wanted = new Bound(accountId, binding);
        return database.transact(sellerId, transaction -> {
            ListingRules.requireOneKey(transaction, accountId, binding.channelSku(), binding.skuCode());
            if (known(transaction, List.of(wanted)).containsKey(key(wanted))) {
                throw new Conflict("channel SKU " + binding.channelSku() + " is bound already on this account");
            }
            Written written = put(transaction, List.of(wanted)).get(0);
            boolean unknown = written.fault()
                    .map(InvalidField::reason)
                    .filter(reason -> reason == Reason.UNKNOWN_SKU || reason == Reason.UNKNOWN_ACCOUNT)
                    .isPresent();
            if (unknown) {
                return Optional.<Long>empty();
            }
            written.orThrow();
            return Optional.of(
                    Objects.requireNonNull(known(transaction, List.of(wanted)).get(key(wanted)))
                            .listingId());
        });
    }

    @Override
    public List<Written> put(Transaction transaction, List<Bound> wanted) {
        Map<String, Sku> skus = SkuRows.byCode(
                transaction,
                wanted.stream().map(bound -> bound.binding().skuCode()).toList());
        Map<Key, Kept> known = known(transaction, wanted);
        ListingRules rules = new ListingRules(transaction, skus);
        List<Kept> inserts = new ArrayList<>();
        List<Written> outcomes = new ArrayList<>();
        for (Bound bound : wanted) {
            Optional<Kept> before = Optional.ofNullable(known.get(key(bound)));
            Optional<InvalidField> fault = rules.fault(bound, before.map(Kept::bound));
            if (fault.isPresent()) {
                outcomes.add(Written.rejected(fault.get()));
            } else if (before.isEmpty()) {
                inserts.add(new Kept(ids.next(), bound));
                outcomes.add(Written.CREATED);
            } else if (before.get().bound().equals(bound)) {
                outcomes.add(Written.UNCHANGED);
            } else {
                outcomes.add(rebind(transaction, before.get(), bound));
            }
        }
        insert(transaction, inserts, skus);
        return outcomes;
    }

    private Written rebind(Transaction transaction, Kept before, Bound wanted) {
        Binding known = before.bound().binding();
        Change change = Change.between(known, wanted.binding());
        if (change.movesFrom(known.channelRef(), known.channelLocation())
                && isShownThere(transaction, before.listingId())) {
            return Written.rejected(new InvalidField(
                    "channelLocation", wanted.binding().channelLocation(), Reason.CONTRADICTION, STILL_SHOWN));
        }
        change(transaction, before.listingId(), change);
        return Written.CHANGED;
    }

    private static Key key(Bound bound) {
        return new Key(bound.accountId(), bound.binding().channelSku());
    }

    private static Map<Key, Kept> known(Transaction transaction, List<Bound> wanted) {
        Map<Key, Kept> known = new HashMap<>();
        transaction.list(
                """
                select l.*, s.code
                  from unnest(?::bigint[], ?::text[]) as k (account_id, channel_sku)
                 cross join lateral (
                       select * from listing l
                        where l.seller_id = ? and l.account_id = k.account_id and l.channel_sku = k.channel_sku) as l
                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                """,
                row -> {
                    Kept kept = kept(row);
                    return known.put(key(kept.bound()), kept);
                },
                Columns.of(wanted)
                        .longs(Bound::accountId)
                        .texts(bound -> bound.binding().channelSku())
                        .then(transaction.sellerId()));
        return known;
    }

    private static Kept kept(Transaction.Row row) throws java.sql.SQLException {
        return new Kept(
                row.getLong("listing_id"),
                new Bound(
                        row.getLong("account_id"),
                        new Binding(
                                row.getText("channel_sku"),
                                row.getText("channel_ref"),
                                row.getText("channel_location"),
                                row.getText("code"),
                                row.getInt("pack_size"),
                                row.findInt("quantity_cap"))));
    }

    private void insert(Transaction transaction, List<Kept> listings, Map<String, Sku> skus) {
        if (listings.isEmpty()) {
            return;
        }
        int inserted = transaction.update(
                """
                insert into listing (seller_id, listing_id, account_id, channel_sku, channel_ref, channel_location, sku_id,
                                     pack_size, quantity_cap, state, created_at)
                select s.seller_id, u.*
                  from seller s,
                       unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::bigint[], ?::int[], ?::int[],
                              ?::text[], ?::timestamptz[]) as u
                 where s.seller_id = ?
                on conflict (seller_id, account_id, channel_sku) do nothing
                """,
                Columns.of(listings)
                        .longs(Kept::listingId)
                        .longs(kept -> kept.bound().accountId())
                        .texts(kept -> kept.bound().binding().channelSku())
                        .texts(kept -> kept.bound().binding().channelRef())
                        .texts(kept -> kept.bound().binding().channelLocation())
                        .longs(kept -> SkuRows.idOf(kept.bound().binding().skuCode(), skus))
                        .ints(kept -> kept.bound().binding().packSize())
                        .nullableInts(
                                kept -> kept.bound().binding().quantityCap().orElse(null))
                        .texts(kept -> "ACTIVE")
                        .instants(kept -> clock.instant())
                        .then(transaction.sellerId()));
        if (inserted < listings.size()) {
            throw new Conflict("somebody else is binding the same channel SKUs; try again");
        }
        transaction.update(
                """
                insert into publication (seller_id, account_id, listing_id, sku_id, state, stale_since, next_attempt_at)
                select l.seller_id, l.account_id, l.listing_id, l.sku_id, 'QUEUED', ?::timestamptz, ?::timestamptz
                  from unnest(?::bigint[]) as k (listing_id)
                 cross join lateral (
                       select * from listing l where l.seller_id = ? and l.listing_id = k.listing_id) as l
                  join channel_account a on a.seller_id = l.seller_id and a.account_id = l.account_id
                 where a.publishes_stock
                """,
                clock.instant(),
                clock.instant(),
                listings.stream().map(Kept::listingId).toArray(Long[]::new),
                transaction.sellerId());
        CatalogueVersion.raise(transaction);
    }

    /** A page of the bindings of all accounts, those after a listing. */
    public List<Kept> listBound(long sellerId, long afterListing, int limit) {
        return database.transact(
                sellerId, transaction -> transaction.list("""
                        select l.*, s.code
                          from listing l join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                         where l.seller_id = ? and l.listing_id > ?
                         order by l.listing_id
                         limit ?
                        """, Listings::kept, sellerId, afterListing, limit));
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
            Optional<Listing> known = ListingRows.find(transaction, listingId);
            if (known.isEmpty()) {
                return false;
            }
            if (change.state().filter(state -> state != State.ENDED).isPresent()) {
                ListingRules.requireOneKey(
                        transaction,
                        known.get().accountId(),
                        known.get().channelSku(),
                        known.get().skuCode());
            }
            if (change.movesFrom(known.get().channelRef(), known.get().channelLocation())
                    && isShownThere(transaction, listingId)) {
                throw new Conflict(STILL_SHOWN);
            }
            change(transaction, listingId, change);
            return true;
        });
    }

    /** Whether its channel may still sell it by the number that it was told: moved, that number would stay there for good. */
    private static boolean isShownThere(Transaction transaction, long listingId) {
        return transaction
                .find("""
                        select 1 from publication
                         where seller_id = ? and listing_id = ? and sent_at is not null and state <> 'REJECTED'
                           and not (state = 'OBSERVED' and coalesce(shown, 1) = 0)
                        """, row -> true, transaction.sellerId(), listingId)
                .isPresent();
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
        transaction.update(
                """
                update publication
                   set stale_since = coalesce(stale_since, ?), lane = least(lane, ?),
                       next_attempt_at = least(coalesce(next_attempt_at, 'infinity'), ?),
                       state = case when state = 'REJECTED' then 'QUEUED' else state end, refused_reason = null
                 where seller_id = ? and listing_id = ?
                """,
                clock.instant(),
                change.takesOffSale() ? TO_ZERO : REFRESH,
                clock.instant(),
                transaction.sellerId(),
                listingId);
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

    /** A page of listings of an account (0 for all), those after {@code afterListing}. */
    public List<Listing> list(long sellerId, long accountId, long afterListing, int limit) {
        return database.transact(
                sellerId, transaction -> ListingRows.list(transaction, accountId, afterListing, limit));
    }

    /** The listings that sell a SKU, on every account. */
    public List<Listing> listOfSku(long sellerId, String skuCode) {
        return database.transact(sellerId, transaction -> ListingRows.listOfSku(transaction, skuCode));
    }

    /** What a channel's SKU is bound to. */
    public Optional<Listing> find(long sellerId, long accountId, String channelSku) {
        return database.transact(sellerId, transaction -> ListingRows.find(transaction, accountId, channelSku));
    }

    /** A listing by our id of it. */
    public Optional<Listing> find(long sellerId, long listingId) {
        return database.transact(sellerId, transaction -> ListingRows.find(transaction, listingId));
    }

    /** Channel SKUs of an account that resemble one that nobody knows, for a person to choose from. */
    public List<String> suggest(long sellerId, String channelSku, int limit) {
        return database.transact(sellerId, transaction -> suggest(transaction, channelSku, limit));
    }

    /** The same within a transaction. */
    public static List<String> suggest(Transaction transaction, String channelSku, int limit) {
        return transaction.list(
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
                transaction.sellerId(),
                channelSku.replaceAll("[%_\\\\]", ""),
                transaction.sellerId(),
                channelSku,
                Identifier.gtinLookup(channelSku).orElse(channelSku),
                channelSku,
                limit);
    }
}
