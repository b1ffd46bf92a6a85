package penstock.console.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import penstock.core.port.Metrics;

/** What the gateway has measured of itself, for whoever runs it. */
@RestController
@RequestMapping("/api/v1/metrics")
@Tag(name = "Operation")
public class MetricsApi {

    private static final MediaType PROMETHEUS = MediaType.parseMediaType("text/plain;version=0.0.4;charset=utf-8");

    private final Metrics metrics;

    public MetricsApi(Metrics metrics) {
        this.metrics = metrics;
    }

    @GetMapping(produces = MediaType.TEXT_PLAIN_VALUE)
    @Operation(
            summary = "Read the metrics of this gateway",
            description = "In the Prometheus text format 0.0.4, over all sellers. For the operator's key only.")
    public ResponseEntity<String> read() {
        return ResponseEntity.ok().contentType(PROMETHEUS).body(metrics.text());
    }
}
