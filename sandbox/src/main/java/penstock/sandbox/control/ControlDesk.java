package penstock.sandbox.control;

import java.util.List;
import java.util.Map;
import penstock.sandbox.http.Desk;
import penstock.sandbox.http.Operation;
import penstock.sandbox.http.Reply;
import penstock.sandbox.http.Request;
import penstock.sandbox.json.Json;

/** Everything under {@code /_control}. Every call is described with an example in the module's README. */
public final class ControlDesk implements Desk {
    static final String CHANNEL = "_control";

    private final Map<String, Lever> levers;

    ControlDesk(Map<String, Lever> levers) {
        this.levers = Map.copyOf(levers);
    }

    @Override
    public Operation open(Request request) {
        List<String> path = request.path();
        String name = path.size() < 2 ? "" : path.get(1);
        Lever lever = levers.get(name);
        if (lever == null) {
            return Operation.answering(CHANNEL, "unknown", Lever.unknown());
        }
        return new Operation(CHANNEL, "-", name, () -> pulled(lever, request));
    }

    @Override
    public Reply trouble(int status) {
        return Reply.json(status, Json.object("error", "A scripted fault."));
    }

    private static Reply pulled(Lever lever, Request request) {
        try {
            return lever.pull(request, request.pathAfter(2));
        } catch (IllegalArgumentException e) {
            return Reply.json(400, Json.object("error", e.getMessage()));
        }
    }
}
