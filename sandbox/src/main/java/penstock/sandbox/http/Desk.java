package penstock.sandbox.http;

/** Where one channel takes its requests: it says what a request means before anything is applied. */
public interface Desk {
    /** Names the operation that the request asks for. Applies nothing. Called by many threads. */
    Operation open(Request request);

    /** How this channel words a refusal that has nothing to do with the request: 429, 500, 503. */
    Reply trouble(int status);
}
