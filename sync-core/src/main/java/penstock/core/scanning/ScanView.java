package penstock.core.scanning;

import java.time.Instant;
import java.util.List;

/**
 * A scan, and what came of it.
 *
 * @param detail for a person, {@code ""} if the result says it all
 * @param suggestions SKUs that may be meant; only right after the scan
 * @param sku {@code ""} if it named none
 * @param bin {@code ""} if it named none
 * @param units 0 if it named none
 */
public record ScanView(
        int scanNo,
        String id,
        String barcode,
        Found found,
        String detail,
        List<String> suggestions,
        String sku,
        String lot,
        String serial,
        String bin,
        int units,
        boolean undone,
        Instant scannedAt) {}
