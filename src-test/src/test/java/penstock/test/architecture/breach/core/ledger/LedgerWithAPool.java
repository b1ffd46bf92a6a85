package penstock.test.architecture.breach.core.ledger;

import com.zaxxer.hikari.HikariDataSource;

/** A room of sync-core with a library of its own. */
public final class LedgerWithAPool {

    public String ask(HikariDataSource pool) {
        return pool.toString();
    }
}
