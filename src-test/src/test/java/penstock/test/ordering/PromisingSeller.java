package penstock.test.ordering;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.book.BackorderRule;
import penstock.core.book.BackorderRule.Kind;
import penstock.core.catalogue.BackorderRules;
import penstock.core.catalogue.Skus;
import penstock.core.message.Outcome;
import penstock.core.publication.Claim;
import penstock.core.publication.Publishing;
import penstock.core.store.Database;
import penstock.core.store.Transaction.RowMapper;
import penstock.test.TestDatabase;
import penstock.test.check.MovedClock;
import penstock.test.scenario.DatabaseLedger;

/** A ledger on PostgreSQL, with the rules by which it promises what is still to come. Its first day is 2026-03-01. */
final class PromisingSeller implements AutoCloseable {

    final Database database = TestDatabase.database();
    final DatabaseLedger ledger;
    private final Skus skus = new Skus(database, Clock.systemUTC(), TestDatabase.ids(Clock.systemUTC()));

    PromisingSeller(boolean waitsForAll) {
        ledger = new DatabaseLedger(waitsForAll);
    }

    /** Promises so many beyond what is on its way, after so many days. */
    void backorder(String sku, int beyond, int leadDays) {
        put(sku, new BackorderRule(Kind.BACKORDER, beyond, leadDays, Optional.empty()));
    }

    void preorder(String sku, int beyond, String releaseOn) {
        put(sku, new BackorderRule(Kind.PREORDER, beyond, 0, Optional.of(LocalDate.parse(releaseOn))));
    }

    void promiseNothing(String sku) {
        put(sku, BackorderRule.NONE);
    }

    private void put(String sku, BackorderRule rule) {
        new BackorderRules(database)
                .put(ledger.seller(), skus.find(ledger.seller(), sku).orElseThrow(), rule);
    }

    /** Lets as many others want, and be owed, what an order is: their rows are written as if they had been decided long ago. */
    void crowd(String order, int others) {
        for (String table : List.of("sales_order", "order_line", "backorder")) {
            database.transact(
                    ledger.seller(),
                    transaction ->
                            transaction.update("""
                            insert into %s
                            select (jsonb_populate_record(t, jsonb_build_object(
                                        'order_id', t.order_id - n, 'channel_order_id', ? || '-' || n, 'backorder_id', n))).*
                              from %s t cross join generate_series(1, ?) as n
                             where t.seller_id = ? and t.order_id = (
                                   select order_id from sales_order where seller_id = t.seller_id and channel_order_id = ?)
                            """.formatted(table, table), order, others, ledger.seller(), order));
        }
    }

    /** Keeps units for those who are owed them, as if more had come than one go could serve. */
    void claim(String sku, int units) {
        database.transact(ledger.seller(), transaction -> {
            transaction.update(
                    "update backorder_rule set claimed = ? where seller_id = ? and sku_id = ?",
                    units,
                    ledger.seller(),
                    ledger.sku(sku));
            return transaction.update(
                    "update seller set catalogue_version = catalogue_version + 1 where seller_id = ?", ledger.seller());
        });
    }

    /** Has an account show what there is of a SKU. */
    void list(String account, String sku) {
        database.transact(
                ledger.seller(),
                transaction -> transaction.update(
                        """
                        insert into publication (seller_id, account_id, listing_id, sku_id, state, stale_since, next_attempt_at)
                        select seller_id, account_id, listing_id, sku_id, 'QUEUED', ?, ?
                          from listing
                         where seller_id = ? and account_id = ? and channel_sku = ?
                        """, ledger.now(), ledger.now(), ledger.seller(), ledger.account(account), sku));
    }

    /** What an account is told now; it takes everything. */
    List<String> published(String account) {
        Publishing publishing = new Publishing(database, new MovedClock(ledger.now()));
        publishing.followLedger(ledger.seller());
        List<Claim> claims = publishing
                .claim(ledger.seller(), ledger.account(account), 10, 10)
                .updates();
        claims.forEach(claim -> publishing.settle(ledger.seller(), claim, new Outcome.Done("ref")));
        return claims.stream()
                .map(claim -> claim.channelSku() + " " + claim.quantity())
                .toList();
    }

    /** How many promises there are in a state. */
    int count(String state) {
        return list("select 1 from backorder where seller_id = :seller and state = '" + state + "'", row -> 1)
                .size();
    }

    /** Each promise: its order, units, the day promised, the day expected, and where it stands. */
    List<String> promises() {
        return list("""
                select o.channel_order_id || ' ' || b.quantity || ' for ' || b.promised_on || ' expected '
                       || coalesce(b.expected_on::text, 'never') || ' ' || b.state as told
                  from backorder b
                  join sales_order o on o.seller_id = b.seller_id and o.order_id = b.order_id
                 where b.seller_id = :seller
                 order by b.backorder_id
                """, row -> row.getText("told"));
    }

    /** What was noticed of promises that will not be kept. */
    List<String> slips() {
        return list("""
                select o.channel_order_id || ' ' || p.promised_on || ' -> ' || coalesce(p.expected_on::text, 'never') as told
                  from backorder_slip p
                  join sales_order o on o.seller_id = p.seller_id and o.order_id = p.order_id
                 where p.seller_id = :seller
                 order by p.slip_id
                """, row -> row.getText("told"));
    }

    <T> List<T> list(String sql, RowMapper<T> mapper) {
        return database.transact(
                ledger.seller(), transaction -> transaction.list(sql.replace(":seller", "" + ledger.seller()), mapper));
    }

    @Override
    public void close() {
        ledger.close();
    }
}
