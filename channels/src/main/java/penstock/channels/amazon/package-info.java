/**
 * Amazon as a sales channel: orders that the seller ships, stock shown on listings, shipments confirmed. Exists to keep
 * Amazon's ways out of everything else; may be imported by {@code routes} through {@code META-INF/services} only.
 *
 * <p>APIs and limits, read on 2026-11-23 in the models of 2026-08-05 and on the pages named:
 *
 * <ul>
 *   <li>Orders 2026-01-01: searchOrders once in 180 seconds after a burst of 20, at most 100 orders a page, a page's
 *       token valid for 24 hours, nothing newer than two minutes; getOrder every 2 seconds, burst 30. The reads of
 *       Orders v0 end on 2027-03-27, confirmShipment (2 a second, burst 10) stays there.
 *       developer-docs.amazon.com/sp-api/changelog/new-introducing-the-orders-api-v2026-01-01
 *   <li>Listings Items 2021-08-01: patch 5 a second, one listing each; {@code merge}, because {@code replace} wipes what is
 *       not sent again. An answer ACCEPTED is a promise, not a fact. developer-docs.amazon.com/sp-api/docs/merge-a-listing
 *   <li>Notifications v1: at least once, in any order, told apart by NotificationId, trusted because of who may write into
 *       the queue. developer-docs.amazon.com/sp-api/docs/subscribe-to-mfn-notifications
 *   <li>Orders may be listed late; users saw hours. So the windows overlap, and a notification fetches its order by id.
 *       github.com/amzn/selling-partner-api-models/issues/3945
 * </ul>
 *
 * <p>Never mix this with feeds for the same SKU: Amazon applies the two in any order.
 */
@NullMarked
package penstock.channels.amazon;

import org.jspecify.annotations.NullMarked;
