/**
 * Amazon's own words as records, in the shape of its models of 2026-08-05: Orders 2026-01-01, Orders v0, Listings Items
 * 2021-08-01 and Notifications v1. Exists so that they stay in one place; only the fields that we use are here, and any
 * of them may be missing. May be imported by {@code penstock.channels.amazon} only.
 */
@NullMarked
package penstock.channels.amazon.wire;

import org.jspecify.annotations.NullMarked;
