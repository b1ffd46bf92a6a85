package penstock.core.risk;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/** How soon each channel account hears of a sale and shows a change, against what it is to be. Any thread. */
public final class Freshness {

    /** Listings told of an account: those that have waited longest. */
    public static final int MAX_WORST = 10;

    private final Database database;
    private final Clock clock;

    public Freshness(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * How soon changes are to be shown.
     *
     * @param percent of the changes that are to be shown in time
     */
    public record Objective(int percent, Duration within) {

        /** Of an account of which nobody said anything. */
        public static final Objective DEFAULT = new Objective(95, Duration.ofSeconds(60));

        public Objective {
            if (percent < 1 || percent > 99) {
                throw new IllegalArgumentException("percent is from 1 to 99, and not " + percent);
            }
            if (within.toMillis() <= 0) {
                throw new IllegalArgumentException("within is longer than nothing");
            }
        }
    }

    /** How long a leg took; percentiles in buckets a fifth wide, never understated. */
    public record LegTimes(Duration p50, Duration p95, Duration p99, long measured, Instant since) {}

    /**
     * What the objective allows and what was used of it.
     *
     * @param late changes that were not shown in time
     * @param allowed how many of those measured may be late
     */
    public record Budget(long late, long allowed) {

        /** How many more may be late; less than none if the objective was missed. */
        public long left() {
            return allowed - late;
        }
    }

    /** A listing whose channel does not know of a change yet. */
    public record Waiting(long listingId, String channelSku, String skuCode, Instant since, String state) {}

    /**
     * Of one account.
     *
     * @param saleToCommit empty if nothing was measured
     * @param budget of the changes that were shown
     */
    public record AccountFreshness(
            long accountId,
            String channel,
            String name,
            Optional<LegTimes> saleToCommit,
            Optional<LegTimes> commitToShown,
            Objective objective,
            Budget budget,
            List<Waiting> worst) {}

    /** Of every account that can be told what to show, or sold something. */
    public List<AccountFreshness> list(long sellerId) {
        return database.transact(sellerId, this::list);
    }

    private record Account(long accountId, String channel, String name, Objective objective) {}

    private List<AccountFreshness> list(Transaction transaction) {
        Map<Long, Map<Leg, Lags.Measured>> measured = new HashMap<>();
        for (Lags.Measured leg : Lags.list(transaction, clock.instant())) {
            measured.computeIfAbsent(leg.accountId(), account -> new TreeMap<>())
                    .put(leg.leg(), leg);
        }
        List<AccountFreshness> all = new ArrayList<>();
        for (Account account : accounts(transaction)) {
            Map<Leg, Lags.Measured> legs = measured.getOrDefault(account.accountId(), Map.of());
            Optional<Lags.Measured> shown = Optional.ofNullable(legs.get(Leg.COMMIT_TO_SHOWN));
            all.add(new AccountFreshness(
                    account.accountId(),
                    account.channel(),
                    account.name(),
                    Optional.ofNullable(legs.get(Leg.SALE_TO_COMMIT)).map(Freshness::times),
                    shown.map(Freshness::times),
                    account.objective(),
                    shown.map(leg -> budget(leg.lags(), account.objective())).orElse(new Budget(0, 0)),
                    worst(transaction, account.accountId())));
        }
        return all;
    }

    private static LegTimes times(Lags.Measured leg) {
        LagHistogram lags = leg.lags();
        return new LegTimes(lags.percentile(50), lags.percentile(95), lags.percentile(99), lags.count(), leg.since());
    }

    private static Budget budget(LagHistogram lags, Objective objective) {
        return new Budget(lags.beyond(objective.within()), lags.count() * (100 - objective.percent()) / 100);
    }

    private static List<Account> accounts(Transaction transaction) {
        return transaction.list(
                """
                select a.account_id, a.channel, a.name, o.percent, o.within_ms
                  from channel_account a
                  left join freshness_objective o on o.seller_id = a.seller_id and o.account_id = a.account_id
                 where a.seller_id = ?
                   and (a.publishes_stock
                        or exists (select from lag_hour h where h.seller_id = ? and h.account_id = a.account_id))
                 order by a.account_id
                """,
                row -> new Account(
                        row.getLong("account_id"),
                        row.getText("channel"),
                        row.getText("name"),
                        objective(row.findInt("percent"), row.findLong("within_ms"))),
                transaction.sellerId(),
                transaction.sellerId());
    }

    private static Objective objective(Optional<Integer> percent, Optional<Long> withinMs) {
        return percent.flatMap(hundredths -> withinMs.map(ms -> new Objective(hundredths, Duration.ofMillis(ms))))
                .orElse(Objective.DEFAULT);
    }

    private static List<Waiting> worst(Transaction transaction, long accountId) {
        return transaction.list(
                """
                select p.listing_id, l.channel_sku, s.code, p.stale_since, p.state
                  from publication p
                  join listing l on l.seller_id = p.seller_id and l.listing_id = p.listing_id
                  join sku s on s.seller_id = p.seller_id and s.sku_id = p.sku_id
                 where p.seller_id = ? and p.account_id = ? and p.next_attempt_at is not null
                   and p.stale_since is not null
                 order by p.stale_since, p.listing_id
                 limit ?
                """,
                row -> new Waiting(
                        row.getLong("listing_id"),
                        row.getText("channel_sku"),
                        row.getText("code"),
                        row.getInstant("stale_since"),
                        row.getText("state")),
                transaction.sellerId(),
                accountId,
                MAX_WORST);
    }

    /** Says what the account is to be judged by; whether nothing had been said. */
    public boolean put(long sellerId, long accountId, Objective objective) {
        return database.transact(sellerId, transaction -> {
            boolean known = transaction
                    .find(
                            "select percent from freshness_objective where seller_id = ? and account_id = ? for update",
                            row -> row.getInt("percent"),
                            sellerId,
                            accountId)
                    .isPresent();
            transaction.update(
                    """
                    insert into freshness_objective (seller_id, account_id, percent, within_ms)
                    select s.seller_id, ?, ?, ? from seller s where s.seller_id = ?
                    on conflict (seller_id, account_id) do update
                       set percent = excluded.percent, within_ms = excluded.within_ms
                    """, accountId, objective.percent(), objective.within().toMillis(), sellerId);
            return !known;
        });
    }
}
