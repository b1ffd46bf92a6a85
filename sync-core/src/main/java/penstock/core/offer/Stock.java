package penstock.core.offer;

import java.time.Duration;
import java.util.Optional;

/**
 * Units of a SKU that are there.
 *
 * @param age since a supplier told of them; empty for what lies where we look ourselves
 */
public record Stock(long locationId, String location, int available, Optional<Duration> age) {}
