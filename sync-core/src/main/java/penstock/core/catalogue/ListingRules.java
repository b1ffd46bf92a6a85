package penstock.core.catalogue;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import penstock.core.catalogue.InvalidField.Reason;
import penstock.core.catalogue.Listings.Binding;
import penstock.core.catalogue.Listings.Bound;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.store.Transaction;

/** What can be bound to what. Of one transaction. */
final class ListingRules {

    private record Entry(long accountId, String key) {}

    private final Transaction transaction;
    private final Map<String, Sku> skus;
    private final Map<Long, Boolean> mirrors;
    private final Set<Entry> seen = new HashSet<>();
    private final Set<Entry> keyed = new HashSet<>();

    ListingRules(Transaction transaction, Map<String, Sku> skus) {
        this.transaction = transaction;
        this.skus = skus;
        this.mirrors = mirrors(transaction);
    }

    /** What is wrong with a binding, if anything. */
    Optional<InvalidField> fault(Bound bound, Optional<Bound> before) {
        Binding binding = bound.binding();
        Sku sku = skus.get(binding.skuCode());
        if (sku == null) {
            return Optional.of(Packs.unknown("sku", binding.skuCode()));
        } else if (!mirrors.containsKey(bound.accountId())) {
            return Optional.of(new InvalidField(
                    "account", "" + bound.accountId(), Reason.UNKNOWN_ACCOUNT, "is no account of ours"));
        } else if (!seen.add(new Entry(bound.accountId(), binding.channelSku()))) {
            return Optional.of(new InvalidField(
                    "channelSku",
                    binding.channelSku(),
                    Reason.DUPLICATE_ROW,
                    "stands here twice; keep one of the rows"));
        } else if (sku.isKit() && mirrors.getOrDefault(bound.accountId(), false)) {
            return Optional.of(new InvalidField(
                    "sku",
                    binding.skuCode(),
                    Reason.KIT_NOT_POSSIBLE,
                    "is a kit, which has no stock that a supplier or provider could tell; bind its components"));
        }
        return before.isPresent() ? fixed(before.get().binding(), binding) : secondKey(bound);
    }

    private static Optional<InvalidField> fixed(Binding old, Binding wanted) {
        if (!old.skuCode().equals(wanted.skuCode())) {
            return Optional.of(new InvalidField(
                    "sku",
                    wanted.skuCode(),
                    Reason.FIXED,
                    "is not what it is bound to, which is " + old.skuCode() + "; a binding does not change"));
        }
        return old.packSize() == wanted.packSize()
                ? Optional.empty()
                : Optional.of(new InvalidField(
                        "packSize",
                        "" + wanted.packSize(),
                        Reason.FIXED,
                        "is " + old.packSize() + " and does not change, for orders have been understood so"));
    }

    /** The seller's accounts, and whether a location mirrors the figures of each. */
    private static Map<Long, Boolean> mirrors(Transaction transaction) {
        Map<Long, Boolean> mirrors = new HashMap<>();
        transaction.list(
                """
                select a.account_id, exists (select from location l
                                              where l.seller_id = ? and l.provider_account_id = a.account_id) as mirror
                  from channel_account a
                 where a.seller_id = ?
                """,
                row -> mirrors.put(row.getLong("account_id"), row.getBoolean("mirror")),
                transaction.sellerId(),
                transaction.sellerId());
        return mirrors;
    }

    /** Whether another key gives the SKU's figure already, in the database or in a row further up. */
    private Optional<InvalidField> secondKey(Bound bound) {
        String sku = bound.binding().skuCode();
        boolean second = !keyed.add(new Entry(bound.accountId(), sku)) && givesFigures(bound.accountId());
        return second
                        || otherKey(
                                        transaction,
                                        bound.accountId(),
                                        bound.binding().channelSku(),
                                        sku)
                                .isPresent()
                ? Optional.of(new InvalidField(
                        "sku",
                        sku,
                        Reason.TAKEN,
                        "has its figure from another key of this account, which this one would overwrite; end that"
                                + " listing first"))
                : Optional.empty();
    }

    private boolean givesFigures(long accountId) {
        return transaction
                .find("""
                        select from channel_account
                         where seller_id = ? and account_id = ? and not publishes_stock and not own_skus
                        """, row -> true, transaction.sellerId(), accountId)
                .isPresent();
    }

    /** @throws Conflict if the SKU has its figure from another key of the account */
    static void requireOneKey(Transaction transaction, long accountId, String channelSku, String skuCode) {
        otherKey(transaction, accountId, channelSku, skuCode).ifPresent(known -> {
            throw new Conflict("SKU " + skuCode + " has its figure from " + known
                    + " on this account already: a second key would overwrite it; end that listing first");
        });
    }

    /**
     * A location that mirrors an account has one figure for a SKU, so one key of the account may give it: of two the later
     * would undo the earlier.
     */
    private static Optional<String> otherKey(
            Transaction transaction, long accountId, String channelSku, String skuCode) {
        transaction.list(
                "select account_id from channel_account where seller_id = ? and account_id = ? for no key update",
                row -> row.getLong("account_id"),
                transaction.sellerId(),
                accountId);
        return transaction.find(
                """
                select l.channel_sku
                  from listing l
                  join channel_account a on a.seller_id = l.seller_id and a.account_id = l.account_id
                  join sku s on s.seller_id = l.seller_id and s.sku_id = l.sku_id
                 where l.seller_id = ? and l.account_id = ? and s.code = ? and l.channel_sku <> ? and l.state <> 'ENDED'
                   and not a.publishes_stock and not a.own_skus
                 limit 1
                """, row -> row.getText("channel_sku"), transaction.sellerId(), accountId, skuCode, channelSku);
    }
}
