/**
 * {@code penstock bench http}: what comes in over HTTP against a bare echo of the same server.
 *
 * <p>The gateway, the simulated shop and the load are processes of their own, so that it shows what each of them costs.
 */
@NullMarked
package penstock.bench.http;

import org.jspecify.annotations.NullMarked;
