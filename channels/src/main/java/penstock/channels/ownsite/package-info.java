/**
 * The seller's own site: it is told of stock and shipments by signed webhooks, and itself calls Penstock's REST API to
 * check, hold and order.
 *
 * <p>Exists because the own site is a channel like any other for what goes out. Imported by nobody: it is found as a
 * {@link penstock.channels.spi.ChannelPlugin}. The endpoint is the address that events are posted to.
 *
 * <p>Events follow Standard Webhooks 1.0.0 (standardwebhooks.com, read 2026-11-23): payloads below 20 kB, 2xx is success,
 * 410 ends it, 429 and 503 may say how long to wait, redirects are failures. {@code webhook-id} is the same in every
 * repeat, so a site that keeps the ids it has seen may be told twice without harm.
 *
 * <pre>{@code
 * {"type":"stock.updated","timestamp":"2026-11-23T10:00:00Z",
 *  "data":{"lines":[{"sku":"TEE-RED-M","quantity":7,"location":"WH1"}]}}
 *
 * {"type":"shipment.created","timestamp":"2026-11-23T10:00:00Z",
 *  "data":{"shipmentId":"81","orderId":"A-1001","packageNo":1,"carrier":"UPS","trackingNumber":"1Z999",
 *          "lines":[{"lineId":"1","sku":"TEE-RED-M","quantity":2}]}}
 * }</pre>
 */
@NullMarked
package penstock.channels.ownsite;

import org.jspecify.annotations.NullMarked;
