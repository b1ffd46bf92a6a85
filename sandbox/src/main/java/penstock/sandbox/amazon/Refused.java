package penstock.sandbox.amazon;

import java.util.List;
import penstock.sandbox.http.Reply;
import penstock.sandbox.json.Json;

/** A call that Amazon refuses: an HTTP status and one error. */
final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    Refused(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static Refused invalid(String message) {
        return new Refused(400, "InvalidInput", message);
    }

    static Refused notFound(String message) {
        return new Refused(404, "NotFound", message);
    }

    Reply reply() {
        return reply(status, code, String.valueOf(getMessage()));
    }

    static Reply reply(int status, String code, String message) {
        return reply(status, code, message, "");
    }

    static Reply reply(int status, String code, String message, String details) {
        return Reply.json(
                status,
                Json.object("errors", List.of(Json.object("code", code, "message", message, "details", details))));
    }
}
