package penstock.routes.collect;

/**
 * What a webhook is answered.
 *
 * @param outcome a metric's tag
 * @param text for a person who looks into the sender's log
 */
record WebhookAnswer(int status, String outcome, String text) {

    static final WebhookAnswer STORED = new WebhookAnswer(200, "stored", "stored");
    static final WebhookAnswer REPEAT = new WebhookAnswer(200, "repeat", "known already");
    static final WebhookAnswer PING = new WebhookAnswer(200, "ping", "pong");
    static final WebhookAnswer NO_SUCH_ADDRESS = new WebhookAnswer(404, "no_address", "no account takes webhooks here");
    static final WebhookAnswer TOO_LARGE =
            new WebhookAnswer(413, "too_large", "a webhook has at most " + WebhookController.MAX_BODY_BYTES + " bytes");
    static final WebhookAnswer CONFLICT =
            new WebhookAnswer(409, "conflict", "this event id came before with other content; the first counts");
    static final WebhookAnswer BUSY = new WebhookAnswer(429, "busy", "too much waits to be stored; come back");
    static final WebhookAnswer UNAVAILABLE = new WebhookAnswer(503, "unavailable", "cannot be stored now; come back");
}
