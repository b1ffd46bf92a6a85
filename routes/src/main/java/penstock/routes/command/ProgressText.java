package penstock.routes.command;

import penstock.routes.postgres.Progress;

/** What the embedded server is about to do, for a person who waits. */
final class ProgressText {

    private ProgressText() {}

    static String of(Progress.Step step, String detail) {
        return switch (step) {
            case UNPACKING -> "PostgreSQL: unpacking (once), " + detail;
            case INITIALISING -> "PostgreSQL: creating the database, " + detail;
            case STARTING -> "PostgreSQL: starting, " + detail;
            case ADOPTING -> "PostgreSQL: taking over the server of a gateway that died, " + detail;
            case STOPPING_ORPHAN -> "PostgreSQL: stopping the server of a gateway that died, " + detail;
        };
    }
}
