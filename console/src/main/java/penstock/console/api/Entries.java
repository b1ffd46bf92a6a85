package penstock.console.api;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.catalogue.Accounts;
import penstock.core.catalogue.Accounts.Account;
import penstock.core.catalogue.Locations;
import penstock.core.catalogue.Locations.Location;
import penstock.core.catalogue.Skus;
import penstock.core.catalogue.Skus.Sku;
import penstock.core.port.ChannelKinds;

/** Looks up what a request names, and refuses when it is not there. Any thread. */
public final class Entries {

    /** Own-site accounts remembered, for what a buyer waits for; beyond it all are looked up again. */
    private static final int MAX_REMEMBERED = 10_000;

    private record Key(long sellerId, long accountId) {}

    private final Accounts accounts;
    private final Skus skus;
    private final Locations locations;
    private final ChannelKinds kinds;

    /** Accounts are never deleted and their kind never changes, so what was seen once holds. */
    private final Set<Key> ownSites = ConcurrentHashMap.newKeySet();

    public Entries(Accounts accounts, Skus skus, Locations locations, ChannelKinds kinds) {
        this.accounts = accounts;
        this.skus = skus;
        this.locations = locations;
        this.kinds = kinds;
    }

    /** The account of the address. */
    Account account(long sellerId, long accountId) {
        return accounts.find(sellerId, accountId).orElseThrow(() -> Refused.notFound("there is no such account"));
    }

    /** The account that a field of the body names. */
    Account account(long sellerId, String field, long accountId) {
        return accounts.find(sellerId, accountId)
                .orElseThrow(() -> Refused.field(
                        ProblemType.UNKNOWN_REFERENCE,
                        field,
                        "there is no account " + accountId + "; see the accounts"));
    }

    /** Refuses accounts that do not wait for our answer. */
    void requireOwnSite(long sellerId, long accountId) {
        Key key = new Key(sellerId, accountId);
        if (ownSites.contains(key)) {
            return;
        }
        if (!account(sellerId, accountId).ownSkus()) {
            throw Refused.of(
                    ProblemType.NOT_POSSIBLE,
                    "the account stands for a marketplace, whose orders are read from there; use one of an own site");
        }
        if (ownSites.size() >= MAX_REMEMBERED) {
            ownSites.clear();
        }
        ownSites.add(key);
    }

    /** Refuses accounts that send no feeds, or whose figures no location mirrors. */
    void requireSupplier(long sellerId, long accountId) {
        if (role(account(sellerId, accountId))
                .filter(ChannelKinds.Role.SUPPLIER::equals)
                .isEmpty()) {
            throw Refused.of(
                    ProblemType.NOT_POSSIBLE, "the account is not a supplier's; open one of a supplier's kind");
        }
        boolean mirrored = locations.list(sellerId).stream()
                .anyMatch(location -> location.providerAccountId().equals(Optional.of(accountId)));
        if (!mirrored) {
            throw Refused.of(
                    ProblemType.NOT_POSSIBLE,
                    "no location mirrors the account; create one of kind SUPPLIER with it as its providerAccountId");
        }
    }

    Optional<ChannelKinds.Role> role(Account account) {
        return kinds.find(account.channel()).map(ChannelKinds.ChannelKind::role);
    }

    /** The SKU of the address. */
    Sku sku(long sellerId, String code) {
        return skus.find(sellerId, code).orElseThrow(() -> Refused.notFound("there is no SKU of this code"));
    }

    /** The SKU that a field of the body names. */
    Sku sku(long sellerId, String field, String code) {
        return skus.find(sellerId, code)
                .orElseThrow(() -> Refused.field(
                        ProblemType.UNKNOWN_REFERENCE, field, "there is no SKU " + code + "; create it first"));
    }

    /** The location that a field of the body names. */
    Location location(long sellerId, String field, String code) {
        return locations
                .find(sellerId, code)
                .orElseThrow(() -> Refused.field(
                        ProblemType.UNKNOWN_REFERENCE, field, "there is no location " + code + "; create it first"));
    }

    /** The location of the address. */
    Location location(long sellerId, String code) {
        return locations.find(sellerId, code).orElseThrow(() -> Refused.notFound("there is no location of this code"));
    }

    /** The names of the account's secrets, without what they hold. */
    Set<String> secretNames(Account account) {
        Map<String, String> secrets = accounts.secrets(account.sellerId(), account.accountId());
        return new java.util.TreeSet<>(secrets.keySet());
    }
}
