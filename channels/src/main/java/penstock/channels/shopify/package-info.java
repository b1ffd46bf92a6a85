/**
 * Shopify: orders by poll and webhook, stock with compare-and-set, shipments, over the GraphQL Admin API 2026-10.
 *
 * <p>Exists so that everything about Shopify lies in one folder. Imported by nobody: it is found as a
 * {@link penstock.channels.spi.ChannelPlugin}.
 *
 * <p>Shopify's limits and rules that shape the code (pages of shopify.dev, read 2026-11-23):
 *
 * <ul>
 *   <li>points: 100, 200, 1,000 or 2,000 a second by plan, 1,000 for one query
 *       (docs/apps/build/apis/graphql-admin/rate-limits); THROTTLED comes as HTTP 200
 *   <li>an input array has at most 250 elements (docs/api/usage/limits)
 *   <li>{@code changeFromQuantity} must be given, null opts out
 *       (changelog/finalizing-compare-and-swap-redesign-for-inventory-set-quantities); {@code @idempotent} is mandatory
 *       since 2026-04 (changelog/making-idempotency-mandatory-for-inventory-adjustments-and-refund-mutations)
 *   <li>webhooks are neither ordered nor certain to come; a delivery is repeated with its first content, up to 8 times
 *       in 4 hours (docs/apps/build/webhooks, changelog/updates-to-webhook-retry-mechanism)
 *   <li>orders older than 60 days need {@code read_all_orders}, addresses the approval for protected customer data
 *   <li>a fulfilment is made of fulfilment orders of one location (Admin API schema 2026-10)
 * </ul>
 *
 * <p>Known from use and not from a page, to be looked at first if a shop behaves otherwise: errors of a batch name their
 * line in {@code field}; {@code fulfillable_quantity} and {@code nonFulfillableQuantity} leave out units that were
 * shipped and came back.
 */
@NullMarked
package penstock.channels.shopify;

import org.jspecify.annotations.NullMarked;
