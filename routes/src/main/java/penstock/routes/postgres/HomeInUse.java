package penstock.routes.postgres;

/** Another gateway owns this home: two servers on one data directory would destroy it, so the second refuses at once. */
public final class HomeInUse extends PostgresUnavailable {

    private static final long serialVersionUID = 1L;

    HomeInUse(Home home, String holder) {
        super("The home " + home.directory() + " is in use by process " + holder
                + ". Stop that process, or set PENSTOCK_HOME to another directory for this one.");
    }
}
