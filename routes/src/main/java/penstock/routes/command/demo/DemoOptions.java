package penstock.routes.command.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How a demo is to run.
 *
 * @param length how long buyers come
 * @param shared whether channels sell from one pool of few units, instead of from shares of their own
 * @param timeFactor how much faster than life the channels' published durations and rates pass
 * @param seed of everything random
 * @param home the gateway's; empty for a temporary one
 * @param json whether one JSON object is all that is printed
 */
public record DemoOptions(
        Duration length, boolean shared, double timeFactor, long seed, Optional<Path> home, boolean json) {}
