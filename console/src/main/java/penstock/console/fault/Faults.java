package penstock.console.fault;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.MethodParameter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.ServletRequestBindingException;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;
import penstock.console.json.ApiJson;
import penstock.console.json.JsonFaults;
import penstock.console.problem.Problem;
import penstock.console.problem.ProblemType;
import penstock.console.problem.Refused;
import penstock.core.book.Refusal;
import penstock.core.book.TooManyOrders;
import penstock.core.catalogue.Conflict;
import penstock.core.catalogue.InvalidField;
import penstock.core.engine.EngineBusy;
import penstock.core.identity.Ids;
import penstock.core.store.DatabaseUnavailable;
import penstock.core.store.OutcomeUnknown;
import tools.jackson.core.JacksonException;

/** Turns whatever was thrown into the problem that the caller is told. Any thread. */
public final class Faults {

    /** When to come back if the database is gone or the engine is busy. */
    public static final String RETRY_AFTER_SECONDS = "1";

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    private final Ids ids;

    /** Numbers incidents with these ids. */
    public Faults(Ids ids) {
        this.ids = ids;
    }

    /** What the caller is told, with the headers that belong to it. */
    public record Fault(Problem problem, java.util.Map<String, String> headers) {}

    /** The problem as bytes of {@code application/problem+json}. */
    public static byte[] bytes(Problem problem) {
        return ApiJson.mapper().writeValueAsBytes(problem);
    }

    /** What is told to whom the server refused before anybody here was asked: bad HTTP, a body that broke off or crept. */
    public static Problem ofStatus(int status) {
        Problem problem = ofServer(status).problem(Optional.empty());
        return new Problem(
                problem.type(),
                problem.title(),
                status,
                problem.detail(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Refused ofServer(int status) {
        return switch (status) {
            case 400, 501, 505 ->
                Refused.of(
                        ProblemType.MALFORMED_REQUEST,
                        "the request is not HTTP as it is understood here, or its body breaks off; send it again");
            case 404 -> Refused.notFound("there is nothing under this address");
            case 405 -> Refused.of(ProblemType.METHOD_NOT_ALLOWED, "the method does not serve here");
            case 408 -> Refused.of(ProblemType.TOO_SLOW, "the request did not arrive in time; send it again");
            case 413, 414, 431 ->
                Refused.of(ProblemType.TOO_LARGE, "the request's body, address or headers are too large");
            case 503 -> Refused.of(ProblemType.UNAVAILABLE, "not available now; come back in a moment");
            default -> Refused.of(ProblemType.INTERNAL, "the request may or may not have been carried out");
        };
    }

    public Fault of(Throwable thrown) {
        Optional<Refused> refused = known(thrown);
        if (refused.isPresent()) {
            return new Fault(
                    refused.get().problem(Optional.empty()), refused.get().headers());
        }
        String incident = Long.toString(ids.next(), 36).toUpperCase(Locale.ROOT);
        LOG.error("Incident {}: a request failed; it was answered 500 and nothing more happens", incident, thrown);
        Refused internal = Refused.of(
                ProblemType.INTERNAL,
                "the request may or may not have been carried out; repeat it with the same id, and if it fails again"
                        + " report incident " + incident);
        return new Fault(internal.problem(Optional.of(incident)), internal.headers());
    }

    private static Optional<Refused> known(Throwable thrown) {
        Optional<JacksonException> json = find(thrown, JacksonException.class);
        Optional<Refused> refused = find(thrown, Refused.class)
                .or(() -> find(thrown, InvalidField.class).map(Faults::ofField));
        if (refused.isPresent()) {
            String path = json.map(JsonFaults::path).orElse("");
            return Optional.of(
                    refused.get().type() == ProblemType.INVALID_FIELD
                            ? refused.get().within(path)
                            : refused.get());
        }
        if (json.isPresent()) {
            return Optional.of(JsonFaults.refused(json.get()));
        }
        Optional<Refused> core = ofCore(thrown);
        return core.isPresent() ? core : ofSpring(thrown);
    }

    private static Refused ofField(InvalidField wrong) {
        ProblemType type = switch (wrong.reason()) {
            case UNKNOWN_SKU, UNKNOWN_LOCATION, UNKNOWN_ACCOUNT, UNKNOWN_PACK, UNKNOWN_SUPPLIER ->
                ProblemType.UNKNOWN_REFERENCE;
            case TAKEN -> ProblemType.CONFLICT;
            case EXISTS_WITH_DIFFERENT_CONTENT -> ProblemType.EXISTS_WITH_DIFFERENT_CONTENT;
            case FIXED, KIT_NOT_POSSIBLE, NOT_REORDERED, CYCLE, TOO_DEEP -> ProblemType.NOT_POSSIBLE;
            default -> ProblemType.INVALID_FIELD;
        };
        return Refused.field(type, wrong.field(), wrong.reason().name(), wrong.field() + " " + wrong.advice());
    }

    private static Refused ofDocument(Refusal refusal) {
        ProblemType type = switch (refusal.verdict()) {
            case NOT_FOUND -> ProblemType.NOT_FOUND;
            case EXISTS_WITH_DIFFERENT_CONTENT -> ProblemType.EXISTS_WITH_DIFFERENT_CONTENT;
            case EXCEEDS_AVAILABLE -> ProblemType.EXCEEDS_AVAILABLE;
            case EXCEEDS_ROOM -> ProblemType.EXCEEDS_ROOM;
            default -> refusal.verdict().isOfPlace() ? ProblemType.REFUSED_PLACE : ProblemType.NOT_POSSIBLE;
        };
        return Refused.field(type, "", refusal.reason(), refusal.detail());
    }

    private static Optional<Refused> ofCore(Throwable thrown) {
        if (thrown instanceof Refusal refusal) {
            return Optional.of(ofDocument(refusal));
        }
        if (thrown instanceof Conflict || thrown instanceof TooManyOrders) {
            return Optional.of(Refused.of(ProblemType.CONFLICT, String.valueOf(thrown.getMessage())));
        } else if (thrown instanceof DatabaseUnavailable || thrown instanceof OutcomeUnknown) {
            return Optional.of(Refused.of(
                    ProblemType.UNAVAILABLE,
                    "the database is not available; repeat the request with the same id in a moment",
                    "Retry-After",
                    RETRY_AFTER_SECONDS));
        } else if (thrown instanceof EngineBusy) {
            return Optional.of(Refused.of(
                    ProblemType.BUSY,
                    "too much is waiting for this seller; nothing was done, repeat the request in a second",
                    "Retry-After",
                    RETRY_AFTER_SECONDS));
        }
        return Optional.empty();
    }

    private static Optional<Refused> ofSpring(Throwable thrown) {
        if (thrown instanceof HttpMessageNotReadableException) {
            return Optional.of(Refused.of(ProblemType.MALFORMED_REQUEST, "the body is missing or breaks off"));
        } else if (thrown instanceof MissingServletRequestParameterException e) {
            return Optional.of(
                    Refused.field(e.getParameterName(), e.getParameterName() + " is missing in the address"));
        } else if (thrown instanceof MethodArgumentTypeMismatchException e) {
            return Optional.of(wrongInAddress(e));
        } else if (thrown instanceof ServletRequestBindingException) {
            return Optional.of(
                    Refused.of(ProblemType.MALFORMED_REQUEST, "the request lacks a part; see the description"));
        } else if (thrown instanceof HttpRequestMethodNotSupportedException e) {
            return Optional.of(Refused.of(
                    ProblemType.METHOD_NOT_ALLOWED,
                    e.getMethod() + " does not serve here",
                    "Allow",
                    String.join(", ", e.getSupportedMethods() == null ? new String[0] : e.getSupportedMethods())));
        } else if (thrown instanceof HttpMediaTypeNotSupportedException e) {
            return Optional.of(Refused.of(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "the body's Content-Type must be "
                            + e.getSupportedMediaTypes().stream()
                                    .map(Object::toString)
                                    .collect(Collectors.joining(" or "))));
        } else if (thrown instanceof HttpMediaTypeNotAcceptableException) {
            return Optional.of(
                    Refused.of(ProblemType.NOT_ACCEPTABLE, "the answer is not to be had in what Accept names"));
        } else if (thrown instanceof NoResourceFoundException || thrown instanceof NoHandlerFoundException) {
            return Optional.of(Refused.notFound("there is nothing under this address"));
        }
        return Optional.empty();
    }

    private static Refused wrongInAddress(MethodArgumentTypeMismatchException thrown) {
        MethodParameter parameter = thrown.getParameter();
        if (parameter.hasParameterAnnotation(PathVariable.class)) {
            return Refused.notFound("there is no such " + words(thrown.getName()));
        }
        Class<?> type = parameter.nestedIfOptional().getNestedParameterType();
        return Refused.field(thrown.getName(), thrown.getName() + " in the address must be " + JsonFaults.kind(type));
    }

    /** What an id stands for: {@code fulfilmentId} for a fulfilment, {@code channelOrderId} for a channel order. */
    private static String words(String id) {
        return id.replaceFirst("Id$", "").replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
    }

    private static <T extends Throwable> Optional<T> find(Throwable thrown, Class<T> type) {
        Throwable each = thrown;
        while (each != null && !type.isInstance(each)) {
            each = each.getCause();
        }
        return Optional.ofNullable(each).map(type::cast);
    }
}
