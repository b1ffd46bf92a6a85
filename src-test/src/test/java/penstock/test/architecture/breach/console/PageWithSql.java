package penstock.test.architecture.breach.console;

import javax.sql.DataSource;

/** A page that reads the database itself. */
public final class PageWithSql {

    public String ask(DataSource database) {
        return database.toString();
    }
}
