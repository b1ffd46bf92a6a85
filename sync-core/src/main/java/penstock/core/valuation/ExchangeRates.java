package penstock.core.valuation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import penstock.core.store.Database;
import penstock.core.store.Transaction;

/**
 * What foreign money is worth in the seller's, by day. A document takes the rate of its date, or the last before, and
 * keeps it: correcting a rate changes no document. Any thread.
 */
public final class ExchangeRates {

    private final Database database;
    private final Clock clock;

    public ExchangeRates(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param rate units of the seller's currency for one of the other */
    public record Rate(String currency, LocalDate validOn, BigDecimal rate) {}

    /** Notes a rate, in the place of another of that day. */
    public void put(long sellerId, Rate rate) {
        database.transact(
                sellerId,
                transaction -> transaction.update(
                        """
                        insert into exchange_rate (seller_id, currency, valid_on, rate, recorded_at)
                        select s.seller_id, ?, ?::date, ?::numeric, ?::timestamptz from seller s where s.seller_id = ?
                        on conflict (seller_id, currency, valid_on) do update
                           set rate = excluded.rate, recorded_at = excluded.recorded_at
                        """,
                        rate.currency(),
                        rate.validOn().toString(),
                        rate.rate().toPlainString(),
                        clock.instant(),
                        sellerId));
    }

    /** Rates of a currency, the latest first, those before a day. */
    public List<Rate> list(long sellerId, String currency, LocalDate before, int limit) {
        return database.transact(sellerId, transaction -> list(transaction, currency, before, limit));
    }

    /** The rate of a day or the last before it. */
    static Optional<BigDecimal> find(Transaction transaction, String currency, LocalDate day) {
        return list(transaction, currency, day.plusDays(1), 1).stream()
                .findFirst()
                .map(Rate::rate);
    }

    private static List<Rate> list(Transaction transaction, String currency, LocalDate before, int limit) {
        return transaction.list(
                """
                select currency, valid_on, rate::text as rate from exchange_rate
                 where seller_id = ? and currency = ? and valid_on < ?::date
                 order by valid_on desc limit ?
                """,
                row -> new Rate(
                        row.getText("currency"),
                        LocalDate.parse(row.getText("valid_on")),
                        new BigDecimal(row.getText("rate"))),
                transaction.sellerId(),
                currency,
                before.toString(),
                limit);
    }
}
