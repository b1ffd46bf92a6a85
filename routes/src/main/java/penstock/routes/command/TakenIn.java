package penstock.routes.command;

import java.nio.file.Path;
import java.util.Optional;
import penstock.core.masterdata.ImportReport;

/**
 * What came of a file.
 *
 * @param report empty if it could not be used as a whole
 * @param unusable why, {@code ""} if it could
 */
record TakenIn(Path file, String table, Optional<ImportReport> report, String unusable) {

    /** Whether nothing of it was refused. */
    boolean isRight() {
        return report.map(rows -> rows.rejected().isEmpty()).orElse(false);
    }
}
