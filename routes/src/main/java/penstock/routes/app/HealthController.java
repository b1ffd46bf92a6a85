package penstock.routes.app;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Whether the gateway can do its work: open to everybody, without detail. */
@RestController
final class HealthController {

    private final HikariDataSource pool;

    HealthController(HikariDataSource pool) {
        this.pool = pool;
    }

    @GetMapping("/health")
    ResponseEntity<String> health() {
        try (Connection connection = pool.getConnection()) {
            return answer(connection.isValid(1));
        } catch (SQLException e) {
            return answer(false);
        }
    }

    private static ResponseEntity<String> answer(boolean up) {
        return ResponseEntity.status(up ? 200 : 503)
                .contentType(MediaType.APPLICATION_JSON)
                .header("Cache-Control", "no-store")
                .body(up ? "{\"status\":\"UP\"}" : "{\"status\":\"DOWN\"}");
    }
}
