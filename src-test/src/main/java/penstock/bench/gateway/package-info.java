/** A gateway, a simulated world and the load as processes of their own, for the benchmarks that go over HTTP. */
@NullMarked
package penstock.bench.gateway;

import org.jspecify.annotations.NullMarked;
