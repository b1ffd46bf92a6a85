package penstock.core.check;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import penstock.core.check.Findings.Example;

/**
 * Tries by reading that the app's login sees no rows but the named seller's, and none at all while nobody is named. Reads
 * every table that knows sellers, but for {@code lease}.
 */
final class SellerIsolation {

    /** Sellers in whose name it is tried; the policies are the same for all. */
    static final int MAX_SELLERS = 20;

    private final DataSource app;

    SellerIsolation(DataSource app) {
        this.app = app;
    }

    List<Example> strangersSeen(List<Long> sellers) {
        List<Example> seen = new ArrayList<>(seenAs(0));
        sellers.stream().limit(MAX_SELLERS).forEach(seller -> seen.addAll(seenAs(seller)));
        return seen;
    }

    private List<Example> seenAs(long sellerId) {
        return Snapshots.read(app, sellerId, connection -> {
            List<String> tables = tables(connection);
            if (tables.isEmpty()) {
                throw new CheckNotPossible("the app's login finds no tables in its schema");
            }
            String counts = tables.stream()
                    .map(table -> "select '" + table + "' as name, count(*) as rows from " + table
                            + " where seller_id <> " + sellerId)
                    .collect(Collectors.joining(" union all "));
            return strangers(connection, sellerId, counts);
        });
    }

    private static List<Example> strangers(Connection connection, long sellerId, String counts) throws SQLException {
        List<Example> strangers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select name, rows from (" + counts + ") as c where rows > 0 order by name")) {
            while (row.next()) {
                String who = sellerId == 0 ? "a session that names no seller" : "the seller";
                strangers.add(new Example(
                        sellerId,
                        "table " + row.getString("name"),
                        who + " sees " + row.getLong("rows") + " rows of others"));
            }
        }
        return strangers;
    }

    private static List<String> tables(Connection connection) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("""
                        select c.oid::regclass::text
                          from pg_class c
                          join pg_namespace n on n.oid = c.relnamespace
                          join pg_attribute a on a.attrelid = c.oid and a.attname = 'seller_id' and not a.attisdropped
                         where n.nspname = current_schema() and c.relkind in ('r', 'p') and c.relname <> 'lease'
                           and not c.relispartition and has_table_privilege(c.oid, 'select')
                         order by 1
                        """)) {
            while (row.next()) {
                tables.add(row.getString(1));
            }
        }
        return tables;
    }
}
