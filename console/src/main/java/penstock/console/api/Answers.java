package penstock.console.api;

import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Reply;
import penstock.core.book.Reply.Verdict;

/** How the engine's verdicts are answered. */
final class Answers {

    private Answers() {}

    /** 201 for what was created, 200 for what changed or came before. */
    static <T> ResponseEntity<T> of(Verdict verdict, T body) {
        return ResponseEntity.status(verdict == Verdict.CREATED ? HttpStatus.CREATED : HttpStatus.OK)
                .body(body);
    }

    /** The same, for what the catalogue creates. */
    static <T> ResponseEntity<T> of(boolean created, T body) {
        return of(created ? Verdict.CREATED : Verdict.EXISTS, body);
    }

    /** Gives the reply back if the caller's wish is a fact now, and refuses otherwise. */
    static Reply requireHolds(Reply reply) {
        if (reply.verdict().holds()) {
            return reply;
        }
        throw switch (reply.verdict()) {
            case EXISTS_WITH_DIFFERENT_CONTENT ->
                refused(
                        ProblemType.EXISTS_WITH_DIFFERENT_CONTENT,
                        reply,
                        "the id came before with other content; use another");
            case EXCEEDS_AVAILABLE -> refused(ProblemType.EXCEEDS_AVAILABLE, reply, "there is not enough");
            case EXCEEDS_PLANNED -> refused(ProblemType.EXCEEDS_PLANNED, reply, "more than was planned");
            case EXCEEDS_ROOM -> refused(ProblemType.EXCEEDS_ROOM, reply, "a location does not keep so many");
            case ALREADY_SHIPPED, ALREADY_PACKED, AT_PROVIDER, EDITED_SINCE ->
                Refused.field(ProblemType.NOT_POSSIBLE, "", reply.verdict().name(), reply.detail());
            case HOLD_EXPIRED -> refused(ProblemType.HOLD_EXPIRED, reply, "the hold has run out");
            case NOT_FOUND -> refused(ProblemType.NOT_FOUND, reply, "there is no such thing");
            default ->
                reply.verdict().isOfPlace()
                        ? Refused.field(
                                ProblemType.REFUSED_PLACE, "", reply.verdict().name(), reply.detail())
                        : refused(ProblemType.NOT_POSSIBLE, reply, "not possible in the state it is in; read it again");
        };
    }

    private static Refused refused(ProblemType type, Reply reply, String otherwise) {
        return Refused.of(type, reply.detail().isEmpty() ? otherwise : reply.detail());
    }
}
