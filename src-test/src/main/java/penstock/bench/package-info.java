/**
 * The benchmarks, run as a command on the machine that is to be judged.
 *
 * <p>Only ratios are claimed: the product against an anchor on the same server, in the same run, in turns. What they
 * measure is durable, so the harness is our own. Every cell proves its counts in the database before its figures count.
 *
 * <p>Imported by nobody.
 */
@NullMarked
package penstock.bench;

import org.jspecify.annotations.NullMarked;
