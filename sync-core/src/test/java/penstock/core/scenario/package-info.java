/**
 * Scenarios as text: a small language for what happens to a ledger, the same on a ledger in memory and on PostgreSQL.
 *
 * <p>Test code, also of other modules.
 */
@NullMarked
package penstock.core.scenario;

import org.jspecify.annotations.NullMarked;
