package penstock.test.check;

import java.util.List;
import penstock.core.check.Invariant;

/**
 * One way to break an invariant behind the app's back.
 *
 * @param unguarded tables whose constraints refuse it; it is planted once with them, to see it refused, and once without
 * @param wrong words that the check must use for it
 * @param sql {@code :seller} stands for the seller, {@code :now} for the time
 */
record Plant(Invariant invariant, String name, List<String> unguarded, String wrong, String sql) {

    static Plant of(Invariant invariant, String name, String wrong, String sql) {
        return new Plant(invariant, name, List.of(), wrong, sql);
    }

    /** The same of a thing that the database itself refuses while the constraints of the table are there. */
    Plant refusedBy(String table) {
        return new Plant(invariant, name, List.of(table), wrong, sql);
    }

    @Override
    public String toString() {
        return invariant.number() + " " + name;
    }
}
