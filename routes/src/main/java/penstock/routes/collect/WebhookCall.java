package penstock.routes.collect;

import java.util.Map;

/**
 * A webhook as it came in.
 *
 * @param headers the first value of each, names in lower case
 */
@SuppressWarnings("ArrayRecordComponent")
record WebhookCall(long sellerId, long accountId, Map<String, String> headers, byte[] body) {}
