package penstock.routes.database;

import penstock.routes.postgres.Credentials;
import penstock.routes.postgres.EmbeddedPostgres;
import penstock.routes.postgres.Login;

/**
 * Where the database is and who we are there.
 *
 * @param jdbcUrl of the database, without user and password
 * @param owner owns the schema and migrates it
 * @param app works; may be the same login as the owner, then each connection steps down to {@code penstock_app}
 */
public record DatabaseAccess(String jdbcUrl, Login owner, Login app) {

    /** The embedded server's. */
    public static DatabaseAccess of(EmbeddedPostgres postgres) {
        Credentials credentials = postgres.credentials();
        return new DatabaseAccess(postgres.jdbcUrl(), credentials.owner(), credentials.app());
    }

    /** The URL as it may be shown: what follows the name of the database may hold a password. */
    String shownUrl() {
        return jdbcUrl.replaceFirst("//[^/@]*@", "//").replaceFirst("\\?.*", "");
    }

    /** A text about this database without what must not be shown. */
    String shown(String text) {
        return text.replace(jdbcUrl, shownUrl());
    }

    /** Whether the app works under the owner's login and has to step down. */
    boolean stepsDown() {
        return owner.user().equals(app.user());
    }
}
