/**
 * The benchmarks, run as a command on the machine that is to be judged.
 *
 * <p>Only ratios are claimed: the product against the best way to write the same rows one order a transaction, on the same
 * server, in the same run, in turns. What they measure is durable, so the harness is our own: a closed loop with a fixed
 * number of orders in flight, and an open loop that counts latency from the moment an order was due. Every cell proves
 * its counts in the database before its figures count.
 *
 * <p>Imported by nobody.
 */
@NullMarked
package penstock.bench;

import org.jspecify.annotations.NullMarked;
