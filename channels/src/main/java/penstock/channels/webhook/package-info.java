/**
 * Proving over HTTP who sent a message: HMAC signatures and the Standard Webhooks scheme built on them.
 *
 * <p>Exists because several parties speak it: the seller's own site in both directions, and any peer that follows the
 * specification. Facts of the vendor's page, Standard Webhooks 1.0.0 (standardwebhooks.com, specification read
 * 2026-11-23): headers {@code webhook-id}, {@code webhook-timestamp}, {@code webhook-signature}; what is signed is
 * {@code id.timestamp.body}; secrets of 24 to 64 bytes, in base64 after {@code whsec_}; payloads below 20 kB. Five
 * minutes of tolerance is the default of its libraries, not of the page. Only the symmetric scheme {@code v1} is
 * spoken; {@code v1a} (ed25519) is passed over when it stands in a list.
 *
 * <p>May be imported by every package of {@code channels} and {@code fulfilment}, and by {@code routes}.
 */
@NullMarked
package penstock.channels.webhook;

import org.jspecify.annotations.NullMarked;
