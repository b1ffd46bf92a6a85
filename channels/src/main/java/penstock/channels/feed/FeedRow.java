package penstock.channels.feed;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a supplier says it has of one SKU.
 *
 * @param rowNo the line of the file on which the row begins, from 1, the header's
 * @param supplierSku the SKU as the supplier calls it
 * @param quantity units, 0 to 1,000,000
 * @param atLeast whether there may be more, as in {@code 10+} and "in stock"
 * @param gtin the world's barcode, as it stands in the file
 * @param leadTimeDays days until the supplier ships
 * @param asOf when the supplier counted
 */
public record FeedRow(
        long rowNo,
        String supplierSku,
        int quantity,
        boolean atLeast,
        Optional<String> gtin,
        OptionalInt leadTimeDays,
        Optional<Instant> asOf) {}
