package penstock.console.api;

import java.util.List;
import java.util.Optional;
import penstock.console.json.Fields;
import penstock.core.warehouse.Named;

/** How requests name units that come: their bin, their lot, their serials. */
final class WhichUnits {

    static final String BIN = "Where they are put; in no bin if left out.";
    static final String LOT = "Of a SKU that is tracked by lot.";
    static final String SERIALS = "Of a SKU that is tracked by serial: as many as units.";

    private WhichUnits() {}

    /** What was named, with codes and serials that can be such. */
    static Named named(Optional<String> bin, Optional<String> lot, Optional<List<String>> serials) {
        return named(bin, lot, Optional.empty(), Optional.empty(), serials);
    }

    /** The same of a lot that may be new. */
    static Named named(
            Optional<String> bin,
            Optional<String> lot,
            Optional<String> manufacturedOn,
            Optional<String> expiresOn,
            Optional<List<String>> serials) {
        return new Named(
                bin.map(code -> Fields.code("bin", code)),
                lot.map(code -> Fields.code("lot", code)),
                manufacturedOn.map(day -> Amounts.day("manufacturedOn", day)),
                expiresOn.map(day -> Amounts.day("expiresOn", day)),
                serials("serials", serials));
    }

    static List<String> serials(String field, Optional<List<String>> serials) {
        return serials.map(some -> Fields.list(field, some, StockApi.MAX_SERIALS)).orElse(List.of()).stream()
                .map(serial -> Fields.text(field, serial, Fields.MAX_CODE))
                .toList();
    }
}
