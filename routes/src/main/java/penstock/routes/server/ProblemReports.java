package penstock.routes.server;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import penstock.console.access.SecurityHeaders;
import penstock.console.fault.Faults;

/**
 * Answers what the server itself refuses (bad HTTP, ambiguous addresses, TRACE, bodies that break off or never come) with a
 * problem like any other, never with a page of its own. Tomcat makes one for its host. Any thread.
 */
public final class ProblemReports extends ErrorReportValve {

    @Override
    protected void report(Request request, Response response, @Nullable Throwable thrown) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        SecurityHeaders.set(request, response);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8);
        try {
            PrintWriter writer = response.getReporter();
            if (writer != null) {
                writer.write(new String(Faults.bytes(Faults.ofStatus(status)), StandardCharsets.UTF_8));
                response.finishResponse();
            }
        } catch (IOException e) {
            // the caller has gone; there is nobody to be told
            container.getLogger().debug("a refusal could not be written", e);
        }
    }
}
