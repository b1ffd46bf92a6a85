package penstock.core.book;

import java.time.LocalDate;
import java.util.List;

/** That equipment was serviced, and what that took out of stock. {@code runHours} is what its meter showed. */
public record ServiceOrder(
        long serviceId,
        String number,
        @SuppressWarnings("ArrayRecordComponent") byte[] contentHash,
        String equipment,
        LocalDate servicedOn,
        int runHours,
        String note,
        List<Line> lines) {

    public ServiceOrder {
        lines = List.copyOf(lines);
    }

    /** Units of a SKU that it took. */
    public record Line(long skuId, int units) {}
}
