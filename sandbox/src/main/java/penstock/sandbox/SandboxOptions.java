package penstock.sandbox;

import java.nio.file.Path;
import java.util.Optional;
import penstock.sandbox.time.RealTime;
import penstock.sandbox.time.SandboxTime;

/**
 * How a sandbox is started.
 *
 * @param port to listen on; 0 for any that is free
 * @param seed from which buyers, traffic and faults follow
 * @param time the clock; the sandbox closes it at its end
 * @param oracleFile where the oracle also writes its entries, one line of JSON each
 */
public record SandboxOptions(int port, long seed, SandboxTime time, Optional<Path> oracleFile) {
    /** Any free port, real time at this factor, seed 1, no file. */
    public static SandboxOptions atFactor(double timeFactor) {
        return new SandboxOptions(0, 1, new RealTime(timeFactor), Optional.empty());
    }

    /** Any free port, this clock, seed 1, no file. */
    public static SandboxOptions with(SandboxTime time) {
        return new SandboxOptions(0, 1, time, Optional.empty());
    }

    /** The same with this port. */
    public SandboxOptions port(int number) {
        return new SandboxOptions(number, seed, time, oracleFile);
    }

    /** The same with this seed. */
    public SandboxOptions seed(long number) {
        return new SandboxOptions(port, number, time, oracleFile);
    }

    /** The same with this file. */
    public SandboxOptions oracleFile(Path file) {
        return new SandboxOptions(port, seed, time, Optional.of(file));
    }
}
