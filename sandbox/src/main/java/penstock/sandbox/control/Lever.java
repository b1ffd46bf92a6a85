package penstock.sandbox.control;

import java.util.List;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;

/** One part of the control calls, such as everything below {@code /_control/shopify}. */
@FunctionalInterface
interface Lever {
    /**
     * Does what the request asks.
     *
     * @param rest the path behind the lever's own segment
     */
    Reply pull(Request request, List<String> rest);

    /** The answer to a path that the lever does not know. */
    static Reply unknown() {
        return Reply.json(404, Json.object("error", "No such call. See the sandbox's README."));
    }
}
