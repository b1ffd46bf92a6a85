package penstock.bench.publish;

import java.util.Map;
import penstock.bench.harness.Verdict;

/**
 * What one cell found.
 *
 * @param of what was measured: a kind of channel, or a size
 * @param goal in words
 * @param figures by name, in the order in which they are read
 */
public record Found(String cell, String of, String goal, Map<String, Object> figures, Verdict verdict) {}
