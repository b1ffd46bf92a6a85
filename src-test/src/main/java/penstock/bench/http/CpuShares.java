package penstock.bench.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import penstock.bench.harness.Report.CpuTime;
import penstock.bench.harness.Spread;

/** Processor times of all repeats. One thread. */
final class CpuShares {

    private record Key(String contender, String load) {}

    private final Map<Key, Map<String, List<Double>>> all = new LinkedHashMap<>();

    void add(String contender, String load, Map<String, Double> micros) {
        Map<String, List<Double>> parts = all.computeIfAbsent(new Key(contender, load), key -> new LinkedHashMap<>());
        micros.forEach((part, value) ->
                parts.computeIfAbsent(part, first -> new ArrayList<>()).add(value));
    }

    List<CpuTime> medians() {
        List<CpuTime> medians = new ArrayList<>();
        all.forEach((key, parts) -> {
            Map<String, Double> micros = new LinkedHashMap<>();
            parts.forEach((part, values) -> micros.put(part, Spread.of(values).median()));
            medians.add(new CpuTime(key.contender(), key.load(), micros));
        });
        return medians;
    }
}
