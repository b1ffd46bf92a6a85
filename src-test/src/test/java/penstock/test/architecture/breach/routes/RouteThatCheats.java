package penstock.test.architecture.breach.routes;

import java.sql.Connection;
import penstock.test.architecture.breach.sandbox.MarketThatCopies;

/** A route that asks the simulated marketplace for the truth, and writes it down itself. */
public final class RouteThatCheats {

    public String cheat(MarketThatCopies market, Connection connection) {
        return market.toString() + connection;
    }
}
