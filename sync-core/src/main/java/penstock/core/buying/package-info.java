/**
 * What is decided about a delivery without a database: how it is divided among the lines that expect it, how many of its units
 * are inspected, and whether a sample lets it pass.
 *
 * <p>Imports nothing of ours.
 */
@NullMarked
package penstock.core.buying;

import org.jspecify.annotations.NullMarked;
