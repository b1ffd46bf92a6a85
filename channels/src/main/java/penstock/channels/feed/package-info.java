/**
 * Suppliers' availability feeds as files: what the supplier has, row by row.
 *
 * <p>Exists because suppliers speak no API but CSV, each in its own way. A feed is read as a stream, in memory that grows
 * only with the number of different SKUs (48 bytes each or less), and says of every row that it could not take where, what
 * and why. May be imported by {@code fulfilment} and {@code routes}.
 */
@NullMarked
package penstock.channels.feed;

import org.jspecify.annotations.NullMarked;
