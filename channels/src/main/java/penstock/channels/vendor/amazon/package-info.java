/**
 * What Amazon's Selling Partner API needs in every role it plays for us: the token, the signature, addresses, errors,
 * limits, times. Exists because Amazon is both a channel ({@code penstock.channels.amazon}) and a provider
 * ({@code penstock.fulfilment.amazonmcf}) and means the same by them in both; holds no word of orders, listings or
 * fulfilment. May be imported by those two packages only.
 *
 * <p>Amazon's rules that hold for every operation, read on 2026-11-23:
 *
 * <ul>
 *   <li>An access token lives for one hour and travels as {@code x-amz-access-token}; calls are not signed otherwise.
 *       developer-docs.amazon.com/sp-api-blog/docs/selling-partner-api-migration-for-private-developers
 *   <li>Every call carries a user agent of at most 500 characters.
 *       developer-docs.amazon.com/sp-api/docs/include-a-user-agent-header-in-all-requests
 *   <li>A token bucket limits each pair of account and application; the reply may say the rate in force
 *       ({@code x-amzn-RateLimit-Limit}), no reply says how long to wait.
 *       developer-docs.amazon.com/sp-api/docs/usage-plans-and-rate-limits
 *   <li>Errors are a list of code, message and details.
 *       developer-docs.amazon.com/sp-api/docs/response-format
 * </ul>
 *
 * <p>How a reply ends a conversation, here and in both adapters: what Amazon answers about the thing that was asked is a
 * <em>result</em>; what concerns the account (401, 403), the rate (429) or the road there (408, 5xx) ends the
 * conversation as refused, not sent or, for a write, lost.
 */
@NullMarked
package penstock.channels.vendor.amazon;

import org.jspecify.annotations.NullMarked;
