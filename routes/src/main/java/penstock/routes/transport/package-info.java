/**
 * How every outgoing call of an adapter is carried out: {@link penstock.routes.transport.CallCarrier} runs a
 * conversation until it ends.
 *
 * <p>One place for what all channels have in common: access tokens, rate budgets, breaker, bulkhead, time and byte
 * limits, which addresses may be called, and what is known about a call that failed. Two Camel routes carry every call
 * of every account; there is no second owner of retries: a call that was not sent is sent again by its row, later.
 *
 * <p>May be imported by the rest of {@code routes}.
 */
@NullMarked
package penstock.routes.transport;

import org.jspecify.annotations.NullMarked;
