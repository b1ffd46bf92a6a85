/**
 * {@code penstock bench engine}: the engine against the best way we know to write the same rows one order a transaction,
 * on the same server. Every cell proves its counts in the database before its figures count.
 */
@NullMarked
package penstock.bench.engine;

import org.jspecify.annotations.NullMarked;
