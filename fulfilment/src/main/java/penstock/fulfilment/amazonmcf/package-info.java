/**
 * Amazon Multi-Channel Fulfillment: Amazon ships orders of our other channels from the stock it holds for us. Exists to
 * keep Amazon's ways out of everything else; may be imported by {@code routes} through {@code META-INF/services} only.
 *
 * <p>APIs and limits, read on 2026-11-23 in the models of 2026-08-05 and on the pages named:
 *
 * <ul>
 *   <li>Fulfillment Outbound 2020-07-01: 2 calls a second, burst 30, for each operation. An order has an id of ours, at
 *       most 40 characters, unique for the account; at most 100 lines and 250 units, a SKU of at most 50 characters. There
 *       is a version 2026-07-04 as well and no word that this one ends.
 *   <li>An id with a plus sign or a blank is not found again, though it was taken, so only letters, digits, dot, dash and
 *       underscore are sent. github.com/amzn/selling-partner-api-models/issues/5374
 *   <li>Cancelling is possible while the order is received or planned.
 *       developer-docs.amazon.com/sp-api/docs/cancel-fulfillment-order
 *   <li>Statuses come in both spellings, Processing and PROCESSING.
 *   <li>FBA Inventory v1: 2 calls a second, burst 2, at most 50 SKUs each; a next token lives for 30 seconds. Together with
 *       startDateTime the SKUs would be ignored, so it is never sent.
 *       developer-docs.amazon.com/sp-api/docs/get-fba-inventory-summaries
 * </ul>
 */
@NullMarked
package penstock.fulfilment.amazonmcf;

import org.jspecify.annotations.NullMarked;
