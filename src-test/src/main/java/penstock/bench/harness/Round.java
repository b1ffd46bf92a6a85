package penstock.bench.harness;

import java.util.Comparator;
import java.util.Map;

/** What one repeat measured under one load: the product, and its anchors by name, of which the fastest counts. */
public record Round(Measured product, Map<String, Measured> anchors) {

    Map.Entry<String, Measured> best() {
        return anchors.entrySet().stream()
                .max(Comparator.comparing(anchor -> anchor.getValue().perSecond()))
                .orElseThrow();
    }

    double ratio(Figure figure) {
        return figure.of(product) / figure.of(best().getValue());
    }
}
