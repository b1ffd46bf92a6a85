/**
 * A simulated online shop: its own truth, the Admin GraphQL API 2026-10 and signed webhooks.
 */
@NullMarked
package penstock.sandbox.shopify;

import org.jspecify.annotations.NullMarked;
