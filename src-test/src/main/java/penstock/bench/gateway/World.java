package penstock.bench.gateway;

import java.net.URI;
import java.net.http.HttpClient;

/** Whom a seller is connected to. */
public record World(HttpClient client, URI gateway, String operatorKey, URI sandbox) {

    /** The gateway's API for its operator. */
    public JsonCalls operator() {
        return gateway(operatorKey);
    }

    /** The gateway's API for whoever has that key. */
    public JsonCalls gateway(String key) {
        return new JsonCalls(client, gateway, key);
    }

    /** What moves the simulated world. */
    public JsonCalls sandboxControl() {
        return new JsonCalls(client, sandbox, "none");
    }

    /** The anchor: answers what it is sent, and takes what an own site is told. */
    public URI echo() {
        return gateway.resolve(Echo.PATH);
    }
}
