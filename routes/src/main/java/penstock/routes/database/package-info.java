/**
 * Opening the database: migrations as the owner, pools as the app.
 *
 * <p>The owner migrates and serves nobody; the app role owns nothing, is no superuser and cannot bypass row-level
 * security. Starting is refused when the server would lose acknowledged commits.
 */
@NullMarked
package penstock.routes.database;

import org.jspecify.annotations.NullMarked;
