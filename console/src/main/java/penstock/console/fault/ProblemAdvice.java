package penstock.console.fault;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers everything that a controller throws with a problem, and everything that no controller could be found for;
 * hence it is not bound to this module's controllers.
 */
@RestControllerAdvice
public class ProblemAdvice {

    private final Faults faults;

    public ProblemAdvice(Faults faults) {
        this.faults = faults;
    }

    @ExceptionHandler(Exception.class)
    public ResponseEntity<byte[]> answer(Exception thrown) {
        Faults.Fault fault = faults.of(thrown);
        ResponseEntity.BodyBuilder response =
                ResponseEntity.status(fault.problem().status());
        fault.headers().forEach(response::header);
        return response.contentType(MediaType.APPLICATION_PROBLEM_JSON).body(Faults.bytes(fault.problem()));
    }
}
