package penstock.test.crash;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import penstock.routes.command.Main;

/**
 * Runs the gateway on a driver that ends the process at the point that one system property names, as {@code POINT:n}, when
 * it is reached for the nth time since there is the file that the other names.
 */
final class HaltingGateway {

    static final String HALT_AT = "penstock.halt-at";
    static final String ARMED = "penstock.halt-armed";

    /** What a shell says of a process that was killed with -9. */
    static final int HALTED = 137;

    private HaltingGateway() {}

    public static void main(String[] args) throws SQLException {
        String[] halt = System.getProperty(HALT_AT).split(":");
        Path armed = Path.of(System.getProperty(ARMED));
        Driver real = DriverManager.getDriver("jdbc:postgresql://127.0.0.1/penstock");
        DriverManager.deregisterDriver(real);
        DriverManager.registerDriver(new HaltingDriver(
                real,
                HaltPoint.valueOf(halt[0]),
                Integer.parseInt(halt[1]),
                () -> Files.exists(armed),
                () -> Runtime.getRuntime().halt(HALTED)));
        Main.main(args);
    }
}
