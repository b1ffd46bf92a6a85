package penstock.routes.postgres;

/** Told what the embedded server is about to do, for a log line or a splash. Called in the thread that starts the server. */
@FunctionalInterface
public interface Progress {

    /** What comes next; most starts know only one of these. */
    enum Step {
        UNPACKING,
        INITIALISING,
        STARTING,
        /** A server without its gateway runs on our data: taken over if it is what we would start. */
        ADOPTING,
        /** A server without its gateway is not what we would start: it is shut down first. */
        STOPPING_ORPHAN
    }

    Progress SILENT = (step, detail) -> {};

    /**
     * The step begins.
     *
     * @param detail the directory, process or port concerned, for a person to read
     */
    void reached(Step step, String detail);
}
