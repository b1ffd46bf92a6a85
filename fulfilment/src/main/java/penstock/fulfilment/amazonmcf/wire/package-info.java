/**
 * Amazon's own words as records, in the shape of its models of 2026-08-05: Fulfillment Outbound 2020-07-01 and FBA
 * Inventory v1. Exists so that they stay in one place; only the fields that we use are here, and any field of a reply may
 * be missing. May be imported by {@code penstock.fulfilment.amazonmcf} only.
 */
@NullMarked
package penstock.fulfilment.amazonmcf.wire;

import org.jspecify.annotations.NullMarked;
